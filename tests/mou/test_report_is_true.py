"""One set of figures: page, paper, workbook and JSON say the same, and what the dashboard says of the last day."""

import html
import io
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest

from core.i18n import speaking
from mou import services
from mou.computed import ledger
from mou.computed.years import year_of
from mou.pages import overview
from tests.mou.reports_build import issue, page_text

from .conftest import fresh

pytestmark = pytest.mark.django_db
SPAN = {"from_on": date(2026, 8, 9), "until_on": date(2026, 11, 24)}


def give(obligation, day: date, title: str, by, other, now, quantity: int = 1) -> None:
    evidence = services.add_evidence(
        fresh(obligation), titles={"en": title}, notes={}, happened_on=day, quantity=quantity, period="", file=None,
        by=by, now=now,
    )
    services.countersign_evidence(evidence, by=other, now=now)


@pytest.fixture
def running(owed, sato, dana, now):
    """Deliveries in periods that fall due long after the report's last day, under commitments 2, 4 and 5."""
    bulletins = owed("bulletin_published", owing="japan", cadence="quarterly", commitment=2)
    visits = owed("delegation_completed", owing="joint", cadence="yearly", commitment=4)
    events = owed("event_supported", owing="central_asia", cadence="yearly", commitment=5)
    give(bulletins, date(2026, 8, 20), "A bulletin", sato, dana, now)
    give(visits, date(2026, 9, 10), "A visit to Almaty", sato, dana, now)
    give(events, date(2026, 10, 1), "A stand at the fair", dana, sato, now, quantity=2)
    return bulletins, visits, events


def dashboard(mou, now):
    return overview.reciprocity(mou, ledger.of_memorandum(mou, now), year_of(mou, now.date()))["whole"]


def read(client, person, report) -> str:
    type(person).objects.filter(pk=person.pk).update(language="en")
    client.force_login(person)
    return html.unescape(client.get(report.get_absolute_url()).content.decode())


def sheets(report) -> dict[str, list[tuple]]:
    book = openpyxl.load_workbook(io.BytesIO(bytes(report.xlsx)))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_the_balance_is_the_dashboards_of_the_last_day(mou, running, sato, now):
    whole, given = dashboard(mou, now), issue(mou, sato, now, **SPAN).figures["balance"]
    assert [given["japan"], given["central_asia"]] == [list(whole.japan), list(whole.central_asia)]
    assert (whole.japan.delivered, whole.central_asia.delivered) == (2, 3)
    assert given["behind"] == whole.behind


def test_the_counts_are_the_dashboards(mou, running, sato, now):
    books, year = ledger.of_memorandum(mou, now), year_of(mou, now.date())
    done, _soon, late, _ratio = overview.figures(overview.flat(books), dashboard(mou, now), year)
    counts = issue(mou, sato, now, **SPAN).figures["counts"]
    assert done["number"] == f"{counts['fulfilled']} of {counts['owed']}"
    assert late["number"] == counts["overdue"]


def test_what_was_delivered_after_the_last_day_is_not_in_its_balance(mou, running, sato, now):
    early = issue(mou, sato, now, from_on=date(2026, 8, 9), until_on=date(2026, 9, 30)).figures
    assert [early["balance"]["japan"][0], early["balance"]["central_asia"][0]] == [2, 1]
    assert early["standing_on"] == "2026-09-30"


def test_every_delivery_names_its_obligation_in_all_four(client, mou, running, sato, now):
    report = issue(mou, sato, now, ("en", "ja"), **SPAN)
    page = read(client, sato, report)
    rows = sheets(report)["Evidence – English"][1:]
    with speaking("en"):
        assert [row[1] for row in rows] == [str(one) for one in running]
    assert [one["delivered_for"]["indicator"] for one in report.figures["evidence"]] == [
        one.indicator for one in running
    ]
    for said in (page_text(report), page):
        for row in rows:
            assert row[1] in said
            assert row[2] in said


def test_all_five_commitments_stand_even_when_empty(client, mou, running, sato, now):
    report = issue(mou, sato, now, ("en", "ja"), **SPAN)
    page = read(client, sato, report)
    paper, found = page_text(report), sheets(report)
    assert [one["number"] for one in report.figures["commitments"]] == [1, 2, 3, 4, 5]
    titles = [row[0] for row in found["Reciprocity – English"][1:6]]
    assert len(set(titles)) == 5
    assert set(titles) == {row[0] for row in found["Periods – English"][1:]}
    for number, title in enumerate(titles, 1):
        assert f"{number}. {title}" in page
        assert f"{number}. {title}" in paper
    assert page.count("Nothing was owed or delivered for this commitment in this time.") == 2


def test_the_four_say_the_same_figures(client, mou, running, sato, now):
    report = issue(mou, sato, now, ("en", "ja"), **SPAN)
    page = read(client, sato, report)
    given = report.figures
    whole = [*given["balance"]["japan"], *given["balance"]["central_asia"]]
    rows = sheets(report)["Reciprocity – English"][1:]
    assert list(rows[-1][1:]) == whole
    assert [list(row[1:]) for row in rows[:-1]] == [
        [*one["balance"]["japan"], *one["balance"]["central_asia"]] for one in given["commitments"]
    ]
    for said in (page_text(report), page):
        assert f"{whole[0]} : {whole[2]}" in said
        assert f"{given['counts']['fulfilled']} / {given['counts']['owed']}" in said


def test_the_workbook_is_one_to_work_with(mou, running, sato, now):
    book = openpyxl.load_workbook(io.BytesIO(bytes(issue(mou, sato, now, ("ja", "ru"), **SPAN).xlsx)))
    assert len(book.worksheets) == 6, "three sheets in each of the two languages"
    assert {sheet.freeze_panes for sheet in book} == {"A2"}
    assert all(sheet.auto_filter.ref == sheet.dimensions for sheet in book)
    evidence = book.worksheets[2]
    assert evidence["A2"].is_date
    assert evidence["A2"].value == datetime(2026, 8, 20)  # noqa: DTZ001 - a cell knows no zone
    assert evidence["D4"].value == 2
    assert len({evidence.column_dimensions[letter].width for letter in "ABD"}) == 3


def test_progress_of_a_running_period_is_no_correction(mou, running, sato, dana, now):
    issue(mou, sato, now, **SPAN)
    give(running[1], date(2026, 9, 20), "Another visit", sato, dana, now)
    later = datetime(2027, 9, 1, tzinfo=UTC)
    assert issue(mou, sato, later, **SPAN).figures["corrections"] == []


def test_less_than_a_running_period_had_is_a_correction(mou, running, sato, dana, now):
    issue(mou, sato, now, **SPAN)
    for evidence in running[1].evidence.with_obligation():
        services.dispute_evidence(evidence, reason="It did not take place", by=dana, now=now + timedelta(hours=1))
    [one] = issue(mou, sato, now + timedelta(hours=2), **SPAN).figures["corrections"]
    assert (one["was"], one["now"]) == (1, 0)
