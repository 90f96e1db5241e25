"""Joining a firm that is registered: asked once, decided by the owner or by staff, with what speaks for it in sight."""
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from companies import services
from companies.computed.joining import signs_of
from companies.errors import (
    AlreadyAsked,
    AlreadyMember,
    BelongsElsewhere,
    FirmCannotBeJoined,
    InvitationNotValid,
    OwnerNeeded,
)
from companies.models import Claim, Contact, Firm, Membership
from core.errors import NotPermitted, ReasonMissing, TransitionNotAllowed
from notifications.models import Message
from tests import build, files_build
from tests.companies.asking import told, verbs

pytestmark = pytest.mark.django_db
LATE = timedelta(days=5)


@pytest.fixture
def asking(db):
    return build.user("gulnar@altai.example", "Гүлнар Омарова", language="kk", zone="Asia/Almaty")


@pytest.fixture
def imported(altai) -> Firm:
    Membership.objects.filter(firm=altai).delete()
    return altai


def ask(firm, person, now, **more) -> Claim:
    given = {"position": "Director", "note": "", "file": None} | more
    return services.ask_to_join(firm, **given, by=person, now=now)


def test_the_owner_is_asked(altai, aigul, asking, now):
    claim = ask(altai, asking, now)
    assert list(told("claim_asked")) == [aigul.email]
    assert verbs(claim) == ["ask"]


def test_staff_are_asked_where_nobody_of_the_firm_is_there(imported, asking, sato, now):
    ask(imported, asking, now)
    assert list(told("claim_asked")) == [sato.email]


def test_it_is_answered_within_two_business_days_of_both_countries(altai, asking, now):
    assert ask(altai, asking, now).answer_by - now < timedelta(days=4)


def test_the_owner_accepts_with_a_role(altai, aigul, asking, now):
    claim = ask(altai, asking, now)
    services.grant_claim(claim, role="editor", by=aigul, now=now)
    assert Membership.objects.get(user=asking).role == "editor"
    assert list(told("claim_granted")) == [asking.email]


def test_the_first_person_of_a_firm_becomes_its_owner(imported, asking, sato, now):
    claim = ask(imported, asking, now)
    with pytest.raises(OwnerNeeded):
        services.grant_claim(claim, role="editor", by=sato, now=now)
    services.grant_claim(claim, role="owner", by=sato, now=now)
    assert Membership.objects.get(user=asking).role == "owner"


def test_staff_do_not_decide_while_an_owner_has_time(altai, asking, sato, now):
    claim = ask(altai, asking, now)
    with pytest.raises(NotPermitted):
        services.grant_claim(claim, role="editor", by=sato, now=now)


def test_staff_decide_when_the_owner_was_silent(altai, asking, sato, now):
    claim = ask(altai, asking, now)
    services.grant_claim(claim, role="editor", by=sato, now=now + LATE)
    assert Membership.objects.filter(user=asking, firm=altai).exists()


def test_nobody_decides_about_themselves(altai, asking, now):
    claim = ask(altai, asking, now)
    with pytest.raises(NotPermitted):
        services.grant_claim(claim, role="owner", by=asking, now=now + LATE)


def test_what_nobody_answered_comes_before_staff_once(altai, asking, sato, now):
    ask(altai, asking, now)
    assert [services.chase_claims(now=now + days * LATE) for days in (0, 1, 2)] == [0, 1, 0]
    assert list(told("claim_overdue")) == [sato.email]


def test_a_refusal_gives_its_reason_to_who_asked(altai, aigul, asking, now):
    claim = ask(altai, asking, now)
    with pytest.raises(ReasonMissing):
        services.refuse_claim(claim, reason=" ", by=aigul, now=now)
    services.refuse_claim(claim, reason="She left in May", by=aigul, now=now)
    assert "She left in May" in Message.objects.get(kind="companies/claim_refused").text
    assert not Membership.objects.filter(user=asking).exists()


def test_who_was_refused_may_ask_again(altai, aigul, asking, now):
    services.refuse_claim(ask(altai, asking, now), reason="Who is this?", by=aigul, now=now)
    assert ask(altai, asking, now).state == "asked"


def test_one_open_request_a_person(altai, hokuriku, asking, now):
    ask(altai, asking, now)
    with pytest.raises(AlreadyAsked):
        ask(hokuriku, asking, now)


def test_who_belongs_to_a_firm_cannot_ask(altai, tanaka, hokuriku, now):
    with pytest.raises(AlreadyMember):
        ask(altai, tanaka, now)


def test_a_suspended_firm_cannot_be_joined(altai, asking, sato, now):
    services.suspend_firm(altai, reason="Unpaid", by=sato, now=now)
    with pytest.raises(FirmCannotBeJoined):
        ask(altai, asking, now)


def test_a_firm_suspended_meanwhile_takes_nobody_in(altai, aigul, asking, sato, now):
    claim = ask(altai, asking, now)
    services.suspend_firm(altai, reason="Unpaid", by=sato, now=now)
    with pytest.raises(FirmCannotBeJoined):
        services.grant_claim(claim, role="editor", by=aigul, now=now)


def test_two_ask_at_once_and_the_second_is_the_new_owners_to_decide(imported, asking, sato, now):
    second = ask(imported, build.user("other@altai.example", "Other"), now)
    services.grant_claim(ask(imported, asking, now), role="owner", by=sato, now=now)
    with pytest.raises(NotPermitted):
        services.grant_claim(second, role="owner", by=sato, now=now)
    assert asking.email in told("claim_asked")
    services.refuse_claim(second, reason="Not one of us", by=asking, now=now)


def test_who_joined_another_firm_meanwhile_is_not_taken_in(altai, aigul, hokuriku, tanaka, asking, now):
    claim = ask(altai, asking, now)
    services.add_member(hokuriku, user=asking, role="viewer", by=tanaka, now=now)
    with pytest.raises(BelongsElsewhere):
        services.grant_claim(claim, role="editor", by=aigul, now=now)
    claim.refresh_from_db()
    assert claim.state == "asked"


def test_an_invitation_to_the_firm_ends_with_it(imported, asking, sato, now):
    services.invite_firm(imported, by=sato, now=now)
    token = Message.objects.get(kind="companies/firm_invited").path.strip("/").rpartition("/")[2]
    services.grant_claim(ask(imported, asking, now), role="owner", by=sato, now=now)
    with pytest.raises(InvitationNotValid):
        services.open_invitation(token, now=now)


def test_who_asked_takes_it_back_once(altai, aigul, asking, now):
    claim = ask(altai, asking, now)
    services.withdraw_claim(claim, by=asking, now=now)
    with pytest.raises(TransitionNotAllowed):
        services.grant_claim(claim, role="editor", by=aigul, now=now)


@pytest.mark.parametrize("contact, website, expected", [
    ("gulnar@altai.example", "", {"contact_address", "contact_domain"}),
    ("export@altai.example", "", {"contact_domain"}),
    ("export@other.example", "https://www.altai.example/en", {"site_domain"}),
    ("export@other.example", "https://notaltai.example", set()),
])
def test_signs_are_computed(altai, asking, now, contact, website, expected):
    Contact.objects.filter(firm=altai).update(email=contact, name="Somebody else")
    Firm.objects.filter(pk=altai.pk).update(website=website)
    claim = Claim.objects.get(pk=ask(altai, asking, now).pk)
    assert {sign for sign, there in signs_of(claim).items() if there} == expected


def test_a_free_mail_host_is_nobodys_domain(altai, now):
    Contact.objects.filter(firm=altai).update(email="altai@mail.ru", name="Somebody else")
    claim = ask(altai, build.user("x@mail.ru", "X"), now)
    assert not any(signs_of(claim).values())


def test_the_same_name_in_another_script_is_a_sign(altai, now):
    Contact.objects.filter(firm=altai).update(email="a@b.example", name="Ерлан Сәбитов")
    claim = ask(altai, build.user("x@y.example", "Yerlan Sabitov"), now)
    assert signs_of(claim)["contact_name"]


# pages


def number_of(firm: Firm) -> dict:
    return {"country": firm.country, "legal_id": firm.legal_id}


def test_a_known_number_leads_to_asking_and_keeps_what_was_typed(altai, asking, as_):
    typed = number_of(altai) | {"name": "ТОО Алтай", "name_latin": "Altai"}
    page = as_(asking, "en").post(reverse("companies:start"), typed)
    assert page.status_code == 422
    assert f"{reverse('companies:claim_new')}?country=KZ&amp;legal_id={altai.legal_id}" in page.content.decode()
    assert 'value="Altai"' in page.content.decode()


def test_the_page_of_asking_does_not_name_the_firm_to_a_stranger(altai, asking, as_):
    page = as_(asking).get(reverse("companies:claim_new"), number_of(altai)).content.decode()
    assert altai.legal_id in page
    assert altai.name_latin not in page


def test_it_is_sent_with_a_document(altai, asking, as_):
    url = f"{reverse('companies:claim_new')}?country=KZ&legal_id={altai.legal_id}"
    file = SimpleUploadedFile("order.pdf", files_build.pdf(), content_type="application/pdf")
    answer = as_(asking).post(url, {"position": "Director", "note": "", "file": file}, follow=True)
    assert Claim.objects.get().file.name == "order.pdf"
    assert Claim.objects.get().get_absolute_url() in answer.content.decode()


def test_a_number_nobody_has_leads_back_to_registering(asking, as_):
    answer = as_(asking).get(reverse("companies:claim_new"), {"country": "KZ", "legal_id": "1"})
    assert answer.url == reverse("companies:start")


def test_the_owner_decides_on_the_page(altai, aigul, asking, now, as_):
    claim = ask(altai, asking, now)
    owner = as_(aigul)
    assert claim.get_absolute_url() in owner.get(reverse("companies:team")).content.decode()
    assert asking.email in owner.get(claim.get_absolute_url()).content.decode()
    owner.post(reverse("companies:claim_grant", args=[claim.pk]), {"role": "viewer"})
    assert Membership.objects.get(user=asking).role == "viewer"


def test_who_asks_sees_no_signs_and_no_buttons_of_the_decider(altai, asking, now, as_):
    claim = ask(altai, asking, now)
    page = as_(asking).get(claim.get_absolute_url()).content.decode()
    assert reverse("companies:claim_grant", args=[claim.pk]) not in page
    assert reverse("companies:claim_withdraw", args=[claim.pk]) in page
    assert altai.name_latin not in page.partition("<main")[2]


def test_a_stranger_does_not_find_it(altai, asking, tanaka, hokuriku, now, as_):
    claim = ask(altai, asking, now)
    assert as_(tanaka).get(claim.get_absolute_url()).status_code == 404


def test_it_waits_in_the_queue_of_staff_only_when_staff_may_decide(altai, imported, asking, sato, now, as_):
    claim = ask(imported, asking, now)
    assert claim.get_absolute_url() in as_(sato).get(reverse("companies:review")).content.decode()
