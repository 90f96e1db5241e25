"""The first hour with a clock and a count (docs/first-hour.md): on a phone of 360 px, without an English word."""
import logging

import pytest

from companies.models import Firm
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
    person.fill(full_name=NAME, email=EMAIL, password1=PASSWORD).send("password1")
    person.fill(code=person.code()).send("code")
