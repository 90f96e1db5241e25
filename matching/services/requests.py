"""A run is asked for: by staff, by the night, by what has changed."""
from datetime import datetime

from django.db import IntegrityError, transaction

from core.activity import record
from core.errors import permit
from core.wake import nudge_once

from ..models import MatchRun
from ..permissions import can_propose


def request_run(*, by=None, now: datetime) -> MatchRun:
    """Queue one run; a run that is already waiting serves everybody who asks meanwhile."""
    permit(by, can_propose)
    try:
        with transaction.atomic():
            run = MatchRun.objects.create(requested_by=by, requested_at=now)
            record(run, "request", by=by, now=now)
    except IntegrityError:
        run = MatchRun.objects.filter(state="queued").first() or request_run(by=by, now=now)
    nudge_once("matching.work_on_runs")
    return run
