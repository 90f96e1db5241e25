"""Events: planned, worded, announced to the other side, opened and closed by the clock or by hand."""

from datetime import datetime
from zoneinfo import available_timezones

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from accounts.models import ZONES
from core.activity import record
from core.errors import permit
from core.lifecycle import lock, move
from core.multilingual import worded
from core.readers import require_readable
from core.sweeps import each

from .. import followers, messages
from ..errors import (
    AlreadyRegistered,
    EndsBeforeItStarts,
    EventIsOver,
    FewerThanTaken,
    NoSeats,
    NoSeatYet,
    NotTheOrganiser,
    RegistrationWindowWrong,
    SessionIsFull,
    SessionOutsideTheEvent,
    TitleMissing,
    ZoneUnknown,
)
from ..messages.people import read_by_other_side
from ..models import Contributor, Event, Registration, Session, SessionSeat, Support
from ..permissions import can_act_for, can_plan_for, can_run, can_support, can_withdraw_support
from ..states import COMING, PRESENT

ANNOUNCED_ONLY_BY_A_CHANGE = ("starts_at", "ends_at", "venue", "address", "online_link", "zone", "country")


@transaction.atomic
def plan_event(*, chamber, by, now: datetime, **given) -> Event:
    """A draft. `given`: the fields of Event that a form fills; titles and summaries as {language: text}."""
    permit(by, can_plan_for, chamber)
    given |= worded(Event(), given, by=by, at=now)
    _check(Event(chamber=chamber, **given))
    event = Event.objects.create(chamber=chamber, created_by=by, created_at=now, **given)
    record(event, "plan", by=by, now=now)
    return event


@transaction.atomic
def edit_event(event: Event, *, by, now: datetime, **given) -> None:
    """Anything while it is a draft; afterwards time and place change only through a postponement or move, which reaches
    everybody.

    Languages that titles and summaries do not name stay as they are; an empty text takes its language out.
    """
    locked = lock(event)
    if not can_run(by, locked):
        raise NotTheOrganiser
    if locked.state not in ("draft", *COMING, "postponed"):
        raise EventIsOver
    if locked.state != "draft":
        given = {name: value for name, value in given.items() if name not in ANNOUNCED_ONLY_BY_A_CHANGE}
    for name, value in (given | worded(locked, given, by=by, at=now)).items():
        setattr(event, name, value)
    _check(event)
    event.save(update_fields=list(given))
    record(event, "edit", by=by, now=now)


def _check(event: Event) -> None:
    if event.zone not in ZONES or event.zone not in available_timezones():
        raise ZoneUnknown
    if event.ends_at <= event.starts_at:
        raise EndsBeforeItStarts
    if event.closes_at <= event.opens_at or event.closes_at > event.ends_at:
        raise RegistrationWindowWrong
    if not event.titles:
        raise TitleMissing


def _run(event: Event, by) -> Event:
    locked = lock(event)
    if not can_run(by, locked):
        raise NotTheOrganiser
    return locked


@transaction.atomic
def announce_event(event: Event, *, anyway: bool = False, by, now: datetime) -> None:
    """Public from now on, and told to the other side; `anyway`: though some of them cannot read it."""
    locked = _run(event, by)
    if not locked.pools.filter(capacity__gt=0).exists():
        raise NoSeats
    unread = require_readable(read_by_other_side(event), [locked.titles, locked.summaries], anyway=anyway)
    move(event, "announce", by=by, now=now, data=unread, announced_at=now)
    if locked.opens_at <= now < locked.closes_at:
        move(event, "open_registration", by=None, now=now)
    messages.announced(event, now=now)


@transaction.atomic
def open_registration(event: Event, *, by, now: datetime) -> None:
    """Earlier than planned, or again; open until the closing date."""
    locked = _run(event, by)
    if now >= locked.closes_at:
        raise RegistrationWindowWrong
    move(event, "open_registration", by=by, now=now, opens_at=min(locked.opens_at, now), closed_at=None)


@transaction.atomic
def close_registration(event: Event, *, by, now: datetime) -> None:
    """Until the organiser opens it again; the planned closing day stays."""
    _run(event, by)
    move(event, "close_registration", by=by, now=now, closed_at=now)


@transaction.atomic
def report_event(event: Event, *, by, now: datetime) -> None:
    """The figures are complete: attendance is noted and supports are recorded."""
    _run(event, by)
    move(event, "report", by=by, now=now)


def turn_events(*, now: datetime) -> int:
    """Beat: registrations open and close, events begin, at their time. Returns how many events were moved."""
    opening, closing, beginning = _turns(now).values()
    return each("events.turn", _turning(opening | closing | beginning), lambda event: _turn(event, now), now=now).done


def _turns(now: datetime) -> dict[str, Q]:
    """What is due, in the order in which it is done."""
    return {
        "open_registration": Q(state="announced", opens_at__lte=now, closes_at__gt=now),
        "close_registration": Q(state="registration_open", closes_at__lte=now),
        "begin": Q(state__in=["announced", "registration_open", "registration_closed"], starts_at__lte=now),
    }


def _turning(due: Q) -> QuerySet:
    return Event.objects.filter(due).exclude(Q(changes__state="confirmed"))


def _turn(event: Event, now: datetime) -> bool:
    lock(event)
    done = [
        move(event, action, by=None, now=now)
        for action, due in _turns(now).items()
        if _turning(due).filter(pk=event.pk).exists()
    ]
    return bool(done)


@transaction.atomic
def add_session(event: Event, *, by, now: datetime, **given) -> Session:
    """`given`: titles, room, starts_at, ends_at, capacity (None: everybody fits)."""
    locked = _run(event, by)
    given |= worded(Session(), given, by=by, at=now)
    _check_session(locked, given)
    session = Session.objects.create(event=event, **given)
    record(session, "add", by=by, now=now)
    return session


def _check_session(event: Event, given: dict) -> None:
    if not given["titles"]:
        raise TitleMissing
    if given["ends_at"] <= given["starts_at"]:
        raise EndsBeforeItStarts
    if given["starts_at"] < event.starts_at or given["ends_at"] > event.ends_at:
        raise SessionOutsideTheEvent


@transaction.atomic
def edit_session(session: Session, *, by, now: datetime, **given) -> None:
    """Never fewer places than are booked."""
    event = _run(session.event, by)
    locked = lock(session)
    given |= worded(locked, given, by=by, at=now)
    _check_session(event, given)
    if given["capacity"] is not None and given["capacity"] < locked.taken:
        raise FewerThanTaken(locked.taken)
    for name, value in given.items():
        setattr(session, name, value)
    session.save(update_fields=list(given))
    record(session, "edit", by=by, now=now)


@transaction.atomic
def book_session(session: Session, *, registration: Registration, by, now: datetime) -> None:
    """A place in a part of the programme, under the session's lock; booked twice is booked once."""
    permit(by, can_act_for, registration)
    person = lock(registration)  # before the session, as everybody does who frees a seat
    locked = lock(session)
    if person.event_id != locked.event_id or person.state not in PRESENT:
        raise NoSeatYet
    if SessionSeat.objects.filter(session=session, registration=registration).exists():
        return
    if locked.capacity is not None and locked.taken >= locked.capacity:
        raise SessionIsFull
    SessionSeat.objects.create(session=session, registration=registration, booked_at=now)
    locked.taken += 1
    locked.save(update_fields=["taken"])


@transaction.atomic
def leave_session(session: Session, *, registration: Registration, by, now: datetime) -> None:
    permit(by, can_act_for, registration)
    lock(registration)
    locked = lock(session)
    gone, _rows = SessionSeat.objects.filter(session=session, registration=registration).delete()
    locked.taken -= bool(gone)
    locked.save(update_fields=["taken"])


@transaction.atomic
def add_contributor(event: Event, *, by, now: datetime, **given) -> Contributor:
    """`given`: role, name, organisation, both in Latin letters, email, phone, language, zone, session."""
    _run(event, by)
    try:
        with transaction.atomic():
            person = Contributor.objects.create(event=event, **given)
    except IntegrityError as double:
        raise AlreadyRegistered(given["name"]) from double
    record(person, "add", by=by, now=now)
    return person


@transaction.atomic
def release_contributor(person: Contributor, *, by, now: datetime) -> None:
    _run(person.event, by)
    person.released_at = now
    person.save(update_fields=["released_at"])
    record(person, "release", by=by, now=now)
    followers.contributor_released(person, by=by, now=now)


@transaction.atomic
def give_support(event: Event, *, kind: str, note: str, chamber, by, now: datetime) -> Support:
    """What the side that does not organise it has done for it; once a kind."""
    if not can_support(by, event):
        raise NotTheOrganiser
    locked = lock(event)
    if not locked.takes_support:
        raise EventIsOver
    known = locked.supports.filter(chamber=chamber, kind=kind, withdrawn_at=None).first()
    if known:
        return known
    support = Support.objects.create(event=event, chamber=chamber, kind=kind, note=note, given_by=by, given_at=now)
    record(support, "give", by=by, now=now)
    messages.supported(support, now=now)
    return support


@transaction.atomic
def withdraw_support(support: Support, *, by, now: datetime) -> None:
    """It counts for no memorandum any more; the other side of the event is told."""
    if not can_withdraw_support(by, support):
        raise NotTheOrganiser
    locked = lock(support)
    if locked.withdrawn_at is None:
        support.withdrawn_at = now
        support.save(update_fields=["withdrawn_at"])
        record(support, "withdraw", by=by, now=now)
        messages.support_withdrawn(support, by=by, now=now)
