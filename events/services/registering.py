"""Ways to a seat: apply, be approved, wait, be offered one, answer, withdraw, come back."""

import uuid
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import Max, Q

from core.activity import record
from core.errors import Refusal, TransitionNotAllowed, permit
from core.lifecycle import lock, move
from core.namesakes import is_written_alike
from core.reasons import required_reason
from core.sweeps import each

from .. import followers, messages
from ..errors import (
    AlreadyRegistered,
    EventIsChanging,
    EventIsOver,
    FewerThanTaken,
    FirmIsKnown,
    FirmNotVerified,
    NobodyNamed,
    NotTheOrganiser,
    OfferHasEnded,
    Perhaps,
    RegistrationIsClosed,
    SharedAddress,
)
from ..models import Event, Registration
from ..permissions import can_act_for, can_register_for, can_run
from ..rules.badges import new_code
from ..rules.people import Known, double_of
from ..states import COMING, LIVE, SEATED
from .journeys import leave_journeys
from .seats import give_back, hold, make_room, offer_free_seats, pool_for, settle, settle_group

PersonData = dict[str, Any]
PERSON_FIELDS = (
    "name",
    "name_latin",
    "email",
    "phone",
    "language",
    "zone",
    "country",
    "position",
    "rank",
    "organisation",
    "organisation_latin",
    "second_name",
    "second_name_latin",
    "second_email",
    "second_phone",
    "is_another_person",
)


@transaction.atomic
def register_delegates(
    event: Event, *, people: list[PersonData], role: str, firm=None, chamber=None,
    together: bool = False, by, now: datetime,
) -> list[Registration]:
    """Several people of one firm or chamber at once: all of them or, when one is refused, none. The refusal has
    `.person`, its number.

    `people`: rows with the fields of PERSON_FIELDS. Without approval of the organiser they are settled at once.
    """
    permit(by, can_register_for, firm, chamber)
    locked = hold(event)
    if not is_open(locked, now):
        raise RegistrationIsClosed if takes_late(locked, now) else EventIsOver
    rows = _enter_all(locked, people, role=role, firm=firm, chamber=chamber, together=together, by=by, now=now)
    if not locked.needs_approval or can_run(by, locked):
        settle_group(rows, by=by, now=now)
    else:
        messages.applied(rows, by=by, now=now)
    return rows


def is_open(event: Event, now: datetime) -> bool:
    return event.state == "registration_open" and event.opens_at <= now < event.closes_at


def takes_late(event: Event, now: datetime) -> bool:
    return event.state in COMING and not is_open(event, now) and now < event.ends_at


@transaction.atomic
def invite(event: Event, *, person: PersonData, role: str, by, now: datetime) -> Registration:
    """A guest asked by the organiser, also before and after the registration; their answer takes the seat."""
    locked = hold(event)
    if not can_run(by, locked):
        raise NotTheOrganiser
    _must_come(locked)
    [row] = _enter_all(locked, [person], role=role, state="invited", by=by, now=now)
    messages.invited(row, now=now)
    return row


def _must_come(event: Event) -> None:
    if event.state not in COMING:
        raise EventIsOver


def _enter_all(event: Event, people: list[PersonData], **given) -> list[Registration]:
    if not people:
        raise NobodyNamed
    given["group"] = uuid.uuid4()
    rows = []
    for number, person in enumerate(people):
        try:
            rows.append(enter(event, person, **given))
        except Refusal as refusal:
            refusal.person = number
            raise
    return rows


def enter(
    event: Event, person: PersonData, *, role: str, by, now: datetime, firm=None,
    chamber=None, state: str = "applied", **more,
) -> Registration:
    """Write one person's row, when they are not there yet; under the event's lock."""
    if firm is not None and not firm.is_live:
        raise FirmNotVerified
    given = {name: person[name] for name in PERSON_FIELDS if name in person}
    pool = more.pop("pool", None) or pool_for(event, role, given["country"])
    refuse_doubles(event, given)
    row = Registration(
        event=event,
        pool=pool,
        state=state,
        user=account_for(event, given["email"]),
        firm=firm,
        chamber=chamber,
        registered_by=by,
        registered_at=now,
        badge_code=_free_code(event),
        entries_sent=entries_sent_to(event, given["email"]),
        **given,
        **more,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as double:
        raise AlreadyRegistered(given["name"]) from double
    record(
        row, {"applied": "apply", "invited": "invite", "late_requested": "ask_late"}.get(state, "enter"), by=by, now=now
    )
    return row


def account_for(event: Event, email: str, *, besides: Registration | None = None):
    """Whose account this address is; nobody's where its owner has another seat: two people may share a mailbox."""
    users = get_user_model().objects.filter(email__iexact=email, is_active=True)
    seated = event.registrations.live().exclude(user=None).exclude(pk=besides.pk if besides else None)
    return users.exclude(pk__in=seated.values("user")).first()


def entries_sent_to(event: Event, email: str) -> int:
    """How many calendar entries of the event this mailbox got, for seats that were given up: a calendar takes
    only what is newer."""
    rows = event.registrations.filter(email__iexact=email)
    return rows.aggregate(most=Max("entries_sent"))["most"] or 0


def refuse_doubles(event: Event, given: PersonData, *, besides: Registration | None = None) -> None:
    """The same name and address are the same person; a name alike, or a shared address, must be looked at once.

    `besides`: the row that is corrected, and no double of itself."""
    live = event.registrations.live().exclude(pk=besides.pk if besides else None)
    sharing = live.filter(email__iexact=given["email"])
    if any(is_written_alike(one.name, given["name"]) for one in sharing):
        raise AlreadyRegistered(given["name"])
    if given.get("is_another_person"):
        return
    if same := next(iter(sharing), None):
        raise SharedAddress(given["name"], same.name)
    others = [
        Known(*row)
        for row in live.filter(country=given["country"]).values_list("name", "name_latin", "phone", "country")
    ]
    if known := double_of(
        Known(given["name"], given.get("name_latin", ""), given.get("phone", ""), given["country"]), others
    ):
        raise Perhaps(given["name"], known.name)


def is_there_again(registration: Registration) -> bool:
    """Whether this person, who had left, has another seat by now."""
    live = registration.event.registrations.live().exclude(pk=registration.pk)
    same = Q(email__iexact=registration.email, name__iexact=registration.name)
    return live.filter(same | Q(user=registration.user) if registration.user else same).exists()


def _free_code(event: Event) -> str:
    while event.registrations.filter(badge_code=(code := new_code())).exists():
        continue
    return code


@transaction.atomic
def approve_registration(registration: Registration, *, by, now: datetime) -> None:
    """A seat, or the queue. Whoever must come together is decided together."""
    event = run_event(registration, by)
    _must_come(event)
    row = lock(registration)
    if row.together and row.state == "applied":
        group = list(
            event.registrations.filter(group=row.group, state="applied").select_related("event", "pool", "user")
        )
        settle_group(group, by=by, now=now)
    else:
        settle(registration, by=by, now=now)


def run_event(registration: Registration, by) -> Event:
    event = hold(registration.event)
    if not can_run(by, event):
        raise NotTheOrganiser
    return event


@transaction.atomic
def refuse_registration(registration: Registration, *, reason: str, by, now: datetime) -> None:
    run_event(registration, by)
    text = required_reason(reason)
    was = lock(registration).state
    move(registration, "refuse", by=by, now=now, reason=text, decided_by=by, decided_at=now)
    messages.refused(registration, reason=text, now=now)
    make_room(registration, was, now=now)


@transaction.atomic
def accept_invitation(registration: Registration, *, by, now: datetime) -> None:
    permit(by, can_act_for, registration)
    _must_come(hold(registration.event))
    move(registration, "accept_invitation", by=by, now=now)
    settle(registration, by=by, now=now)


@transaction.atomic
def accept_offer(registration: Registration, *, by, now: datetime) -> None:
    permit(by, can_act_for, registration)
    _must_come(hold(registration.event))
    row = lock(registration)
    if row.state == "offered" and now > row.offered_until:
        raise OfferHasEnded
    move(registration, "accept", by=by, now=now)
    messages.confirmed(registration, now=now)


@transaction.atomic
def decline_offer(registration: Registration, *, by, now: datetime) -> None:
    """An offer or an invitation; the seat goes on to the next."""
    permit(by, can_act_for, registration)
    hold(registration.event)
    was = lock(registration).state
    move(registration, "decline", by=by, now=now)
    make_room(registration, was, now=now)


def lapse_offers(*, now: datetime) -> int:
    """Beat: offers nobody answered go on to the next in the queue. Returns how many lapsed."""
    due = Registration.objects.filter(state="offered", offered_until__lt=now).select_related("event", "pool", "user")
    return each("events.lapse_offers", due, lambda row: _lapse(row, now), now=now).done


def _lapse(registration: Registration, now: datetime) -> bool:
    try:
        hold(registration.event)
    except EventIsChanging:  # perhaps confirmed this moment; the others' offers go on
        return False
    row = lock(registration)
    if row.state != "offered" or row.offered_until >= now:
        return False
    move(registration, "lapse", by=None, now=now)
    messages.lapsed(registration, now=now)
    give_back(registration, now=now)
    return True


@transaction.atomic
def withdraw_registration(registration: Registration, *, reason: str = "", by, now: datetime) -> None:
    """By the person, their firm or the organiser; the seat goes on, journeys and sessions are left."""
    permit(by, can_act_for, registration)
    hold(registration.event)
    was = lock(registration).state
    move(registration, "withdraw", by=by, now=now, reason=reason)
    for asked in registration.substitutions.filter(state="asked"):
        move(asked, "withdraw", by=by, now=now)
    make_room(registration, was, now=now)
    leave_journeys(registration, by=by, now=now)
    struck = followers.leave(registration, by=by, now=now)
    messages.withdrawn(registration, had_seat=was in SEATED, struck=struck, now=now)


@transaction.atomic
def restore_registration(registration: Registration, *, by, now: datetime) -> None:
    """Back after all: a free seat, otherwise the end of the queue; who was never approved is looked at first."""
    permit(by, can_act_for, registration)
    event = hold(registration.event)
    if not (is_open(event, now) or (can_run(by, event) and event.state in COMING)):
        raise RegistrationIsClosed
    approved = lock(registration).decided_at is not None
    if is_there_again(registration):
        raise AlreadyRegistered(registration.name)
    # Whoever stood in for somebody comes back as themselves: the one they stood in for may have returned meanwhile.
    move(registration, "restore", by=by, now=now, queued_at=None, offered_until=None, stands_in_for=None)
    if approved or not event.needs_approval or can_run(by, event):
        settle(registration, by=by, now=now)


@transaction.atomic
def add_second_firm(registration: Registration, *, firm, by, now: datetime) -> None:
    """One person, one seat, two firms."""
    if not can_run(by, registration.event):
        raise NotTheOrganiser
    locked = lock(registration)
    if locked.state not in LIVE:
        raise TransitionNotAllowed
    if firm.pk == locked.firm_id:
        raise FirmIsKnown
    registration.second_firm = firm
    registration.save(update_fields=["second_firm"])
    record(registration, "add_firm", by=by, now=now, data={"firm": str(firm.pk)})


@transaction.atomic
def set_seats(event: Event, *, role: str, country: str, capacity: int, by, now: datetime) -> int:
    """Seats of one role and country; more of them reach the queue at once, fewer than are held is refused.
    Returns how many people were offered one.
    """
    locked = hold(event)
    if not can_run(by, locked):
        raise NotTheOrganiser
    pool, _created = locked.pools.get_or_create(role=role, country=country, defaults={"capacity": 0})
    if capacity < pool.taken:
        raise FewerThanTaken(pool.taken)
    pool.capacity = capacity
    pool.save(update_fields=["capacity"])
    record(locked, "set_seats", by=by, now=now, data={"role": role, "country": country, "capacity": capacity})
    return offer_free_seats(event.pk, now=now)
