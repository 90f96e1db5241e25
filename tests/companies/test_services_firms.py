"""The life of a firm: every act, every refusal, its trace and what is said."""
from datetime import timedelta

import pytest

from accounts.models import ConsentRecord
from accounts.services import people
from companies import services
from companies.computed.progress import missing_sections
from companies.errors import (
    AlreadyMember,
    ChecksMissing,
    ContactConsentMissing,
    FirmIncomplete,
    IdentityIsFixed,
    LegalIdTaken,
    NotAnonymous,
)
from companies.models import Contact, Firm, VerificationCheck
from companies.rules.legal_ids import LegalIdInvalid
from core.errors import ReasonMissing, TransitionNotAllowed
from core.models import Activity
from core.text import TextProblem
from tests.companies.asking import told, verbs

pytestmark = pytest.mark.django_db
IDENTITY = {"country": "KZ", "legal_id": "050340493133", "name": "ТОО «Алтай Тамақ»", "name_latin": "Altai Tamaq LLP"}
BUSINESS = {"city": "Өскемен", "sectors": ["food"], "languages": ["kk", "ru"]}
CONTACT = {
    "name": "Ержан Тілеуов", "position": "Директор", "email": "Tileuov@Altai.example",
    "phone": "+7 723 200 0000", "language": "ru",
}
LINES = [{"text": "Күнбағыс майын құюға арналған желі", "hs_codes": ["842230"]}]


@pytest.fixture
def draft(aigul, now) -> Firm:
    return services.register_firm(**IDENTITY, language="kk", by=aigul, now=now)


@pytest.fixture
def complete(draft, aigul, now) -> Firm:
    services.save_business(draft, **BUSINESS, by=aigul, now=now)
    services.save_contact(draft, **CONTACT, consent_given=True, by=aigul, now=now)
    services.create_profile(
        draft, kind="business_request", cooperation="supply", title="Құю желісі керек",
        markets=["JP"], language="kk", lines=LINES, by=aigul, now=now,
    )
    return draft


@pytest.fixture
def submitted(complete, aigul, now) -> Firm:
    services.submit_firm(complete, by=aigul, now=now)
    return complete


def test_register_firm_makes_a_draft_its_owner_and_the_portals_own_checks(draft, aigul):
    assert (draft.state, draft.name_key) == ("draft", "altai tamak")
    assert draft.memberships.get().role == "owner"
    assert [check.result for check in services.latest_checks(draft)] == ["passed", "passed"]
    assert verbs(draft) == ["register", "check", "check"]
    assert Activity.objects.filter(verb="companies.firm.register", actor=aigul).exists()


def test_register_firm_normalises_the_number(aigul, now):
    firm = services.register_firm(**IDENTITY | {"legal_id": " ０50340-493133 "}, language="kk", by=aigul, now=now)
    assert firm.legal_id == "050340493133"


@pytest.mark.parametrize("country, number", [
    ("KZ", "050340493134"), ("KZ", "1626018159083"), ("JP", "050340493133"),
    ("JP", "1626018159084"), ("UZ", "12345"), ("KZ", ""),
    ("FR", "050340493133"), ("KZ", "05034049313\x00"), ("KZ", "٠٥٠٣٤٠٤٩٣١٣٤"),
])
def test_register_firm_refuses_a_wrong_or_foreign_number(aigul, now, country, number):
    with pytest.raises(LegalIdInvalid):
        services.register_firm(**IDENTITY | {"country": country, "legal_id": number}, language="kk", by=aigul, now=now)
    assert not Firm.objects.exists()


def test_register_firm_refuses_a_number_that_is_taken(draft, bekzat, now):
    with pytest.raises(LegalIdTaken):
        services.register_firm(**IDENTITY, language="ru", by=bekzat, now=now)
    assert Firm.objects.count() == 1


def test_register_firm_takes_the_same_digits_in_another_country(bekzat, now):
    services.register_firm(
        country="UZ", legal_id="301234567", name="Salom", name_latin="", language="uz", by=bekzat, now=now
    )
    other = Firm(country="TJ", legal_id="301234567", name="Салом")
    other.save()
    assert Firm.objects.count() == 2


def test_register_firm_refuses_a_second_firm_of_one_person(draft, aigul, now):
    with pytest.raises(AlreadyMember):
        services.register_firm(**IDENTITY | {"legal_id": "110840194709"}, language="kk", by=aigul, now=now)


@pytest.mark.parametrize("name", ["", "———", "\u202e\u0000", "x" * 20_000])
def test_register_firm_refuses_a_name_that_says_nothing_or_too_much(aigul, now, name):
    with pytest.raises(TextProblem):
        services.register_firm(**IDENTITY | {"name": name}, language="kk", by=aigul, now=now)


def test_change_identity_keeps_what_was_there_in_the_log(draft, aigul, now):
    services.change_identity(draft, **IDENTITY | {"legal_id": "110840194709"}, by=aigul, now=now)
    act = Activity.objects.get(verb="companies.firm.change_identity")
    assert act.said.words["before"]["legal_id"] == "050340493133"
    assert draft.legal_id == "110840194709"
    assert draft.checks.count() == 4  # a new number is checked anew


def test_change_identity_leaves_the_firm_alone_when_the_number_is_taken(draft, detal, aigul, now):
    with pytest.raises(LegalIdTaken):
        services.change_identity(
            draft, **IDENTITY | {"legal_id": detal.legal_id, "name": "ТОО «Другое»"}, by=aigul, now=now
        )
    assert draft.name == Firm.objects.get(pk=draft.pk).name == "ТОО «Алтай Тамақ»"


def test_change_identity_is_for_staff_once_the_firm_was_sent(submitted, aigul, sato, now):
    with pytest.raises(IdentityIsFixed):
        services.change_identity(submitted, **IDENTITY | {"name": "ТОО «Басқа»"}, by=aigul, now=now)
    services.change_identity(submitted, **IDENTITY | {"name": "ТОО «Басқа»"}, by=sato, now=now)
    assert submitted.name == "ТОО «Басқа»"


def test_change_identity_opens_again_when_more_information_is_asked(submitted, aigul, sato, now):
    services.request_more_info(submitted, reason="Выписка?", by=sato, now=now)
    services.change_identity(submitted, **IDENTITY | {"name": "ТОО «Басқа»"}, by=aigul, now=now)
    assert submitted.name == "ТОО «Басқа»"


def test_saving_one_section_never_loses_another(draft, aigul, now):
    stale = Firm.objects.get(pk=draft.pk)
    services.save_business(draft, **BUSINESS, by=aigul, now=now)
    services.change_identity(stale, **IDENTITY | {"name": "ТОО «Басқа»"}, by=aigul, now=now)
    found = Firm.objects.get(pk=draft.pk)
    assert (found.city, found.name) == ("Өскемен", "ТОО «Басқа»")
    assert verbs(draft)[-2:] == ["edit", "change_identity"]


def test_save_contact_records_the_consent_once(draft, aigul, now):
    for _time in range(2):
        contact = services.save_contact(draft, **CONTACT, consent_given=True, by=aigul, now=now)
    record = ConsentRecord.objects.get()
    assert (record.person_email, record.recipient_country, record.purpose) == (
        "tileuov@altai.example", "JP", "portal_use"
    )
    assert (record.recorded_by, record.given_at) == (aigul, now)
    assert contact.email == "tileuov@altai.example"
    assert verbs(draft)[-1] == "edit_contact"


def test_save_contact_is_refused_without_consent(draft, aigul, now):
    with pytest.raises(ContactConsentMissing):
        services.save_contact(draft, **CONTACT, consent_given=False, by=aigul, now=now)
    assert not Contact.objects.exists()


def test_nobody_agrees_to_a_new_wording_by_saving_another_field(draft, aigul, now, monkeypatch):
    monkeypatch.setattr(people, "VERSION", "2026-11")
    services.save_contact(draft, **CONTACT, consent_given=True, by=aigul, now=now)
    monkeypatch.undo()
    services.save_contact(draft, **CONTACT | {"position": "Бас директор"}, consent_given=False, by=aigul, now=now)
    assert [record.text_version for record in ConsentRecord.objects.all()] == ["2026-11"]


def test_save_contact_asks_again_for_another_address(draft, aigul, now):
    services.save_contact(draft, **CONTACT, consent_given=True, by=aigul, now=now)
    services.save_contact(draft, **CONTACT | {"position": "Бас директор"}, consent_given=False, by=aigul, now=now)
    with pytest.raises(ContactConsentMissing):
        services.save_contact(
            draft, **CONTACT | {"email": "other@altai.example"}, consent_given=False, by=aigul, now=now
        )
    services.save_contact(draft, **CONTACT | {"email": "other@altai.example"}, consent_given=True, by=aigul, now=now)
    assert ConsentRecord.objects.count() == 2


def test_submit_firm_names_what_is_missing(draft, aigul, now):
    with pytest.raises(FirmIncomplete) as refused:
        services.submit_firm(draft, by=aigul, now=now)
    assert refused.value.missing == missing_sections(draft) == ["business", "contact", "profiles"]


def test_submit_firm_tells_the_staff_in_their_language(complete, sato, mori, aigul, now):
    services.submit_firm(complete, by=aigul, now=now)
    assert complete.state == "submitted"
    assert set(told("firm_submitted")) == {sato.email, mori.email}
    assert verbs(complete)[-1] == "submit"
    with pytest.raises(TransitionNotAllowed):
        services.submit_firm(complete, by=aigul, now=now)


def test_submit_firm_and_profiles_sends_what_was_written(complete, aigul, now):
    services.submit_firm_and_profiles(complete, by=aigul, now=now)
    assert complete.profiles.get().state == "submitted"


def test_submit_firm_and_profiles_is_all_or_nothing(complete, aigul, now):
    complete.profiles.update(summary="Пишите: info@altai.example")
    with pytest.raises(NotAnonymous):
        services.submit_firm_and_profiles(complete, by=aigul, now=now)
    assert Firm.objects.get(pk=complete.pk).state == "draft"
    assert not told("firm_submitted")


def test_verify_firm_needs_a_check_made_by_a_person(submitted, sato, now):
    with pytest.raises(ChecksMissing):
        services.verify_firm(submitted, by=sato, now=now)
    services.record_check(submitted, kind="call_back", result="failed", how="No answer", by=sato, now=now)
    with pytest.raises(ChecksMissing):
        services.verify_firm(submitted, by=sato, now=now)
    services.record_check(
        submitted, kind="call_back", result="passed", how="Spoke with the director",
        by=sato, now=now + timedelta(hours=1),
    )
    services.verify_firm(submitted, by=sato, now=now)
    assert (submitted.state, submitted.verified_by) == ("verified", sato)
    assert verbs(submitted)[-1] == "verify"
    assert list(told("firm_verified")) == ["aigul@altai.example"]


def test_verify_firm_counts_the_newest_check_of_a_kind(submitted, sato, now):
    services.record_check(submitted, kind="call_back", result="passed", how="Yes", by=sato, now=now)
    services.record_check(
        submitted, kind="call_back", result="failed", how="It was another firm", by=sato, now=now + timedelta(hours=1)
    )
    with pytest.raises(ChecksMissing):
        services.verify_firm(submitted, by=sato, now=now)


def test_record_check_keeps_who_when_how(submitted, sato, now):
    check = services.record_check(
        submitted, kind="register_extract", result="waiting", how="asked\x00 for it", by=sato, now=now
    )
    assert (check.checked_by, check.checked_at, check.how) == (sato, now, "asked for it")
    assert verbs(submitted)[-1] == "check"
    with pytest.raises(TextProblem):
        services.record_check(submitted, kind="call_back", result="passed", how="x" * 20_000, by=sato, now=now)


def test_automatic_checks_say_when_a_number_has_no_check_digit(bekzat, now):
    firm = services.register_firm(
        country="UZ", legal_id="301234567", name="Salom", name_latin="", language="uz", by=bekzat, now=now
    )
    assert [check.result for check in services.latest_checks(firm)] == ["passed", "not_applicable"]
    assert not VerificationCheck.objects.filter(result="failed").exists()


REASONED = {
    "request_more_info": (services.request_more_info, "firm_needs_info"),
    "reject": (services.reject_firm, "firm_rejected"),
}


@pytest.mark.parametrize("action", REASONED)
def test_a_decision_against_the_firm_gives_its_reason(submitted, sato, aigul, now, action):
    service, kind = REASONED[action]
    more = {"code": "cannot_verify"} if action == "reject" else {}
    with pytest.raises(ReasonMissing):
        service(submitted, **more, reason=" \u200b\x00 ", by=sato, now=now)
    service(submitted, **more, reason="Нет\x00 выписки", by=sato, now=now)
    act = Activity.objects.get(verb=f"companies.firm.{action}")
    assert (act.reason, act.actor, act.data) == ("Нет выписки", sato, more)
    assert list(told(kind)) == [aigul.email]


def test_start_review_then_the_rest(submitted, sato, now):
    services.start_firm_review(submitted, by=sato, now=now)
    assert (submitted.state, verbs(submitted)[-1]) == ("in_review", "start_review")


def test_suspend_and_reinstate(altai, sato, aigul, now):
    with pytest.raises(ReasonMissing):
        services.suspend_firm(altai, reason="", by=sato, now=now)
    services.suspend_firm(altai, reason="Complaint", by=sato, now=now)
    assert altai.state == "suspended"
    with pytest.raises(ReasonMissing):
        services.reinstate_firm(altai, reason="", by=sato, now=now)
    services.reinstate_firm(altai, reason="Settled", by=sato, now=now)
    assert altai.state == "verified"
    assert verbs(altai)[-2:] == ["suspend", "reinstate"]
    assert list(told("firm_suspended")) == list(told("firm_reinstated")) == [aigul.email]


def test_cease_firm_needs_a_reason(altai, sato, now):
    with pytest.raises(ReasonMissing):
        services.cease_firm(altai, reason="", by=sato, now=now)
    services.cease_firm(altai, reason="Struck off", by=sato, now=now)
    assert (altai.state, verbs(altai)[-1]) == ("ceased", "cease")
