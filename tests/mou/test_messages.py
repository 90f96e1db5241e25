"""Every mail of this app, made by its act: whole words in each language, no object where a word should stand."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from accounts.models import User
from companies import services as companies
from companies.models import Firm
from core.names import legible
from matching import services as matching
from matching.models import Introduction
from mou import services
from mou.models import Evidence, Memorandum, Party
from notifications.models import Message
from tests import build
from tests.mou.exchange_build import plan_session

from .conftest import fresh

pytestmark = pytest.mark.django_db
LANGUAGES = ["en", "ja", "ru", "kk", "uz"]
FOLDER_KINDS = {
    "awaits_countersignature", "bulletin_digest", "change_asked", "change_decided", "evidence_answered",
    "evidence_disputed", "evidence_settled", "memorandum_ended", "memorandum_in_force", "memorandum_prolonged",
    "obligation_decided", "obligation_proposed", "party_merged", "party_parted", "proposal_sent",
    "remind_answer", "remind_countersign", "remind_digest", "remind_due", "remind_overdue", "remind_renew",
    "report_forwarded", "report_issued", "session_cancelled", "session_changed",
    "session_enrolled", "source_fell",
}


def everything_happens(mou, owed, introduced, read_all, sato, mori, dana, altai, aigul, now) -> None:
    services.put_in_force(
        Memorandum.objects.with_parties().get(pk=_signed(sato, altai, now).pk), in_force_on=now.date(), by=sato, now=now
    )
    obligation = owed("contacts_released")
    read_all()
    found = Evidence.objects.with_obligation().with_parties().get()
    services.submit_evidence(found, by=sato, now=now)
    services.dispute_evidence(found, reason="Why", by=dana, now=now)
    services.answer_dispute(found, reason="So", by=sato, now=now)
    services.dispute_evidence(found, reason="Still", by=dana, now=now)
    services.accept_evidence(found, by=dana, now=now)
    change = services.ask_waiver(fresh(obligation), reason="Earthquake", by=sato, now=now)
    services.refuse_change(change, reason="No", by=dana, now=now)
    matching.recall_introduction(Introduction.objects.get(), reason="Wrong", by=sato, now=now)
    read_all()
    report = services.request_report(
        mou, from_on=date(2025, 1, 1), until_on=date(2025, 2, 1), languages=["ja", "ru"], by=sato, now=now
    )
    services.work_on_reports()
    report.refresh_from_db()
    services.forward_report(report, to=["a@b.example"], note="Look", by=dana, now=now)
    _exchange(sato, dana, altai, aigul, now)
    _reminders(mou, owed, sato, now)
    _partner_merged(aigul, altai, sato, mori, now)
    services.renew_memorandum(mou, ends_on=date(2030, 1, 1), reason="Going well", by=sato, now=now)
    services.terminate_memorandum(mou, reason="End", confirmed=True, by=sato, now=now)


def _partner_merged(aigul, altai, sato, mori, now) -> None:
    """The pact between two firms; the one's record goes into a second one, and back."""
    twin = companies.register_firm(
        country="KZ", legal_id="941240000193", name="Altai HQ", name_latin="Altai HQ", language="en",
        by=build.user("ruslan@altai.example", "Ruslan"), now=now,
    )
    merge = build.merge(altai, twin, sato, mori, now)
    companies.take_back_merge(merge, reason="Two firms", by=sato, now=now)


def _signed(sato, altai, now) -> Memorandum:
    chamber = Party.objects.get(chamber__isnull=False).chamber
    made = services.draft_memorandum(
        number="M-8", titles={"en": "Second"}, japan={}, central_asia={"chamber": chamber}, by=sato, now=now
    )
    services.word_commitment(made, number=1, language="en", title="x", text="y", by=sato, now=now)
    services.sign_memorandum(made, signed_on=now.date(), place="Astana", signatories=[], by=sato, now=now)
    return made


def _exchange(sato, dana, altai, aigul, now) -> None:
    services.edit_subscription(user=dana, kinds=[], countries=[], sectors=[], every_days=1, now=now - timedelta(days=7))
    bulletin = services.create_bulletin(
        kind="economic_news", chamber=None, about_country="JP", for_country="KZ",
        sectors=[], source_url="", language="ja", title="t",
        body="b", by=sato, now=now,
    )
    services.publish_bulletin(bulletin, anyway=True, by=sato, now=now - timedelta(hours=2))
    services.send_digests(now=now)
    begins = now + timedelta(days=3)
    session = plan_session(
        anyway=True, chamber=None, kind="training", for_country="KZ", titles={"ja": "s"},
        summaries={}, spoken=[], speaker="", place="Online",
        starts_at=begins, ends_at=begins + timedelta(hours=1), zone="Asia/Tokyo", by=sato, now=now,
    )
    services.enrol(session, firm=altai, by=aigul, now=now)
    services.edit_session(session, place="Tokyo", by=sato, now=now)
    services.cancel_session(session, reasons={"ru": "Буря"}, anyway=True, by=sato, now=now)


def _reminders(mou, owed, sato, now) -> None:
    Memorandum.objects.filter(pk=mou.pk).update(renew_by=now.date() + timedelta(days=20))
    late = owed("bulletin_published", owing="japan", cadence="quarterly", commitment=2)
    services.add_evidence(
        late, titles={"en": "x"}, notes={}, happened_on=date(2026, 10, 1),
        quantity=1, period="", file=None, by=sato, now=now,
    )
    services.remind(now=now)
    services.remind(now=now + timedelta(days=76))
    for number in range(3):
        owed("event_announced", owing="japan", cadence="monthly", commitment=5, target=number + 1)
    services.remind(now=now + timedelta(days=1))
    services.ask_waiver(fresh(late), reason="Earthquake", by=sato, now=now)
    services.remind(now=now + timedelta(days=90))


@pytest.fixture
def language(request, sato, mori, dana, aigul, tanaka, hokuriku, altai) -> str:
    """Everybody reads it, and is named in Latin letters where nobody could derive them."""
    User.objects.filter(pk=sato.pk).update(name_latin="Sato Megumi")
    User.objects.filter(pk=mori.pk).update(name_latin="Mori Ken")
    User.objects.update(language=request.param)
    for person in (sato, mori, dana, aigul):
        person.refresh_from_db()
    return request.param


@pytest.fixture
def said(language, mou, pact, owed, introduced, read_all, sato, mori, dana, altai, aigul, now) -> list[Message]:
    """Every mail of the app, to people who read the language of the test."""
    everything_happens(mou, owed, introduced, read_all, sato, mori, dana, altai, aigul, now)
    return list(Message.objects.filter(kind__startswith="mou/", language=language))


@pytest.mark.parametrize("language", LANGUAGES, indirect=True)
def test_every_mail_is_a_letter_in_every_language(said, language):
    assert {message.kind.removeprefix("mou/") for message in said} == FOLDER_KINDS
    for message in said:
        text = message.subject + "\n" + message.text
        assert not re.search(r"functools|bound method|<[A-Z]\w+:|%\(|\{\{|\{%|None", text), f"{message.kind}: {text}"
        assert message.subject.strip()
        assert message.text.strip()
        assert message.button, message.kind
        assert "\n\n\n" not in message.text, message.kind
        assert not re.search(build.GREETS, message.text.splitlines()[0]), f"{message.kind} greets in its text"
        assert _names_its_case(message), f"{message.kind}: {message.subject}"
        assert not _unreadable(message), f"{message.kind} in {language}"


def _names_its_case(message: Message) -> bool:
    """The subject says of which memorandum, obligation, session, firm or bulletin; a digest tells how many."""
    return bool(re.search("[:：«“「]", message.subject)) or message.kind == "mou/remind_digest"


def _unreadable(mail: Message) -> list[str]:
    """Names in letters the reader does not know; what stands in brackets is the original beside the name."""
    names = [*User.objects.values_list("full_name", flat=True), *Firm.objects.values_list("name", flat=True)]
    read = re.sub(r"[(（][^()（）]*[)）]", "", f"{mail.subject}\n{mail.text}\n{mail.signature}")
    return [one for one in names if one and one in read and not legible(one, mail.language)]


@pytest.mark.parametrize("language", ["en"], indirect=True)
def test_a_letter_says_what_to_do_and_the_other_sides_contact_person_signs(said, sato, dana):
    first = {message.kind.removeprefix("mou/"): message for message in reversed(said)}
    for kind, subject, says in (
        ("change_asked", "Approve or refuse “Waive the obligation”:", "Earthquake"),
        ("evidence_disputed", "Answer a dispute about a delivery:", "does not count until"),
        ("session_cancelled", "Cancelled, please do not come:", "We are sorry"),
        ("remind_due", "Due on", "23:59 (Tokyo) · 19:59 (Almaty)"),
        ("bulletin_digest", "New bulletin: t", "published since the last digest"),
    ):
        assert first[kind].subject.startswith(subject)
        assert says in first[kind].text
    asked, decided = first["change_asked"], first["change_decided"]
    assert (asked.recipient, asked.reply_to) == (dana, sato.email)
    assert asked.signature.startswith(str(sato))
    assert (decided.recipient, decided.reply_to) == (sato, dana.email)
    assert decided.signature.startswith("Dana Seytova (Дана Сейтова)")


def test_every_mail_is_tried_here():
    assert {path.stem for path in (Path(settings.BASE_DIR) / "templates/emails/mou").glob("[a-z]*.txt")} == FOLDER_KINDS
