"""What stands otherwise than an issued report said:
said once, by the right number, and when a period counts no more.
"""

from datetime import UTC, date, datetime

import pytest

from mou import services
from mou.models import Evidence, Report
from mou.reporting import paper
from mou.reporting.words import page_data
from mou.services import reports as reports_service
from tests.mou.reports_build import YEAR, issue, page_text

from .conftest import fresh

pytestmark = pytest.mark.django_db
NEXT_YEAR = {"from_on": date(2025, 8, 9), "until_on": date(2026, 8, 8)}
FIRST, SECOND, THIRD = (date(2024, 8, 9), date(2024, 11, 9), date(2025, 2, 9))


def found(report) -> list[tuple]:
    return [(one["report"], one["period"]["key"], one["was"], one["now"]) for one in report.figures["corrections"]]


def dispute_all(sato, dana, now) -> None:
    """Two deliveries that a report counted count no more."""
    for evidence in Evidence.objects.with_obligation().filter(state="countersigned"):
        services.dispute_evidence(evidence, reason="Not this one", by=dana, now=now)


def agreed_change(ask, obligation, sato, dana, now) -> None:
    change = ask(fresh(obligation), reason="Both agree", by=sato, now=now)
    services.approve_change(change, by=dana, now=now)


def test_a_change_is_corrected_once_also_by_a_report_of_another_year(mou, delivered, sato, dana, now):
    issue(mou, sato, now)
    dispute_all(sato, dana, now)
    told = issue(mou, sato, now, **NEXT_YEAR)
    assert found(told) == [(1, FIRST.isoformat(), 1, 0), (1, SECOND.isoformat(), 1, 0)]
    assert found(issue(mou, sato, now, **NEXT_YEAR)) == []
    assert found(issue(mou, sato, now)) == []


def test_what_changes_again_is_corrected_against_the_correction(mou, delivered, sato, dana, now):
    issue(mou, sato, now)
    dispute_all(sato, dana, now)
    issue(mou, sato, now, **NEXT_YEAR)
    for evidence in Evidence.objects.with_obligation().filter(state="disputed"):
        services.answer_dispute(evidence, reason="It was", by=sato, now=now)
        services.countersign_evidence(Evidence.objects.with_obligation().get(pk=evidence.pk), by=dana, now=now)
    assert found(issue(mou, sato, now)) == [(2, FIRST.isoformat(), 0, 1), (2, SECOND.isoformat(), 0, 1)]


def test_periods_of_a_waived_obligation_count_no_more_and_that_is_said_once(mou, delivered, sato, dana, now):
    first = issue(mou, sato, now)
    agreed_change(services.ask_waiver, delivered, sato, dana, now)
    second = issue(mou, sato, now, ("en", "ja"))
    assert [(number, was, stands) for number, _key, was, stands in found(second)] == [
        (1, 1, None), (1, 1, None), (1, 0, None), (1, 0, None)
    ]
    assert "Report 1 said 1; this period does not count any more." in page_text(second)
    assert found(issue(mou, sato, now)) == []
    assert Report.objects.get(pk=first.pk).figures == first.figures


def test_a_period_that_rests_counts_no_more(mou, owed, sato, dana, now):
    obligation = owed("bulletin_published", owing="japan", cadence="yearly", commitment=2)
    span = {"from_on": date(2026, 8, 9), "until_on": date(2027, 8, 8)}
    assert issue(
        mou, sato, now, **span
    ).figures["commitments"][1]["obligations"][0]["periods"][0]["standing"] == "on_track"
    agreed_change(services.ask_hold, obligation, sato, dana, now)
    second = issue(mou, sato, now, **span)
    assert found(second) == [(1, "2026-08-09", 0, None)]
    assert second.figures["corrections"][0]["period"]["standing"] == "on_hold"
    assert found(issue(mou, sato, now, **span)) == []


def test_periods_of_superseded_terms_still_count(mou, delivered, sato, dana, now):
    issue(mou, sato, now)
    boundary = services.next_boundary(delivered, now)
    change = services.ask_terms(
        fresh(delivered), cadence="monthly", target=1, period_start=boundary, reason="More", by=sato, now=now
    )
    services.approve_change(change, by=dana, now=now)
    later = datetime(boundary.year, boundary.month, boundary.day, 12, tzinfo=UTC)
    services.turn_over(now=later)
    assert fresh(delivered).state == "superseded"
    assert found(issue(mou, sato, now)) == []


def test_a_failed_report_in_between_shifts_no_number(mou, delivered, sato, dana, now, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(reports_service, "make_pdf", broken)
    failed = issue(mou, sato, now)
    monkeypatch.setattr(reports_service, "make_pdf", paper.make_pdf)
    assert issue(mou, sato, now).number == 2
    dispute_all(sato, dana, now)
    third = issue(mou, sato, now)
    assert {number for number, *_rest in found(third)} == {2}
    services.retry_report(failed, by=sato, now=now)
    services.work_on_reports()
    assert found(Report.objects.get(number=1)) == [], "written after the third, which has said it"


def test_only_what_was_issued_is_corrected(mou, delivered, sato, dana, now):
    services.request_report(mou, **YEAR, languages=["ja", "ru"], by=sato, now=now)
    dispute_all(sato, dana, now)
    services.work_on_reports()
    assert [found(one) for one in Report.objects.all()] == [[]]


def test_the_page_shows_then_and_now_side_by_side(mou, delivered, sato, dana, now):
    issue(mou, sato, now)
    dispute_all(sato, dana, now)
    report = issue(mou, sato, now, ("en", "ru"))
    data = page_data(report.figures, ["en", "ru"], number=2, link="", zones=("Asia/Tokyo", "Asia/Almaty"))
    assert [(one["was"], one["now"]) for one in data["corrections"]] == [("1 / 1", "0 / 1")] * 2
    text = page_text(report)
    assert "Delivered as reported then" in text
    assert "Delivered as of now" in text
    assert "Report 1 said 1, now it is 0." in text
