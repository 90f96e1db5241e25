"""A firm's own pages: starting, the task list, sections that save by themselves, sending, history."""
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import ConsentRecord
from companies import services
from companies.models import Contact, Firm, Membership
from core.catalogues import compile_all
from tests import build
from tests.companies.asking import told

pytestmark = pytest.mark.django_db
IDENTITY = {"country": "KZ", "legal_id": "050340493133", "name": "ТОО «Алтай Тамақ»", "name_latin": "Altai Tamaq LLP"}
BUSINESS = {"city": "Өскемен", "sectors": ["food"], "languages": ["kk", "ru"],
            "employees": "1 800", "founded": "２００５",
            "certificates": ["HACCP"], "certificates_other": "iso9001; ISO 22000:2018, Халял",
            "website": "altai.example"}
CONTACT = {
    "name": "Ержан Тілеуов", "email": "tileuov@altai.example",
    "phone": "+7 723 200 0000", "language": "ru", "consent": "on",
}


def english(person):
    person.language = "en"
    person.save()
    return person


@pytest.fixture
def desk(client, aigul):
    """Aigul at her browser, with her pages in English."""
    client.force_login(english(aigul))
    return client


@pytest.fixture
def draft(aigul) -> Firm:
    return services.register_firm(**IDENTITY, language="kk", by=aigul, now=timezone.now())


def text(answer) -> str:
    return answer.content.decode()


def section(name: str) -> str:
    return reverse("companies:section", args=[name])


# starting


def test_start_registers_and_leads_to_the_next_section(desk, aigul):
    answer = desk.post(reverse("companies:start"), IDENTITY)
    assert answer.url == section("business")
    assert Membership.objects.get(user=aigul).firm.name == IDENTITY["name"]


@pytest.mark.parametrize("country, example", [("JP", "5835678256246"), ("UZ", "301234567"), ("XX", "941240000193")])
def test_start_helps_with_the_number_of_the_chosen_country(desk, country, example):
    assert example in text(desk.get(reverse("companies:start"), {"country": country}))


@pytest.mark.parametrize("wrong, error", [
    ({"legal_id": "050340493134"}, "The check digit does not match"),
    ({"legal_id": "1626018159083"}, "It looks like a Japanese corporate number"),
    ({"legal_id": ""}, "This field is required"),
    ({"name": "———"}, "This text has no letters"),
    ({"name": "Ж" * 20_000}, "Too long"),
    ({"name_latin": "Алтай"}, "Write the name in Latin letters"),
    ({"name_latin": ""}, "Write the name in Latin letters"),
    ({"country": "FR"}, "Select a valid choice"),
])
def test_start_keeps_what_was_typed_and_says_what_is_wrong(desk, wrong, error):
    answer = desk.post(reverse("companies:start"), IDENTITY | wrong)
    assert answer.status_code == 422
    assert error in text(answer)
    assert "error-summary" in text(answer)
    if "name" not in wrong:
        assert "ТОО «Алтай Тамақ»" in text(answer)
    assert not Firm.objects.exists()


def test_start_says_what_is_wrong_in_the_readers_language(client, tanaka):
    compile_all()
    client.force_login(tanaka)
    assert "チェックデジットが一致しません" in text(
        client.post(reverse("companies:start"), IDENTITY | {"legal_id": "050340493134"})
    )


def test_start_says_that_a_number_is_taken(desk, detal):
    answer = desk.post(reverse("companies:start"), IDENTITY | {"legal_id": detal.legal_id})
    assert answer.status_code == 422
    assert "already registered" in text(answer)
    assert detal.name not in text(answer)


def test_start_copies_a_latin_name(desk):
    desk.post(
        reverse("companies:start"),
        {"country": "UZ", "legal_id": "301234567", "name": "Salom Savdo MChJ", "name_latin": ""},
    )
    assert Firm.objects.get().name_latin == "Salom Savdo MChJ"


def test_start_lists_open_invitations_to_the_own_address(client, altai, aigul, now):
    person = build.user("new@altai.example", "New")
    invitation = services.invite_member(
        altai, email=person.email, role="viewer", language="ru", by=aigul, now=timezone.now()
    )
    client.force_login(person)
    assert altai.name in text(client.get(reverse("companies:start")))
    client.post(reverse("companies:invitation_take", args=[invitation.pk]))
    assert Membership.objects.get(user=person).firm == altai


def test_who_has_a_firm_starts_no_second_one(desk, altai):
    assert desk.get(reverse("companies:start")).url == reverse("companies:tasks")


def test_who_has_no_firm_is_led_to_the_start(desk):
    for name in ("tasks", "submit", "team", "history", "profiles", "profile_new"):
        assert desk.get(reverse(f"companies:{name}")).url == reverse("companies:start")


# the task list and its sections


def test_tasks_say_what_is_missing_and_when_something_was_saved(desk, draft):
    answer = text(desk.get(reverse("companies:tasks")))
    assert "1 of 5 sections are ready" in answer
    assert "Saved, " in answer
    assert "Cannot start yet" in answer


def test_business_section_takes_figures_and_certificates_as_people_write_them(desk, draft):
    answer = desk.post(section("business"), BUSINESS)
    firm = Firm.objects.get()
    assert answer.url == section("contact")
    assert (firm.employees, firm.founded, firm.certificates) == (
        1800, 2005, ["HACCP", "ISO 9001", "ISO 22000", "Halal"]
    )
    assert firm.website == "https://altai.example"


def test_mistakes_of_the_business_section_are_listed_in_the_order_of_the_page(desk, draft):
    wrong = {"founded": "long ago", "employees": "many", "website": "x", "city": ""}
    page = desk.post(reverse("companies:section", args=["business"]), BUSINESS | wrong).content.decode()
    listed = re.findall('<a href="#id_([a-z]+)"', page)
    assert listed == ["city", "website", "founded", "employees"]


@pytest.mark.parametrize("wrong, error", [
    ({"founded": "2999"}, "This year is in the future"), ({"employees": "many"}, "is not one whole number"),
    ({"employees": "9" * 20_000}, "is not one whole number"), ({"sectors": ["magic"]}, "Select a valid choice"),
    ({"website": "javascript:alert(1)"}, "Enter a valid URL"),
    ({"website": "ftp://altai.example"}, "Enter a valid URL"),
    ({"certificates_other": "x" * 20_000}, "At most 30 certificates"), ({"languages": []}, "This field is required"),
])
def test_business_section_refuses(desk, draft, wrong, error):
    answer = desk.post(section("business"), BUSINESS | wrong)
    assert answer.status_code == 422
    assert error in text(answer)
    assert "Өскемен" in text(answer)
    assert Firm.objects.get().city == ""


def test_save_stays_and_save_and_continue_goes_on(desk, draft):
    assert desk.post(section("business"), BUSINESS | {"next": "stay"}).url == section("business")
    assert desk.post(section("contact"), CONTACT).url == reverse("companies:profile_new")


def test_the_last_section_leads_to_sending(desk, draft, aigul):
    desk.post(section("business"), BUSINESS)
    desk.post(section("contact"), CONTACT)
    services.create_profile(draft, kind="business_offer", cooperation="supply",
                            title="Май", markets=["JP"], language="kk",
                            lines=[{"text": "Күнбағыс майы", "hs_codes": []}], by=aigul, now=timezone.now())
    assert desk.post(section("business"), BUSINESS).url == reverse("companies:submit")


def test_contact_section_asks_for_consent_and_says_when_it_was_given(desk, draft):
    refused = desk.post(section("contact"), {key: value for key, value in CONTACT.items() if key != "consent"})
    assert refused.status_code == 422
    assert "Confirm that the contact person knows" in text(refused)
    assert "Ержан Тілеуов" in text(refused)
    desk.post(section("contact"), CONTACT)
    assert ConsentRecord.objects.get().language == "en"
    assert "Recorded on" in text(desk.get(section("contact")))


@pytest.mark.parametrize("wrong, error", [
    ({"phone": "call me"}, "“call” is not understood in a telephone number"),
    ({"email": "nobody"}, "Enter a valid email address"),
    ({"name": "\u200b"}, "This field is required"), ({"email": "a@b.example\nBcc: all@b.example"}, "Enter a valid"),
])
def test_contact_section_refuses(desk, draft, wrong, error):
    answer = desk.post(section("contact"), CONTACT | wrong)
    assert answer.status_code == 422
    assert error in text(answer)
    assert not Contact.objects.exists()


def test_identity_section_is_read_only_once_sent(desk, altai):
    assert 'name="legal_id"' not in text(desk.get(section("identity")))
    assert desk.post(section("identity"), IDENTITY | {"name": "ТОО «Басқа»"}).status_code == 403
    assert desk.post(section("business"), BUSINESS).status_code == 302


def test_identity_section_opens_when_more_is_asked(desk, altai, sato, now):
    Firm.objects.update(state="submitted")
    services.request_more_info(altai, reason="Which name?", by=sato, now=now)
    assert "Which name?" in text(desk.get(reverse("companies:tasks")))
    assert desk.post(section("identity"), IDENTITY | {"name": "ТОО «Басқа»"}).status_code == 302
    assert Firm.objects.get().name == "ТОО «Басқа»"


def test_a_viewer_reads_only(client, altai, aigul, now):
    viewer = english(build.user("viewer@altai.example", "Viewer"))
    services.add_member(altai, user=viewer, role="viewer", by=aigul, now=now)
    client.force_login(viewer)
    assert "You can read this profile but not change it" in text(client.get(reverse("companies:tasks")))
    for name in ("business", "contact"):
        assert "<textarea" not in text(client.get(section(name)))
        assert client.post(section(name), BUSINESS | CONTACT).status_code == 403
    assert client.get(reverse("companies:profile_new")).status_code == 403
    assert client.post(reverse("companies:submit")).status_code == 403
    assert client.post(reverse("companies:invite"), {}).status_code == 403


def test_a_suspended_firm_changes_nothing(desk, altai, sato, now):
    services.suspend_firm(altai, reason="Complaint", by=sato, now=now)
    assert "Complaint" in text(desk.get(reverse("companies:tasks")))
    assert desk.post(section("business"), BUSINESS).status_code == 403


# sending


def test_submit_lists_what_is_missing(desk, draft):
    answer = text(desk.get(reverse("companies:submit")))
    assert "Something is still missing" in answer
    assert "Send now" not in answer
    assert desk.post(reverse("companies:submit")).status_code == 409


def test_submit_sends_firm_and_profiles(desk, draft, aigul, sato):
    desk.post(section("business"), BUSINESS)
    desk.post(section("contact"), CONTACT)
    profile = services.create_profile(draft, kind="business_offer", cooperation="supply",
                                      title="Май", markets=["JP"], language="kk",
                                      lines=[{"text": "Күнбағыс майы", "hs_codes": []}], by=aigul, now=timezone.now())
    assert "Send now" in text(desk.get(reverse("companies:submit")))
    assert desk.post(reverse("companies:submit")).url == reverse("companies:tasks")
    profile.refresh_from_db()
    assert (Firm.objects.get().state, profile.state) == ("submitted", "submitted")
    assert list(told("firm_submitted")) == [sato.email]
    assert "Minamin is looking at your firm" in text(desk.get(reverse("companies:tasks")))


def test_submit_says_which_text_gives_the_firm_away(desk, draft, aigul):
    desk.post(section("business"), BUSINESS)
    desk.post(section("contact"), CONTACT)
    services.create_profile(draft, kind="business_offer", cooperation="supply", title="Май",
                            summary="info@altai.example", markets=["JP"],
                            language="kk", lines=[{"text": "Күнбағыс майы", "hs_codes": []}],
                            by=aigul, now=timezone.now())
    assert "info@altai.example” is an e-mail address" in text(desk.post(reverse("companies:submit")))
    assert Firm.objects.get().state == "draft"


# history


def test_history_shows_own_acts_and_hides_names_of_staff(desk, altai, sato):
    answer = text(desk.get(reverse("companies:history")))
    assert "Firm verified" in answer
    assert "Айгүл Серікқызы" in answer
    assert "Minamin" in answer
    assert sato.full_name not in answer
    assert "Check recorded" not in answer
    assert "Almaty" in answer
    assert "Tokyo" in answer


def test_the_address_of_a_firm_leads_each_role_to_its_page(client, altai, aigul, sato):
    client.force_login(aigul)
    assert client.get(altai.get_absolute_url()).url == reverse("companies:tasks")
    client.force_login(sato)
    assert client.get(altai.get_absolute_url()).url == reverse("companies:review_firm", args=[altai.pk])


def test_the_contact_is_the_person_who_registers_until_somebody_else_is_named(desk, draft, aigul):
    form = desk.get(section("contact")).context["form"]
    assert [form[name].value() for name in ("name", "email", "language")] == [
        aigul.full_name, aigul.email, aigul.language
    ]
    desk.post(section("contact"), CONTACT)
    assert desk.get(section("contact")).context["form"]["name"].value() == CONTACT["name"]


def test_ones_own_language_is_proposed_until_the_firm_has_said_its_own(desk, draft, aigul):
    assert desk.get(section("business")).context["form"]["languages"].value() == [aigul.language]
    desk.post(section("business"), BUSINESS | {"languages": ["ru"]})
    assert desk.get(section("business")).context["form"]["languages"].value() == ["ru"]


def test_what_stands_in_a_fold_is_not_hidden_once_it_says_something(desk, draft):
    fold = '<details class="more" open>'
    assert fold not in text(desk.get(section("business")))
    assert fold in text(desk.post(section("business"), BUSINESS | {"founded": "tomorrow"}))
    assert fold not in text(desk.get(section("business")))
    desk.post(section("business"), BUSINESS | {"founded": "1998"})
    assert fold in text(desk.get(section("business")))
