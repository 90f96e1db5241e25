"""A job is late when its next pass should have ended long ago; what never ran is not called late."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from celery.schedules import crontab
from django.core.management import CommandError, call_command
from django.utils import timezone

from core.heartbeats import GRACE, beats
from core.sweeps import beat_heart

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 6, 30, 5, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def schedule(settings):
    settings.CELERY_BEAT_SCHEDULE = {
        "often": {"task": "core.often", "schedule": 20.0},
        "hourly": {"task": "core.hourly", "schedule": crontab(minute=10)},
    }


def late(now: datetime) -> dict[str, bool]:
    return {beat.job: beat.is_late for beat in beats(now)}


def test_what_never_ran_is_not_late():
    assert late(AT) == {"core.often": False, "core.hourly": False}


@pytest.mark.parametrize(
    "job, due", [("core.often", AT + 20 * SECOND), ("core.hourly", datetime(2026, 11, 24, 7, 10, tzinfo=UTC))]
)
def test_a_job_is_late_when_its_grace_is_over(job, due):
    beat_heart(job, now=AT)
    assert next(beat.due_at for beat in beats(AT) if beat.job == job) == due
    assert (late(due + GRACE)[job], late(due + GRACE + SECOND)[job]) == (False, True)


def test_the_health_check_names_what_is_late():
    beat_heart("core.often", now=timezone.now())
    out = StringIO()
    call_command("check_jobs", stdout=out)
    assert "on time" in out.getvalue()
    beat_heart("core.often", now=AT - timedelta(days=9999))
    with pytest.raises(CommandError, match="core.often"):
        call_command("check_jobs")
