"""Cancel, postpone, move: previewed, confirmed with what was seen, revocable for a quarter of an hour,
then carried out at once for all.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import ZONES
from core.activity import record
from core.errors import ReasonMissing
from core.lifecycle import lock, move
from core.multilingual import Texts
from core.readers import require_readable
from core.reasons import required_reason
from core.sweeps import each
from core.wake import nudge_once

from .. import followers
from ..computed.touched import Touched, digest_of, touched_by
from ..consequences import Consequence, consequences_of
from ..errors import (
    ChangeIsOpen,
    EndsBeforeItStarts,
    EventIsOver,
    NothingChanges,
    NotTheOrganiser,
    PreviewOutdated,
    TooLateToRevoke,
    ZoneUnknown,
)
from ..models import Event, EventChange, Notice, Substitution
from ..permissions import can_run
from ..states import CHANGEABLE, LIVE
from .seats import offer_free_seats

REVOCABLE = timedelta(minutes=15)
TIMES = ("starts_at", "ends_at")
PLACE = ("venue", "address", "online_link", "country", "zone")


def preview_change(event: Event, kind: str) -> tuple[list[Touched], list[Consequence], str]:
    """(people, what else rests on the event, digest to confirm with)."""
    people = touched_by(event)
    return people, consequences_of(event), digest_of(event, people, kind)


@transaction.atomic
def confirm_change(
    event: Event,
    *,
    kind: str,
    digest: str,
    reasons: dict[str, str],
    after: dict[str, Any] | None = None,
    online_link: str = "",
    office: str = "",
    at_once: bool = False,
    anyway: bool = False,
    by,
    now: datetime,
) -> EventChange:
    """`after`: new starts_at and ends_at (postpone; none: to be fixed), or venue, address, online_link, zone,
    country (move). `anyway`: though some of the people read none of the languages of the reasons.
    """
    locked = _changeable(event, by)
    people, others, seen = preview_change(locked, kind)
    if seen != digest:
        raise PreviewOutdated
    texts = Texts().with_wordings(_said(reasons), by=by, at=now)
    if not texts:
        raise ReasonMissing
    unread = require_readable([one.person["language"] for one in people], [texts], anyway=anyway)
    after = after or {}
    _check(locked, kind, after, now)
    try:
        with transaction.atomic():
            change = EventChange.objects.create(
                event=event,
                kind=kind,
                reasons=texts,
                digest=digest,
                counts=_counts(people, others),
                before=_facts(locked),
                after=_stored(after),
                online_link=online_link,
                office=office,
                confirmed_by=by,
                confirmed_at=now,
                effective_at=now if at_once else now + REVOCABLE,
            )
    except IntegrityError as another:
        raise ChangeIsOpen from another
    data = {"people": len(people), "kind": kind} | unread
    record(change, "confirm", by=by, now=now, reason=texts.in_original, data=data)
    if at_once:
        nudge_once("events.carry_out")
    return change


def _said(reasons: dict[str, str]) -> dict[str, str]:
    """What was written, language by language."""
    filled = {language: text for language, text in reasons.items() if text.strip()}
    return {language: required_reason(text, field=f"reason_{language}") for language, text in filled.items()}


def _changeable(event: Event, by) -> Event:
    locked = lock(event)
    if not can_run(by, locked):
        raise NotTheOrganiser
    if locked.changes.filter(state="confirmed").exists():
        raise ChangeIsOpen
    if locked.state not in CHANGEABLE:
        raise EventIsOver
    return locked


def _check(event: Event, kind: str, after: dict, now: datetime) -> None:
    if kind == "postpone":
        if after and after["ends_at"] <= after["starts_at"]:
            raise EndsBeforeItStarts
        same = after and all(getattr(event, name) == after[name] for name in TIMES)
        if same or (after and after["starts_at"] <= now) or (not after and event.state == "postponed"):
            raise NothingChanges
        if not after and event.state == "in_progress":
            raise EventIsOver
    if after.get("zone", event.zone) not in ZONES:
        raise ZoneUnknown
    if kind == "move" and all(getattr(event, name) == after.get(name, getattr(event, name)) for name in PLACE):
        raise NothingChanges


def _counts(people: list[Touched], others: list[Consequence]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for one in people:
        for role in one.roles:
            counts[role] = counts.get(role, 0) + 1
    return counts | {f"other:{number}": one.count for number, one in enumerate(others)} | {"people": len(people)}


def _facts(event: Event) -> dict[str, str]:
    return _stored({name: getattr(event, name) for name in (*TIMES, *PLACE)})


def _stored(facts: dict[str, Any]) -> dict[str, str]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in facts.items()}


@transaction.atomic
def revoke_change(change: EventChange, *, by, now: datetime) -> None:
    """As if it had never been confirmed: nobody was told anything."""
    if not can_run(by, change.event):
        raise NotTheOrganiser
    if lock(change).state == "carried_out":
        raise TooLateToRevoke
    move(change, "revoke", by=by, now=now)


def carry_out_due(*, now: datetime) -> int:
    """Worker's part: changes whose quarter of an hour is over. Returns how many were carried out."""
    due = EventChange.objects.due(now).select_related("event", "confirmed_by")
    return each("events.carry_out", due, lambda change: _carry_out(change, now), now=now).done


def _carry_out(change: EventChange, now: datetime) -> bool:
    """Whole or not at all; whoever was there first does it, everybody else finds it done."""
    event = lock(change.event)
    if lock(change).state != "confirmed":
        return False
    people = touched_by(event)
    move(change, "carry_out", by=change.confirmed_by, now=now, carried_out_at=now)
    EFFECT[change.kind](event, change, now)
    Notice.objects.bulk_create(
        Notice(change=change, key=one.key, roles=list(one.roles), **_filled(one.person)) for one in people
    )
    nudge_once("events.tell")
    return True


def _filled(person: dict) -> dict:
    return {name: "" if value is None and not name.endswith("_id") else value for name, value in person.items()}


def _cancel(event: Event, change: EventChange, now: datetime) -> None:
    """Seats are cancelled, interpreters and speakers are free; journeys stay, because they may be saved."""
    by, reason = change.confirmed_by, change.reasons.in_original
    move(event, "cancel", by=by, now=now, reason=reason, sequence=event.sequence + 1)
    for row in event.registrations.filter(state__in=LIVE).select_related("event"):
        move(row, "cancel", by=by, now=now)
    for asked in Substitution.objects.filter(original__event=event, state="asked").select_related("original__event"):
        move(asked, "withdraw", by=by, now=now)
    event.contributors.filter(released_at=None).update(released_at=now)
    followers.event_cancelled(event, by=by, now=now)


def _postpone(event: Event, change: EventChange, now: datetime) -> None:
    """To a new date: the programme moves along, seats stay. To be fixed: out of the calendars until there is a date."""
    by, reason = change.confirmed_by, change.reasons.in_original
    if not change.after:
        move(event, "postpone", by=by, now=now, reason=reason, sequence=event.sequence + 1)
        return
    starts_at, ends_at = (datetime.fromisoformat(change.after[name]) for name in TIMES)
    shift = starts_at - event.starts_at
    for session in event.sessions.all():
        session.starts_at, session.ends_at = session.starts_at + shift, session.ends_at + shift
        session.save(update_fields=["starts_at", "ends_at"])
    followers.event_shifted(event, shift)
    closes_at = min(event.closes_at + shift, ends_at)
    fields = {"starts_at": starts_at, "ends_at": ends_at, "closes_at": closes_at, "sequence": event.sequence + 1}
    fields["opens_at"] = min(event.opens_at, fields["closes_at"] - timedelta(minutes=1))
    if event.state == "postponed":
        move(event, "fix_date", by=by, now=now, reason=reason, **fields)
        offer_free_seats(event.pk, now=now)  # those that were given back while there was no date
    else:
        _save(event, fields)
        record(event, "postpone", by=by, now=now, reason=reason, data=_stored({"starts_at": starts_at}))


def _move_place(event: Event, change: EventChange, now: datetime) -> None:
    _save(event, {**change.after, "sequence": event.sequence + 1})
    by, reason = change.confirmed_by, change.reasons.in_original
    record(event, "move", by=by, now=now, reason=reason, data={"change": str(change.pk)})


def _save(event: Event, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(event, name, value)
    event.save(update_fields=list(fields))


EFFECT = {"cancel": _cancel, "postpone": _postpone, "move": _move_place}
