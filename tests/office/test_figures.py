"""The overview of figures: what is counted, against which period, for whom."""
import io
from datetime import UTC, datetime, timedelta

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from companies.models import Firm
from core.i18n import speaking
from matching.models import Introduction, Match
from office.computed.figures import Chosen, slowest, steps
from office.computed.places import places
from office.computed.targets import measures
from office.pages import figures as said
from office.rules.cities import find

pytestmark = pytest.mark.django_db
PAGE = "/home/figures/"
BEGIN = datetime(2026, 10, 1, 9, tzinfo=UTC)


@pytest.fixture
def year(now):
    return Chosen(now.date() - timedelta(days=90), now.date())


@pytest.fixture
def ten(match, sato, mori):
    """Ten pairs suggested on one day: six proposed after two days, five of them approved after nine more; one of
    the year before.
    """
    Match.objects.all().update(created_at=BEGIN, state="expired", ended_at=BEGIN)
    for number in range(1, 11):
        row = Match.objects.get(pk=match.pk)
        row.pk, row._state.adding, row.created_at = None, True, BEGIN
        row.id = Match._meta.pk.get_default()
        row.proposed_at = BEGIN + timedelta(days=2) if number <= 6 else None
        row.approved_at = BEGIN + timedelta(days=11) if number <= 5 else None
        row.proposed_by, row.approved_by = (sato, mori) if number <= 5 else (None, None)
        row.save()
    Match.objects.filter(pk=match.pk).update(created_at=BEGIN - timedelta(days=100))


def measure(found, key):
    return next(one for one in found if one.key == key)


def test_each_step_has_its_number_share_and_days(ten, year):
    found = {one.key: one for one in steps(year)}
    assert [one.number for one in found.values()] == [10, 6, 5, 0, 0]
    assert [found[key].share for key in ("suggested", "proposed", "approved")] == [None, 60, 83]
    assert [found[key].days for key in ("proposed", "approved", "released")] == [2, 9, None]
    assert found["suggested"].before == 1, "the period before"


def test_the_slowest_step_is_said_in_one_sentence_with_the_way_there(ten, year):
    found = steps(year)
    assert slowest(found).key == "approved"
    with speaking("en"):
        meaning = said.meaning(found)
    assert "The slowest step is the approval" in meaning["text"]
    assert "9 days or longer" in meaning["text"]
    assert meaning["url"] == "/matching/approvals/"


def test_of_few_pairs_no_share_is_said(match, year, now):
    Match.objects.update(created_at=now, proposed_at=now)
    found = steps(year)
    assert [one.number for one in found[:2]] == [1, 1]
    assert found[1].share is None
    assert said.meaning(found) is None


def test_pairs_that_wait_are_those_of_today(match, year, now):
    Match.objects.update(created_at=now - timedelta(days=900))
    assert [one.number for one in steps(year)] == [0] * 5
    assert steps(year)[1].waiting == 1, "suggested long ago, still not proposed"


def test_filters_of_country_and_sector(match, year, now):
    Match.objects.update(created_at=now)
    for other, number in ((year._replace(country="KZ"), 1), (year._replace(country="UZ"), 0),
                          (year._replace(sector="machinery"), 1), (year._replace(sector="energy"), 0)):
        assert steps(other)[0].number == number, other


def test_contacts_opened_in_time_are_counted(introduced, year, now):
    Match.objects.update(approved_at=now - timedelta(days=20))
    Introduction.objects.update(released_at=now - timedelta(days=12))
    contact = measure(measures(year, now)[0], "first_contact")
    assert (contact.number, contact.of, contact.share) == (1, 1, 100)
    Introduction.objects.update(released_at=now - timedelta(days=5))
    assert measure(measures(year, now)[0], "first_contact").number == 0
    Introduction.objects.update(released_at=None, state="consent_requested")
    Match.objects.update(approved_at=now - timedelta(days=3))
    assert measure(measures(year, now)[0], "first_contact").of == 0, "its ten days are not over"


def test_without_anything_all_are_zeros(year, now):
    both = measures(year, now)
    assert {one.number for found in both for one in found} == {0}
    with speaking("en"):
        assert {row["number"] for row in said.measure_rows(*both)} == {"0", "0 of 0"}


@pytest.mark.parametrize("country, typed, name", [
    ("JP", "石川県金沢市", "Ishikawa"), ("JP", "Kanazawa", "Ishikawa"), ("JP", "東京都港区", "Tokyo"),
    ("JP", "京都府京都市", "Kyoto"), ("KZ", "Алматы", "Almaty"), ("KZ", "алма-ата", "Almaty"),
    ("KZ", "Ust-Kamenogorsk", "Oskemen"), ("UZ", "Farg‘ona", "Fergana"),
])
def test_cities_are_found_as_people_type_them(country, typed, name):
    assert find(country, typed).names["en"] == name


@pytest.mark.parametrize("country, typed", [("KZ", ""), ("JP", ""), ("JP", "Almaty"), ("KZ", "Nowhere")])
def test_what_is_no_city_of_that_country_is_none(country, typed):
    assert find(country, typed) is None


def test_every_dot_lies_on_its_panel_and_no_firm_is_lost(hokuriku, altai, year):
    Firm.objects.filter(pk=altai.pk).update(city="Somewhere")
    with speaking("en"):
        panels = said.maps(places(year))
    assert [panel["total"] for panel in panels] == [1, 1]
    assert [len(panel["dots"]) for panel in panels] == [0, 1]
    assert panels[0]["rows"] == [{"name": "Kazakhstan", "number": 1, "elsewhere": True}]
    [dot] = panels[1]["dots"]
    assert 0 < int(dot["x"]) < 1000
    assert 0 < int(dot["y"]) < int(panels[1]["height"])


def test_a_name_on_the_map_is_no_markup():
    dot = {"name": "<b>Tokyo</b>", "number": 1, "x": "1", "y": "1", "r": "9"}
    assert "&lt;b&gt;Tokyo&lt;/b&gt;: 1" in said._circles([dot])


def test_a_liaison_sees_the_figures_of_the_own_country_alone(as_, introduced, dana, zafar, now, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    own, other = as_(dana).get(PAGE), as_(zafar).get(PAGE + "?country=KZ&chamber=KZ")
    assert own.context["funnel"][0]["number"] == 1
    assert other.context["funnel"][0]["number"] == 0
    assert other.context["day"] is None


def test_firms_have_no_figures(as_, tanaka, hokuriku):
    assert as_(tanaka).get(PAGE).status_code == 403
    assert as_(tanaka).get(f"{PAGE}csv/").status_code == 403


@pytest.mark.parametrize("query, words", [
    ("first=2026-05-01&last=2026-04-01", "The end lies before the start."),
    ("first=1950-05-01&last=2026-04-01", "Choose ten years at most."),
    ("sector=nothing", "Select a valid choice"), ("first=abc", "abc"),
    ("country=UZ&chamber=KZ", "This chamber is of another country."),
])
def test_a_filter_that_cannot_be_is_said_and_loses_nothing(as_, sato, atameken, query, words):
    answer = as_(sato).get(f"{PAGE}?{query}")
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_the_same_as_a_file(as_, introduced, sato, now, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    client = as_(sato)
    assert "Contacts released,1" in client.get(f"{PAGE}csv/?country=KZ").content.decode()
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{PAGE}xlsx/").content))
    assert book.sheetnames == ["Figures", "Firms by city"]
    assert book["Figures"]["B2"].value == 1
    assert book["Figures"].auto_filter.ref
    assert client.get(f"{PAGE}exe/").status_code == 404


def test_the_page_needs_few_queries(as_, introduced, sato):
    client = as_(sato)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as queries:
        client.get(PAGE)
    assert len(queries) <= 15
