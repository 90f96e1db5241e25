"""A code leaves at once, whatever else is being sent: workers of their own, in processes as in production."""

import os
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from core.wake import nudge
from minamin_portal.embedded import processes
from notifications.enums import Lane, Priority
from notifications.models import Delivery, Message
from notifications.services import deliver_due, say_to_address, sending

ROOT = Path(__file__).resolve().parents[2]
BULK = 5000
WITHIN = 2.0  # seconds
KIND = "companies/firm_verified"


@contextmanager
def workers(accepted: Path, *queues: str):
    """One worker for each: a process with one pair of hands."""
    url = os.environ["DATABASE_URL"].rsplit("/", 1)[0] + "/" + connection.settings_dict["NAME"]
    env = os.environ | {
        "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.notifications.slow_settings",
        "ACCEPTED_MAILS": str(accepted), "PYTHONPATH": str(ROOT),
    }
    started = [
        processes.spawn(
            [sys.executable, "-m", "celery", "-q", "-A", "minamin_portal", "worker", "-P", "threads", "-c", "1",
             "-Q", names, "-l", "warning", "--without-gossip", "--without-mingle"],
            env=env, cwd=ROOT, on_parent_death=9,
        )
        for names in queues
    ]  # fmt: skip
    try:
        yield
    finally:
        processes.stop(*started, grace=0)


def wait_until(is_so, seconds: float) -> float:
    """How long it took; `seconds` when it never was."""
    began = time.monotonic()
    while not is_so() and time.monotonic() - began < seconds:
        time.sleep(0.02)
    return time.monotonic() - began


@pytest.fixture
def bulk(hokuriku, tmp_path):
    """5,000 mails of the slowest kind, and a file of what the mail server took."""
    now = timezone.now()
    say_to_address("bulk@firm.example", KIND, language="en", context={"firm": hokuriku}, now=now, key="bulk")
    Delivery.objects.all().delete()
    message = Message.objects.get(address="bulk@firm.example")
    Delivery.objects.bulk_create(
        Delivery(message=message, priority=Priority.BULK, due_at=now) for _number in range(BULK)
    )
    accepted = tmp_path / "accepted"
    accepted.touch()
    return accepted


def time_of_a_code(accepted: Path, hokuriku) -> float:
    """From the moment somebody asks for it until the mail server has it, while bulk is being sent."""
    nudge("notifications.deliver")
    assert wait_until(lambda: accepted.read_text().count("\n") > 5, 60) < 60, "no bulk is being sent"
    say_to_address(
        "code@firm.example", KIND, language="en", context={"firm": hokuriku}, now=timezone.now(), key="code",
        priority=Priority.SECURITY,
    )
    code = Delivery.objects.get(priority=Priority.SECURITY)
    return wait_until(lambda: code.header_id in accepted.read_text(), 3 * WITHIN)


@pytest.mark.django_db(transaction=True)
def test_a_code_overtakes_bulk_in_a_lane_of_its_own(bulk, hokuriku):
    with workers(bulk, "codes", "mail"):
        assert time_of_a_code(bulk, hokuriku) <= WITHIN


@pytest.mark.django_db(transaction=True)
def test_with_one_worker_for_both_it_would_wait(bulk, hokuriku):
    """Negative control."""
    with workers(bulk, "codes,mail"):
        assert time_of_a_code(bulk, hokuriku) > WITHIN


@pytest.mark.django_db
def test_the_other_lane_carries_a_code_that_was_left_lying(hokuriku, settings):
    Delivery.objects.all().delete()
    now = timezone.now()
    say_to_address(
        "code@firm.example", KIND, language="en", context={"firm": hokuriku}, now=now, key="code",
        priority=Priority.SECURITY,
    )
    assert deliver_due(lane=Lane.MAIL) == 0
    Delivery.objects.update(due_at=now - sending.LEFT_LYING * 2)
    assert deliver_due(lane=Lane.MAIL) == 1
