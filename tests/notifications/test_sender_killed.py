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
START = """
import django; django.setup()
from datetime import timedelta
from notifications.services import sending
sending.LEASE = timedelta(seconds=1)
sending.BATCH = {batch}
{fault}
sending.deliver_due()
"""
# What a careless sender would do: mark a batch as delivered when it is claimed, then send it.
MARK_FIRST = """
real = sending._claim
def careless(now):
    claimed = real(now)
    for delivery in claimed:
        sending._finish(delivery, "delivered")
    return claimed
sending._claim = careless
"""


def start_sender(accepted: Path, *, fault: str = "", batch: int = 10) -> subprocess.Popen:
    name = connection.settings_dict
    url = os.environ["DATABASE_URL"].rsplit("/", 1)[0] + "/" + name["NAME"]
    env = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tests.notifications.slow_settings",
        "ACCEPTED_MAILS": str(accepted),
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.Popen([sys.executable, "-c", START.format(fault=fault, batch=batch)], env=env, cwd=ROOT)


def run_with_kills(accepted: Path, kills: int, **kwargs) -> Counter:
    for _ in range(kills):
        before = len(accepted.read_text().splitlines())
        sender = start_sender(accepted, **kwargs)
        deadline = time.monotonic() + 20
        while len(accepted.read_text().splitlines()) < before + 8 and time.monotonic() < deadline:
            time.sleep(0.005)
        os.kill(sender.pid, signal.SIGKILL)
        sender.wait()
        time.sleep(1.1)  # the killed sender's lease runs out
    start_sender(accepted, **kwargs).wait(60)
    return Counter(accepted.read_text().splitlines())


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
    assert len(received) < MAILS
