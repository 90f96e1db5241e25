"""Timetables: asked for, computed by a worker with live progress, stopped, resumed after a crash;
applied whole, noticing what changed.
"""

import logging
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from core.activity import record
from core.errors import TransitionNotAllowed
from core.lifecycle import allowed_actions, lock, move
from core.locks import only_one
from core.sweeps import Swept, each
from core.text import Phrase
from core.wake import nudge_once
from events.errors import NotTheOrganiser
from events.models import Event
from events.permissions import can_run

from .. import messages
from ..enums import LeftOut
from ..errors import NothingToPlan, PlanOutdated, RunIsOn
from ..models import Meeting, Seating, Slot, TimetableRun
from ..solver.door import Impossible, search
from ..states import SITTING, WAITING_FOR_A_PLACE
from .placing import displace, put
from .plan_facts import facts_of, slots_by_id
from .plan_fit import Fit, fit_of
from .requesting import setup_of
from .staff import Staff

logger = logging.getLogger("portal.timetable")
MOST_SECONDS, MOST_ATTEMPTS = 600, 3
ASIDE = 10_000  # table numbers of meetings that are about to move
STOPPED = Phrase(
    gettext_noop("The computation ended three times without a result. The last plan is kept; the log says more.")
)


@transaction.atomic
def request_run(
    event: Event, *, seconds: int, keep_moves_few: bool, fairness: int | None = None, everybody: bool = False,
    only_add: bool = False, by, now: datetime,
) -> TimetableRun:
    """One at a time for an event; a finished one that was not applied is set aside.

    `only_add`: whoever has a place keeps it; meetings without one are put into empty slots.
    """
    locked = lock(event)
    if not can_run(by, locked):
        raise NotTheOrganiser
    setup_of(locked)
    to_plan = Meeting.objects.filter(event=event).to_plan(now)
    if not (to_plan.filter(state__in=WAITING_FOR_A_PLACE) if only_add else to_plan).exists():
        raise NothingToPlan
    for old in TimetableRun.objects.filter(event=event, state__in=["finished", "failed", "infeasible"]):
        move(old, "discard", by=by, now=now)
    try:
        with transaction.atomic():
            run = TimetableRun.objects.create(
                event=event, seconds=min(seconds, MOST_SECONDS), keep_moves_few=keep_moves_few, fairness=fairness,
                everybody=everybody, only_add=only_add, requested_by=by, requested_at=now,
            )
    except IntegrityError as another:
        raise RunIsOn from another
    record(run, "request", by=by, now=now)
    nudge_once("meetings.work_on_runs")
    return run


@transaction.atomic
def stop_run(run: TimetableRun, *, by, now: datetime) -> None:
    """Now: the best plan so far is the result."""
    if not can_run(by, run.event):
        raise NotTheOrganiser
    TimetableRun.objects.filter(pk=run.pk, state__in=["queued", "running"]).update(stop_asked=True)
    record(run, "stop", by=by, now=now)


def work_on_runs() -> int:
    """Worker's part, one at a time on the whole portal. What a killed worker left goes on from its last plan."""
    done = 0
    with only_one("meetings.runs") as mine:
        while mine and (swept := _work_through()).done:
            done += swept.done
    return done


def _work_through() -> Swept:
    waiting = TimetableRun.objects.waiting().select_related("event", "requested_by")
    return each("meetings.work_on_runs", waiting, _work_on, now=timezone.now(), atomic=False)


def _work_on(run: TimetableRun) -> None:
    now = timezone.now()
    if run.attempts >= MOST_ATTEMPTS:
        move(run, "fail", by=None, now=now, error=STOPPED.stored(), finished_at=now)
        return
    begin = {"attempts": run.attempts + 1}
    if not run.given:
        begin |= _given(run, now)
    move(run, "start", by=None, now=now, **begin)
    try:
        _compute(run)
    except Impossible as impossible:
        logger.warning("timetable %s is impossible: %s", run.pk, impossible)
        move(run, "refuse", by=None, now=timezone.now(), conflicts=impossible.conflicts, finished_at=timezone.now())
    except Exception:  # whatever the solver does: the last plan stays, the next attempt begins with it
        logger.exception("timetable %s stumbled", run.pk)


@transaction.atomic
def _given(run: TimetableRun, now: datetime) -> dict[str, Any]:
    """Under the event's lock, so that nothing changes between two of the questions."""
    facts = facts_of(lock(run.event), with_previous=run.keep_moves_few, only_add=run.only_add, now=now)
    given = facts.instance | {"fairness": run.fairness, "everybody": run.everybody}
    return {"given": given, "rows": facts.rows, "times": [str(pk) if pk else "" for pk in facts.times]}


def _compute(run: TimetableRun) -> None:
    def keep(progress: dict, plan: dict) -> bool:
        """Called about once a second; False stops the search."""
        TimetableRun.objects.filter(pk=run.pk).update(progress=progress, plan=plan)
        return not TimetableRun.objects.filter(pk=run.pk, stop_asked=True).exists()

    left = max(1, run.seconds - int(run.progress.get("elapsed", 0)))
    result = search(run.given, seconds=left, start=run.plan or None, keep=keep)
    now = timezone.now()
    if faults := result.progress.get("faults"):
        logger.warning("timetable %s: searches failed while others went on: %s", run.pk, ", ".join(faults))
    fields = {"plan": result.plan, "variant": result.variants, "progress": result.progress, "finished_at": now}
    move(run, "finish", by=None, now=now, **fields)


@transaction.atomic
def apply_run(run: TimetableRun, *, plan: str = "", despite: bool = False, by, now: datetime) -> dict[str, int]:
    """All of it at once: the first plan, or of the others the one named. What changed since it was computed is named
    (PlanOutdated); `despite`: what still fits is applied.
    """
    event = lock(run.event)
    if not can_run(by, event):
        raise NotTheOrganiser
    row = lock(run)
    chosen = row.others.get(plan) if plan else row.plan
    if not chosen or "apply" not in allowed_actions(row):
        raise TransitionNotAllowed
    meetings = {one.pk: one for one in Meeting.objects.filter(event=event).with_people()}
    fit = fit_of(row, chosen, meetings, slots_by_id(event), now)
    if fit.changed and not despite:
        raise PlanOutdated(fit.changed)
    before = {one.pk: (one.slot_id, one.table) for one in meetings.values() if one.state in SITTING}
    unseated = _seat(event, meetings, fit, by, now)
    waiting = {
        one.pk: one for one in Meeting.objects.filter(
            event=event, state__in=WAITING_FOR_A_PLACE
        ).select_related("after")
    }
    left_out = {str(pk): _why_left_out(one, fit, unseated) for pk, one in waiting.items()}
    data = {"plan": plan or "first", "plans": len(row.others) + 1}
    move(run, "apply", by=by, now=now, applied_at=now, left_out=left_out, data=data)
    placed = Meeting.objects.filter(event=event, state__in=SITTING).count()
    return {"placed": placed, "changed": _tell_agendas(run, before, now), "left_out": len(left_out)}


def _why_left_out(meeting: Meeting, fit: Fit, unseated: set[UUID]) -> LeftOut:
    if meeting.after and meeting.after.is_open and not meeting.after.is_placed:
        return LeftOut.FORERUNNER
    if meeting.pk in unseated:
        return LeftOut.INTERPRETER
    return LeftOut.NO_PLACE if meeting.pk in fit.without_place else LeftOut.CHANGED


def _seat(event: Event, meetings: dict, fit: Fit, by, now: datetime) -> set[UUID]:
    """Who must change place gets up first, so that two may swap; then each sits down. What has no place in the plan is
    displaced.

    Returns those for whom no interpreter was left, with what was to come after them.
    """
    wanted = fit.wanted
    movable = [one for one in meetings.values() if one.state in SITTING and one.pk not in fit.still]
    stay = {
        one.pk
        for one in movable if one.pk in wanted and (one.slot_id, one.table) == (wanted[one.pk][0].pk, wanted[one.pk][1])
    }
    leaving = [one for one in movable if one.pk not in stay]
    Seating.objects.filter(meeting__in=leaving).delete()
    for number, one in enumerate(leaving):
        Meeting.objects.filter(pk=one.pk).update(table=ASIDE + number, interpreter=None)
    displace([one for one in leaving if one.pk not in wanted], by=by, now=now)
    staff = Staff(event)
    unseated: set[UUID] = set()
    for pk, (slot, table) in sorted(wanted.items(), key=lambda place: place[1][0].starts_at):
        meeting = meetings[pk]
        seated = (
            meeting.after_id not in unseated and (pk in stay | fit.still or _sit(meeting, slot, table, staff, by, now))
        )
        if not seated:
            unseated.add(pk)
    displace([one for one in map(meetings.get, unseated) if one.state in SITTING], by=by, now=now)
    return unseated


def _sit(meeting: Meeting, slot: Slot, table: int, staff: Staff, by, now: datetime) -> bool:
    """False: no interpreter is there any more."""
    interpreter = staff.take(slot, meeting.pair)
    if meeting.pair and interpreter is None:
        return False
    put(meeting, slot, table=table, interpreter=interpreter, by=by, now=now)
    return True


def _tell_agendas(run: TimetableRun, before: dict, now: datetime) -> int:
    """One mail to everybody whose timetable is another one now. Returns how many meetings changed their place."""
    after = {one.pk: one for one in Meeting.objects.filter(event=run.event, state__in=SITTING).with_people()}
    changed = {pk for pk, one in after.items() if before.get(pk) != (one.slot_id, one.table)}
    people: dict = {}
    for pk in changed:
        for person in (after[pk].asker, after[pk].asked):
            people[person.pk] = person
    for person in people.values():
        own = [one for one in after.values() if person.pk in (one.asker_id, one.asked_id)]
        messages.agenda_ready(person, sorted(own, key=lambda one: one.slot.starts_at), key=str(run.pk), now=now)
    return len(changed)
