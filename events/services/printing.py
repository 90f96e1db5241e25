"""Many badges at once: asked for on a page, written by a worker, kept for a day. Few are written by the page itself."""

import hashlib
import json
import logging
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core.activity import record
from core.i18n import speaking
from core.lifecycle import allowed_actions, lock, move
from core.locks import only_one
from core.sweeps import Swept, each
from core.wake import nudge_once

from .. import messages
from ..errors import NotTheOrganiser
from ..models import Event, Print, Registration
from ..papers import badges_pdf
from ..permissions import can_run
from ..states import PRESENT

logger = logging.getLogger("portal.prints")
AT_ONCE = 20  # badges that nobody waits for
KEPT = timedelta(days=1)
LONG = timedelta(seconds=60)  # whoever waited longer has gone elsewhere and is told by mail
MOST_ATTEMPTS = 3


def wearers(event: Event):
    return event.registrations.filter(state__in=PRESENT).select_related("pool", "firm").by_name()


def badge_of(row: Registration) -> dict[str, Any]:
    with speaking(row.reads):
        role = str(row.pool.get_role_display())
    return {
        "name": row.name, "name_latin": row.name_latin, "organisation": row.organisation, "country": row.country,
        "organisation_latin": row.organisation_latin or (row.firm.name_latin if row.firm else ""),
        "role": role, "code": row.badge_code, "language": row.reads,
        "link": settings.PORTAL_URL + reverse("events:scan", args=[row.event_id, row.badge_code]),
    }


@transaction.atomic
def ask_for_badges(event: Event, *, by, now: datetime) -> Print:
    """Whoever asks for the same badges while they are kept is given the same file."""
    if not can_run(by, event):
        raise NotTheOrganiser
    lock(event)
    rows = [badge_of(row) for row in wearers(event)]
    digest = hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()
    if same := event.prints.light().filter(digest=digest, requested_at__gt=now - KEPT).first():
        if "retry" in allowed_actions(same):
            retry_print(same, by=by, now=now)
        return same
    event.prints.filter(digest=digest).delete()  # of yesterday
    found = Print.objects.create(event=event, digest=digest, sheets=len(rows), requested_by=by, requested_at=now)
    record(event, "print", by=by, now=now, data={"count": len(rows)})
    nudge_once("events.work_on_prints")
    return found


@transaction.atomic
def retry_print(found: Print, *, by, now: datetime) -> None:
    if not can_run(by, found.event):
        raise NotTheOrganiser
    move(found, "retry", by=by, now=now, attempts=0, done_steps=0)
    nudge_once("events.work_on_prints")


def work_on_prints() -> int:
    """Worker's part, one at a time on the whole portal. What a killed worker left is begun again, three times."""
    Print.objects.filter(requested_at__lte=timezone.now() - KEPT).delete()
    with only_one("events.prints") as mine:
        return _work_through().done if mine else 0


def _work_through() -> Swept:
    rows = Print.objects.light().waiting().select_related("event")
    return each("events.work_on_prints", rows, _print, now=timezone.now(), atomic=False)


def _print(found: Print) -> None:
    if found.attempts >= MOST_ATTEMPTS:
        move(found, "fail", by=None, now=timezone.now())
        return
    move(found, "start", by=None, now=timezone.now(), attempts=found.attempts + 1, done_steps=0)
    try:
        _write(found)
    except Exception:  # whatever the engine or a strange text does: said on the page, kept in the log
        logger.exception("badges %s could not be written", found.pk)
        move(found, "fail", by=None, now=timezone.now())


def _write(found: Print) -> None:
    rows = [badge_of(row) for row in wearers(found.event)]
    _progress(found, 1)
    pdf = badges_pdf(rows, as_of=found.requested_at)
    _progress(found, 2)
    _finish(found, pdf, timezone.now())


@transaction.atomic
def _finish(found: Print, pdf: bytes, now: datetime) -> None:
    move(found, "finish", by=None, now=now, pdf=pdf, made_at=now, done_steps=Print.STEPS)
    if now - found.requested_at > LONG:
        messages.badges_ready(found, now=now)


def _progress(found: Print, step: int) -> None:
    Print.objects.filter(pk=found.pk).update(done_steps=step)
