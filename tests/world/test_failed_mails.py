"""A mail that nobody could deliver is seen where its case is, by whoever may know the reader, with what to do."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from companies.services import invite_member
from events import services as events
from matching import services as matching
from matching.messages import consent_reminder
from matching.models import Introduction
from meetings import services as meetings
from notifications.models import Delivery, Message
from notifications.services import mark_read, send_digests
from notifications.topics import DIGEST
from tests.events.conftest import forum, make_event, seat  # noqa: F401 - fixtures
from tests.leads.conftest import lead  # noqa: F401
from tests.meetings.meeting_build import as_delegate, delegates, with_meetings
from tests.mou.conftest import mou  # noqa: F401

pytestmark = pytest.mark.django_db
REFUSED = "SMTPRecipientsRefused: {'x@y.example': (550, b'5.1.1 no such user')}"


def fail(address: str, kind: str = "", state: str = "permanent_failure") -> Message:
    """The newest mail to this address (of this kind) was refused."""
    rows = Message.objects.filter(address__iexact=address, kind__endswith=kind).order_by("-created_at", "-pk")
    message = rows[0]
    Delivery.objects.filter(message=message).update(
        state=state, last_error=REFUSED, finished_at=timezone.now(), lease_until=None
    )
    return message


def shown(client, url: str, address: str) -> bool:
    """Whether the page says that a mail to this address did not arrive."""
    answer = client.get(url)
    assert answer.status_code == 200, url
    page = answer.content.decode()
    start = page.find('id="missed-mails"')
    return start >= 0 and f"· {address}" in page[start:]


@pytest.fixture
def asked(match, mori, sato, dana, now) -> Introduction:
    matching.propose_match(match, by=mori, now=now)
    made = matching.approve_match(match, by=sato, now=now)
    fail("aigul@altai.example", "consent_requested")
    return made


def test_a_consent_request_that_failed_stands_on_the_match_and_the_introduction_for_staff(asked, as_, sato):
    office = as_(sato)
    for name, pk in (("introduction", asked.pk), ("match", asked.match_id), ("approval", asked.match_id)):
        assert shown(office, reverse(f"matching:{name}", args=[pk]), "aigul@altai.example"), name


def test_a_firm_sees_what_failed_to_its_own_people_and_nothing_of_the_partners(asked, as_, tanaka, aigul):
    page = reverse("matching:introduction", args=[asked.pk])
    assert shown(as_(aigul), page, "aigul@altai.example")
    answer = as_(tanaka).get(page).content.decode()
    assert "missed-mails" not in answer
    assert "aigul@altai.example" not in answer


def test_it_says_why_and_whom_to_ring(asked, altai, as_, sato):
    altai.contact.name, altai.contact.phone, altai.contact.email = "Ольга Ким", "+7 727 000 00 11", "kim@altai.example"
    altai.contact.save()
    page = as_(sato).get(reverse("matching:introduction", args=[asked.pk])).content.decode()
    for words in ("knows no such mailbox", "Second contact", "Ольга Ким", "+7 727 000 00 11", "Send again"):
        assert words in page


def test_without_telephone_and_second_contact_it_says_so(asked, altai, as_, sato):
    altai.contact.delete()
    page = as_(sato).get(reverse("matching:introduction", args=[asked.pk])).content.decode()
    assert "Neither a telephone number nor a second contact is noted" in page


def test_sending_again_from_the_case_comes_back_to_the_case(asked, as_, sato):
    office, page = as_(sato), reverse("matching:introduction", args=[asked.pk])
    delivery = Delivery.objects.get(state="permanent_failure")
    again = reverse("notifications:send_again", args=[delivery.pk])
    assert again in office.get(page).content.decode()
    assert office.post(again, {"back": page}).url == page
    assert not shown(office, page, "aigul@altai.example")


@pytest.mark.parametrize("back", ["", "https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_sending_again_leads_nowhere_else(asked, as_, sato, back):
    again = reverse("notifications:send_again", args=[Delivery.objects.get(state="permanent_failure").pk])
    assert as_(sato).post(again, {"back": back}).url == reverse("notifications:undelivered")


@pytest.mark.parametrize("state, stands", [
    ("permanent_failure", True), ("technical_failure", True),
    ("pending", False), ("sending", False), ("delivered", False), ("cancelled", False), ("digest", False),
])
def test_only_what_was_given_up_is_shown(asked, as_, sato, now, state, stands):
    Delivery.objects.filter(state="permanent_failure").update(state=state, lease_until=now)
    assert shown(as_(sato), reverse("matching:introduction", args=[asked.pk]), "aigul@altai.example") == stands


def test_what_was_read_in_the_portal_needs_nobody(asked, as_, sato, now):
    mark_read(Message.objects.get(deliveries__state="permanent_failure"), now=now)
    assert not shown(as_(sato), reverse("matching:introduction", args=[asked.pk]), "aigul@altai.example")


def test_a_later_mail_about_the_same_that_arrived_needs_nobody(asked, altai, as_, sato, now):
    page = reverse("matching:introduction", args=[asked.pk])
    consent_reminder(asked, altai, days_left=3, now=now + timedelta(days=1))
    assert shown(as_(sato), page, "aigul@altai.example"), "it has not arrived yet"
    Delivery.objects.filter(message__kind="matching/consent_reminder").update(state="delivered")
    assert not shown(as_(sato), page, "aigul@altai.example")


@pytest.mark.parametrize(
    "digest_state, stands", [("technical_failure", True), ("delivered", False), ("pending", False)]
)
def test_what_stood_in_a_digest_shares_its_fate(asked, aigul, as_, sato, now, digest_state, stands):
    Delivery.objects.filter(state="permanent_failure").update(state="digest", due_at=now - timedelta(days=2))
    send_digests(now=now)
    Delivery.objects.filter(message__kind=DIGEST, message__recipient=aigul).update(
        state=digest_state, finished_at=now, last_error=REFUSED
    )
    row = Delivery.objects.get(message__kind="matching/consent_requested", message__recipient=aigul)
    assert row.state == "digested"
    assert shown(as_(sato), reverse("matching:introduction", args=[asked.pk]), "aigul@altai.example") == stands


def test_a_referral_that_failed_is_seen_by_staff_and_by_the_chamber_alone(introduced, dana, as_, sato, aigul):
    fail("dana@atameken.example", "referral_sent")
    [referral] = introduced.referrals.all()
    page = reverse("matching:referral", args=[referral.pk])
    assert shown(as_(sato), page, "dana@atameken.example")
    assert shown(as_(dana), page, "dana@atameken.example")
    assert "missed-mails" not in as_(aigul).get(
        reverse("matching:introduction", args=[introduced.pk])
    ).content.decode()


def test_a_confirmation_that_failed_stands_on_the_desk_and_on_the_seat(forum, hokuriku, tanaka, as_, sato):  # noqa: F811
    row = seat(forum, 1, by=tanaka, firm=hokuriku, phone="+81 76 000 0001", second_name="山本", second_phone="+81 2")
    fail(row.email, "confirmed")
    for url in (reverse("events:desk", args=[forum.pk]), row.get_absolute_url()):
        page = as_(sato).get(url).content.decode()
        for words in ("missed-mails", row.email, "+81 76 000 0001", "山本 · +81 2"):
            assert words in page, (url, words)
    firm = as_(tanaka).get(row.get_absolute_url()).content.decode()
    assert "missed-mails" in firm
    assert "Send again" not in firm


def test_an_address_put_right_since_is_no_longer_missed(forum, hokuriku, tanaka, as_, sato, now):  # noqa: F811
    row = seat(forum, 1, by=tanaka, firm=hokuriku)
    wrong = row.email
    fail(wrong, "confirmed")
    given = {name: getattr(row, name) for name in ("name", "name_latin", "position", "phone", "language", "zone")}
    events.correct_delegate(row, **given, email="right@example.jp", by=tanaka, now=now)
    assert not shown(as_(sato), reverse("events:desk", args=[forum.pk]), wrong)


def test_a_meeting_request_that_failed_is_seen_by_the_organiser_and_by_whoever_asked(
    make_event, hokuriku, tanaka, altai, aigul, as_, client, sato, now  # noqa: F811
):
    fair = with_meetings(make_event(20), by=sato, now=now)
    [ichi], [aya] = delegates(fair, by=tanaka, firm=hokuriku, other_by=aigul, other_firm=altai, count=1)
    meeting = meetings.request_meeting(ichi, asked=aya, topic="Filling lines", by=tanaka, now=now)
    fail(aya.email, "meeting_requested")
    for url in (meeting.get_absolute_url(), reverse("meetings:grid", args=[fair.pk])):
        assert shown(as_(sato), url, aya.email), url
    own = client.get(as_delegate("my_meeting", ichi, meeting.pk)).content.decode()
    assert "did not reach" in own or "届" in own
    assert aya.email not in own
    theirs = client.get(as_delegate("my_meeting", aya, meeting.pk)).content.decode()
    assert "caution__title" not in theirs


def test_an_invitation_to_the_team_that_failed_is_seen_by_owner_and_staff(hokuriku, tanaka, as_, sato, now):
    invite_member(hokuriku, email="new@hokuriku.example", role="editor", language="ja", by=tanaka, now=now)
    fail("new@hokuriku.example", "member_invited")
    assert shown(as_(tanaka), reverse("companies:team"), "new@hokuriku.example")
    assert shown(as_(sato), reverse("companies:review_firm", args=[hokuriku.pk]), "new@hokuriku.example")


def test_an_inquirer_who_cannot_be_answered_is_seen_on_the_inquiry(lead, as_, sato):  # noqa: F811
    fail(lead.email)
    assert shown(as_(sato), reverse("leads:lead", args=[lead.pk]), lead.email)


def test_a_memorandum_says_who_of_a_side_was_not_reached(mou, dana, as_, sato, now):  # noqa: F811
    Message.objects.create(
        recipient=dana, address=dana.email, kind="mou/signed", language="ru", subject="Меморандум", text="…",
        concerns=f"mou.memorandum:{mou.pk}", dedupe_key="x", created_at=now, visible_at=now,
    ).deliveries.create(state="permanent_failure", due_at=now, finished_at=now, last_error=REFUSED)
    page = reverse("mou:memorandum", args=[mou.pk])
    assert shown(as_(sato), page, dana.email)
    assert shown(as_(dana), page, dana.email)


def test_a_case_with_nothing_missed_says_nothing(asked, as_, sato):
    Delivery.objects.all().delete()
    page = as_(sato).get(reverse("matching:introduction", args=[asked.pk])).content.decode()
    assert "missed-mails" not in page
