"""The printed page: made in a child process that may fail, hang or be handed letters it does not have."""

from datetime import UTC, datetime

import pytest

from core.typesetting import composing
from mou import services
from mou.models import Report
from mou.reporting import paper
from mou.reporting.words import page_data
from tests.mou.reports_build import issue

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(mou, delivered, sato, now) -> dict:
    """What the template gets."""
    figures = issue(mou, sato, now).figures
    return page_data(
        figures, ["ja", "kk"], number=1, link="https://portal.example/mou/1/", zones=("Asia/Tokyo", "Asia/Almaty")
    )


def test_the_same_data_and_time_give_the_same_bytes(page, now):
    first = paper.make_pdf(page, as_of=now)
    assert first.startswith(b"%PDF")
    assert paper.make_pdf(page, as_of=now) == first
    assert paper.make_pdf(page, as_of=datetime(2020, 1, 1, tzinfo=UTC)) != first


def test_a_page_that_takes_too_long_is_said_and_can_be_tried_again(mou, delivered, sato, now, monkeypatch, caplog):
    with monkeypatch.context() as hurry:
        hurry.setattr(composing, "SECONDS", 0.01)
        report = issue(mou, sato, now)
    assert (report.state, report.pdf) == ("failed", None)
    assert report.error["template"]
    assert "not done after 0.01 seconds" in caplog.text
    services.retry_report(report, by=sato, now=now)
    services.work_on_reports()
    assert Report.objects.get().state == "issued"


def test_what_the_engine_says_of_a_broken_template_stands_in_the_log(
    mou, delivered, sato, now, monkeypatch, caplog, tmp_path
):
    broken = tmp_path / "report.typ"
    broken.write_text('#panic("no such table")')
    monkeypatch.setattr(paper, "TEMPLATE", broken)
    assert issue(mou, sato, now).state == "failed"
    assert "no such table" in caplog.text
    assert "report.typ:1:1" in caplog.text


def test_a_child_that_is_killed_is_a_failure(mou, delivered, sato, now, monkeypatch, caplog, tmp_path):
    killed = tmp_path / "killed"
    killed.write_text("#!/bin/sh\nkill -9 $$\n")
    killed.chmod(0o755)
    monkeypatch.setattr(composing.sys, "executable", str(killed))
    assert issue(mou, sato, now).state == "failed"
    assert "ended with -9" in caplog.text
