"""A delegate's details put right. The seat, the place in the queue, the badge code and the meetings stay."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from core.activity import record
from core.errors import TransitionNotAllowed, permit
from core.lifecycle import lock

from .. import followers, messages
from ..errors import AlreadyRegistered, AnotherPerson
from ..models import Event, Registration
from ..permissions import can_act_for, can_run
from ..rules.people import Known, double_of
from ..states import CHANGEABLE
from .journeys import correct_journeys
from .registering import account_for, entries_sent_to, refuse_doubles
from .seats import hold

NAMES_A_PERSON = {"name", "name_latin", "email", "phone"}


@transaction.atomic
def correct_delegate(
    registration: Registration, *, is_another_person: bool = False, by, now: datetime, **given: Any
) -> None:
    """`given`: the fields of CorrectionForm. Another address makes the links sent to the former one void, and the
    former one is told so.

    `by`: None for somebody without an account, who acts through the pass itself.
    """
    permit(by, can_act_for, registration)
    event, was = hold(registration.event), lock(registration)
    if not was.is_live or event.state not in CHANGEABLE:
        raise TransitionNotAllowed
    changed = {name for name, value in given.items() if getattr(was, name) != value}
    if not changed:
        return
    _refuse_another_person(event, was, given, is_another_person, by)
    for name in changed:
        setattr(registration, name, given[name])
    journeys = _save(registration, was, changed, by=by, now=now)
    record(registration, "correct", by=by, now=now, data={"fields": sorted(changed)})
    entries = struck = ""
    if changed & {"email", "name"}:
        followers.details_changed(registration)
        entries = followers.calendar_entries(registration, now=now)
    if "email" in changed:
        struck = followers.calendar_entries(was, leaves=True, now=now)
    messages.corrected(registration, was, changed, entries=entries, struck=struck, journeys=journeys, now=now)


def _refuse_another_person(event: Event, was: Registration, given: dict, confirmed: bool, by) -> None:
    """A name and an address that both are others belong to a substitute, of whom the other side must hear."""
    now_known, before = (
        Known(one["name"], one["name_latin"], one["phone"], was.country) for one in (given, vars(was))
    )
    is_same = given["email"].lower() == was.email.lower() or double_of(now_known, [before])
    if not (is_same or (by and can_run(by, event))):
        raise AnotherPerson
    if any(given[name] != getattr(was, name) for name in NAMES_A_PERSON):
        person = given | {"country": was.country, "is_another_person": confirmed or was.is_another_person}
        refuse_doubles(event, person, besides=was)


def _save(registration: Registration, was: Registration, changed: set[str], *, by, now: datetime) -> list:
    """Returns the journeys whose traveller was put right as well."""
    columns = set(changed)
    if "email" in changed:
        columns |= {"pass_version", "user", "entries_sent"}
        registration.pass_version = was.pass_version + 1
        registration.entries_sent = max(was.entries_sent, entries_sent_to(was.event, registration.email))
        if by is None or by.pk != was.user_id:
            registration.user = account_for(was.event, registration.email, besides=was)
    try:
        with transaction.atomic():
            registration.save(update_fields=columns)
            return correct_journeys(registration, was, changed, by=by, now=now)
    except IntegrityError as double:
        raise AlreadyRegistered(registration.name) from double
