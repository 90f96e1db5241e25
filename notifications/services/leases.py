"""Leases are short, so that a killed sender's mails are free soon, and renewed while their sender lives."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from ..models import Delivery

ANSWERS = 12  # of a mail server to one mail, at most


@contextmanager
def kept(claimed: list[Delivery], renew: Callable, *, every: timedelta) -> Iterator[None]:
    """For as long as a sender that works may need; one that hangs loses them in the end."""
    over = threading.Event()
    beside = threading.Thread(target=_keep, args=(claimed, renew, every, over), name="leases", daemon=True)
    beside.start()
    try:
        yield
    finally:
        over.set()
        beside.join()


def _keep(claimed: list[Delivery], renew: Callable, every: timedelta, over: threading.Event) -> None:
    most = len(claimed) * (ANSWERS * settings.EMAIL_TIMEOUT + settings.EMAIL_LAST_ANSWER_TIMEOUT)
    times = int(most / every.total_seconds())
    try:
        while times and not over.wait(every.total_seconds()):
            times -= 1
            _renew_all(claimed, renew)
    finally:
        connection.close()


def _renew_all(claimed: list[Delivery], renew: Callable) -> None:
    """Those already marked are nobody's any more, and stay as they are."""
    try:
        for delivery in claimed:
            renew(delivery, timezone.now())
    except DatabaseError:
        return  # the sender itself will notice
