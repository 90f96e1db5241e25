"""The regular jobs: who may look, what is listed, and trying again."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.activity import record
from core.models import Activity, LogLink, SweepFailure
from core.sweeps import beat_heart, each
from dashboard.pages.jobs import WORDS

pytestmark = pytest.mark.django_db
JOBS = "/staff/jobs/"


def refuse(row) -> None:
    raise LookupError(f"{row.full_name} has no telephone")


@pytest.fixture
def failure(tanaka, now) -> SweepFailure:
    """Has failed three times."""
    for number in range(3):
        each("mou.remind", [tanaka], refuse, now=now + timedelta(hours=number))
    return SweepFailure.objects.get()


def again(failure) -> str:
    return reverse("staff:job_again", args=[failure.pk])


def test_every_job_of_the_schedule_has_words():
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} == set(WORDS)


def test_staff_see_what_failed_three_times_and_no_personal_data(as_, sato, failure):
    page = as_(sato).get(JOBS).content.decode()
    assert ref_of(failure) in page
    assert "LookupError" in page
    assert "Failed 3 times." in page
    assert "telephone" not in page
    assert "田中" not in page


def ref_of(failure) -> str:
    return f"<code>{failure.row}</code>"


def test_what_failed_twice_is_not_listed_yet(as_, sato, failure):
    SweepFailure.objects.update(times=2)
    assert ref_of(failure) not in as_(sato).get(JOBS).content.decode()
    assert as_(sato).post(again(failure)).status_code == 404


def test_staff_see_the_newest_seal_of_the_log(as_, sato, tanaka, now):
    act = record(tanaka, "edit", by=tanaka, now=now)
    LogLink.objects.create(position=1, activity=act, hash="ab" * 32)
    assert "ab" * 32 in as_(sato).get(JOBS).content.decode()


def test_a_late_job_is_called_late(as_, sato, now):
    beat_heart("mou.remind", now=now - timedelta(days=400))
    page = as_(sato).get(JOBS).content.decode()
    assert page.count("tag--overdue") == 1
    assert "Has not run yet" in page


def test_try_again_now(as_, sato, tanaka, failure, now):
    answer = as_(sato).post(again(failure), follow=True)
    assert "It is tried again now." in answer.content.decode()
    assert Activity.objects.get(verb="core.sweepfailure.try_again").actor == sato
    failure.refresh_from_db()
    each("mou.remind", [tanaka], lambda _row: None, now=failure.next_try_at)
    assert ref_of(failure) not in as_(sato).get(JOBS).content.decode()


@pytest.mark.parametrize("who", ["tanaka", "dana"])
def test_nobody_else_looks_or_tries(as_, failure, who, request):
    client = as_(request.getfixturevalue(who))
    assert (client.get(JOBS).status_code, client.post(again(failure)).status_code) == (403, 403)


def test_the_overview_says_how_many_failed(as_, sato, failure):
    assert "1 row could not be done" in as_(sato).get("/home/").content.decode()


def test_a_page_of_many_asks_as_often_as_one_of_one(as_, sato, failure, now):
    client = as_(sato)
    with CaptureQueriesContext(connection) as one:
        client.get(JOBS)
    for number in range(3):
        seen = {"times": 3, "error": "E", "place": "", "first_at": now, "last_at": now, "next_try_at": now}
        SweepFailure.objects.create(job="mou.remind", row=f"x.y:{number}", **seen)
    with CaptureQueriesContext(connection) as many:
        client.get(JOBS)
    assert len(one) == len(many)
