"""A sender killed with -9 while sending: nothing lost, at most the mail in flight twice, with the same Message-ID."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from notifications.models import Delivery
from notifications.services import say

ROOT = Path(__file__).resolve().parents[2]
MAILS = 40
START_WITHIN = 300  # seconds; a busy machine is no fault of what is tested
START = """
import django; django.setup()
from notifications.services import sending
sending.BATCH = {batch}
{fault}
sending.deliver_due()
"""
# What a careless sender would do: mark a batch as delivered when it is claimed, then send it without another look.
MARK_FIRST = """
real = sending._claim
def careless(*given):
    claimed = real(*given)
    for delivery in claimed:
        sending._finish(delivery, "delivered")
    return claimed
sending._claim = careless
sending._renew = lambda _delivery, _now: True
"""


def start_sender(accepted: Path, *, hangs_at: int = 0, fault: str = "", batch: int = 10) -> subprocess.Popen:
    name = connection.settings_dict
    url = os.environ["DATABASE_URL"].rsplit("/", 1)[0] + "/" + name["NAME"]
    env = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tests.notifications.slow_settings",
        "ACCEPTED_MAILS": str(accepted),
        "HANGS_AT_MAIL": str(hangs_at),
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.Popen([sys.executable, "-c", START.format(fault=fault, batch=batch)], env=env, cwd=ROOT)


def run_with_kills(accepted: Path, kills: int, **kwargs) -> Counter:
    """Each falls when the server has taken the eighth mail of a sender and has not answered."""
    for number in range(1, kills + 1):
        sender = start_sender(accepted, hangs_at=8 * number, **kwargs)
        try:
            _wait_for(8 * number, accepted)
        finally:
            os.kill(sender.pid, signal.SIGKILL)
            sender.wait()
        run_out = timezone.now() - timedelta(seconds=1)
        Delivery.objects.filter(lease_until__gt=run_out).update(lease_until=run_out)
    start_sender(accepted, **kwargs).wait(START_WITHIN)
    return Counter(accepted.read_text().splitlines())


def _wait_for(many: int, accepted: Path) -> None:
    deadline = time.monotonic() + START_WITHIN
    while len(accepted.read_text().splitlines()) < many:
        assert time.monotonic() < deadline, "the sender is not heard of"
        time.sleep(0.01)


@pytest.fixture
def mails(hokuriku, tanaka, tmp_path):
    Delivery.objects.all().delete()
    now = timezone.now() - timedelta(seconds=1)
    for number in range(MAILS):
        say(tanaka, "companies/firm_verified", about=hokuriku, context={"firm": hokuriku}, key=f"m{number}", now=now)
    accepted = tmp_path / "accepted"
    accepted.touch()
    return accepted


@pytest.mark.django_db(transaction=True)
def test_two_kills_lose_nothing(mails):
    received = run_with_kills(mails, kills=2)
    expected = {delivery.header_id for delivery in Delivery.objects.all()}
    assert set(received) == expected
    assert len(expected) == MAILS
    assert sum(received.values()) - MAILS <= 2, "at most the one mail in flight at each kill goes twice"
    assert set(Delivery.objects.values_list("state", flat=True)) == {"delivered"}


@pytest.mark.django_db(transaction=True)
def test_marking_before_sending_would_lose_mail(mails):
    """Negative control: the same fault, the careless order; the kill falls between the marks and the mails."""
    received = run_with_kills(mails, kills=2, fault=MARK_FIRST, batch=25)
    assert len(received) == 16 < MAILS, "of each marked batch only what was sent before the kill"
