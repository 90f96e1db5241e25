"""Waking workers. The database holds the work; a lost or refused wake-up costs seconds, never the work."""

import logging
import time
from dataclasses import dataclass

from celery import current_app
from django.conf import settings
from django.db import connection, transaction

logger = logging.getLogger("portal.wake")


class Broker:
    """Remembers a broker that did not answer, so that one page waits for it once and not for each wake-up."""

    silent_until = 0.0


def nudge(task: str, *args: str) -> None:
    """Ask a worker to run `task` soon; never raises, never blocks longer than the broker's short time-outs."""
    if time.monotonic() < Broker.silent_until:
        return
    try:
        current_app.send_task(task, args=args, expires=60)
    except Exception as error:  # noqa: BLE001 - the sweep does it later, whatever the broker's reason
        Broker.silent_until = time.monotonic() + settings.BROKER_REST
        logger.warning("wake-up of %s failed, the next sweep does it: %s", task, error)


@dataclass(frozen=True)
class Nudge:
    task: str

    def __call__(self) -> None:
        nudge(self.task)


def nudge_once(task: str) -> None:
    """On commit, one nudge per transaction and task, however many rows asked for it."""
    waiting = [hook for _, hook, *_ in connection.run_on_commit if hook == Nudge(task)]
    if waiting:
        return

    transaction.on_commit(Nudge(task), robust=True)
