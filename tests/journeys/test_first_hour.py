"""The first hour with a clock and a count (docs/first-hour.md): on a phone of 360 px, without an English word."""
import logging
import re

import pytest
from django.utils import timezone

from companies import services as companies
from companies.models import Contact, Firm, Membership
from core.services import read_log
from leads import services as leads
from leads.models import Lead
from matching import services as matching
from notifications.models import Message
from tests.build import PASSWORD
from tests.journeys.counted import Counted

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NAME, EMAIL, BIN = "Ерлан Сәбитов", "erlan@dala.example", "050340493133"


def test_a_director_from_the_landing_page_to_a_submitted_profile(people):
    director = people("Yerlan", EMAIL, "kk", kind=Counted)
    sign_up(director)
    director.open("companies:start")
    director.fill(legal_id=BIN, name="ТОО «Дала Нан»", name_latin="Dala Nan LLP").send("legal_id")
    director.fill(city="Өскемен", sectors=["food"], languages=["ru"]).send("city")
    assert [director.value(name) for name in ("name", "email", "language")] == [NAME, EMAIL, "kk"]
    director.fill(consent=True).send("consent")
    director.fill(kind="business_request", cooperation="supply", title="Нан пісіретін желі")
    director.fill(**{"lines-0-text": "Нан пісіретін желі, тәулігіне 10 тонна"}).send("title")
    director.open("companies:submit").finish("main form[method=post]")
    firm = Firm.objects.get(legal_id=BIN)
    assert firm.state == "submitted"
    assert firm.profiles.get().state == "submitted"
    within(director, clicks=16, fields=20, minutes=10)


def within(person: Counted, *, clicks: int, fields: int, minutes: float) -> None:
    """Says all its figures, also when they are good (`pytest -rP`)."""
    logging.getLogger("tests.first_hour").warning("%s: %s", person.name, person)
    assert person.foreign == {}
    assert person.clicks <= clicks, str(person)
    assert len(person.asked) <= fields, str(person)
    assert person.minutes <= minutes, str(person)


def sign_up(person: Counted) -> None:
    """From the landing page in the phone's language to the account."""
    person.visit("/").open("account_signup")
    person.fill(full_name=NAME, email=EMAIL, password1=PASSWORD, terms=True).send("password1")
    person.fill(code=person.code()).send("code")


def take_invitation(person: Counted) -> None:
    """From the link of the letter to the firm: an account, which knows its address already, and one button."""
    letter = Message.objects.get(kind="companies/firm_invited", address=person.email)
    person.visit(letter.path).open_link("/accounts/signup/")
    assert person.value("email") == person.email
    person.fill(full_name=NAME, password1=PASSWORD, terms=True).send("password1")
    person.fill(code=person.code()).send("code")
    person.press("companies:invitation_accept", letter.path.strip("/").rpartition("/")[2])
    assert person.is_at("companies:tasks")
    assert len(person.fields) <= 4, str(person)  # name, password, the terms, the code
    within(person, clicks=5, fields=8, minutes=3)


@pytest.fixture
def nobody_there(altai) -> Firm:
    """A verified firm that came by import, and its contact person, who reads Kazakh."""
    Membership.objects.filter(firm=altai).delete()
    Contact.objects.filter(firm=altai).update(email=EMAIL, name=NAME, language="kk")
    return altai


def test_an_imported_firm_is_invited_takes_itself_over_and_consents(people, nobody_there, match, tanaka, sato):
    companies.invite_firm(nobody_there, by=sato, now=timezone.now())
    matching.express_interest(match, firm=match.japan, by=tanaka, now=timezone.now())
    introduction = matching.approve_match(match, by=sato, now=timezone.now())
    director = people("Yerlan", EMAIL, "kk", kind=Counted)
    director.mine |= set(re.findall("[A-Za-z]{3,}", str(nobody_there)))
    take_invitation(director)
    director.go("matching:introductions").open("matching:introduction", introduction.pk)
    director.fill(contact_agrees=True).press("matching:consent", introduction.pk)
    introduction.refresh_from_db()
    assert introduction.partner_consent_at


def test_who_knows_the_number_of_an_imported_firm_asks_to_join_it(people, nobody_there, aigul, sato):
    person = people("Aigul", aigul.email, "kk", kind=Counted)
    person.sign_in().go("companies:start")
    person.refusals = {422}
    person.fill(legal_id=nobody_there.legal_id, name=nobody_there.name, name_latin="Altai").send("legal_id")
    person.open_link("/firms/join/").fill(position="Директор").send("position")
    within(person, clicks=5, fields=10, minutes=4)
    claim = nobody_there.claims.get(user=aigul)
    companies.grant_claim(claim, role="owner", by=sato, now=timezone.now())
    person.go("companies:tasks")
    assert person.is_at("companies:tasks")


def test_an_inquiry_becomes_a_firm(people, sato, monkeypatch):
    monkeypatch.setattr("leads.forms.QUICKEST", 0)
    visitor = people("Yerlan", EMAIL, "kk", kind=Counted)
    visitor.visit("/kk/contact/").fill(
        name=NAME, email=EMAIL, firm_name="ТОО «Дала Нан»", wants="Нан пісіретін желі", agreed=True
    ).send("agreed")
    within(visitor, clicks=2, fields=6, minutes=1.5)
    becomes_a_firm(Lead.objects.get(email=EMAIL), visitor, sato)


def test_a_firm_sent_by_its_chamber(people, sato, dana):
    lead = leads.refer_firm(
        firm_name="ТОО «Дала Нан»", legal_id="", name=NAME, email=EMAIL, phone="", language="kk",
        wants="Нан пісіретін желі", agreed_on=timezone.localdate(), told_to=dana.full_name, by=dana,
        now=timezone.now(),
    )
    becomes_a_firm(lead, people("Yerlan", EMAIL, "kk", kind=Counted), sato)
    lead.refresh_from_db()
    assert lead in Lead.objects.visible_to(dana)


def becomes_a_firm(lead: Lead, person: Counted, sato) -> None:
    """Staff enter and invite it; its director takes it over, and the lead follows."""
    firm = {"country": "KZ", "legal_id": "", "name": lead.firm_name, "name_latin": "Dala Nan LLP", "city": "Өскемен",
            "language": "kk"}
    contact = {"name": NAME, "name_latin": "", "position": "", "email": EMAIL, "phone": "", "language": "kk"}
    made = leads.convert_lead(lead, firm=firm, contact=contact, by=sato, now=timezone.now())
    person.begin_again()
    person.mine |= {"Dala", "Nan", "LLP"}
    take_invitation(person)
    read_log()
    lead.refresh_from_db()
    assert (lead.state, lead.firm) == ("firm", made)
