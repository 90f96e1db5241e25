"""Somebody else comes in a delegate's place: of the same rank at once, otherwise with the partner's consent;
and the way back.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from core.errors import permit
from core.lifecycle import lock, move
from core.reasons import required_reason

from .. import followers, messages
from ..errors import AlreadyRegistered, AnotherHoldsTheSeat, HasASubstitute, NotThePartner, SamePerson
from ..models import Registration, Substitution
from ..permissions import can_act_for, can_consent
from ..states import HOLDING, QUEUING, SEATED
from .journeys import hand_over_journeys
from .registering import PersonData, enter, is_there_again, refuse_doubles
from .seats import hold, make_room


@transaction.atomic
def name_substitute(registration: Registration, *, person: PersonData, reason: str, by, now: datetime) -> Substitution:
    """The seat itself never becomes free: nobody from the queue gets between."""
    permit(by, can_act_for, registration)
    event = hold(registration.event)
    row = lock(registration)
    if (person["email"].lower(), person["name"].lower()) == (row.email.lower(), row.name.lower()):
        raise SamePerson
    if row.state not in SEATED:
        move(registration, "substitute", by=by, now=now)  # refuses in the words of the life cycle
    refuse_doubles(event, person, besides=waiting_colleagues(row).filter(_same(person)).first())
    needs_consent = person["rank"] != row.rank
    try:
        with transaction.atomic():
            asked = Substitution.objects.create(
                original=registration,
                person=person,
                rank_before=row.rank,
                rank_after=person["rank"],
                needs_consent=needs_consent,
                reason=required_reason(reason),
                asked_by=by,
                asked_at=now,
            )
    except IntegrityError as another:
        raise HasASubstitute from another
    if needs_consent:
        messages.consent_asked(asked, now=now)
    else:
        _put_in_place(asked, by=by, now=now)
    return asked


@transaction.atomic
def consent_to_substitute(substitution: Substitution, *, by, now: datetime) -> None:
    hold(substitution.original.event)
    if not can_consent(by, substitution):
        raise NotThePartner
    _put_in_place(substitution, by=by, now=now)


@transaction.atomic
def refuse_substitute(substitution: Substitution, *, reason: str, by, now: datetime) -> None:
    if not can_consent(by, substitution):
        raise NotThePartner
    text = required_reason(reason)
    move(substitution, "refuse", by=by, now=now, reason=text, decided_by=by, decided_at=now)
    messages.substitute_refused(substitution, reason=text, now=now)


@transaction.atomic
def take_back_substitute(substitution: Substitution, *, by, now: datetime) -> None:
    """Before the partner has answered."""
    permit(by, can_act_for, substitution.original)
    move(substitution, "withdraw", by=by, now=now)


def _put_in_place(substitution: Substitution, *, by, now: datetime) -> Registration:
    original = Registration.objects.select_related("event", "pool", "user", "firm", "chamber").get(
        pk=substitution.original_id
    )
    move(original, "substitute", by=by, now=now)
    for colleague in waiting_colleagues(original).filter(_same(substitution.person)):
        was = colleague.state
        move(colleague, "withdraw", by=by, now=now)
        make_room(colleague, was, now=now)
    substitute = enter(
        original.event,
        _with_origin(substitution.person, original),
        role=original.pool.role,
        firm=original.firm,
        chamber=original.chamber,
        state="confirmed",
        pool=original.pool,
        group=original.group,
        stands_in_for=original,
        decided_by=by,
        decided_at=now,
        by=by,
        now=now,
    )
    move(substitution, "put_in_place", by=by, now=now, substitute=substitute, decided_by=by, decided_at=now)
    original.session_seats.update(registration=substitute)
    journeys = hand_over_journeys(original, substitute, by=by, now=now)
    struck = followers.hand_over(original, substitute, by=by, now=now)
    messages.substitute_in_place(substitution, journeys=journeys, struck=struck, now=now)
    return substitute


def _with_origin(person: PersonData, original: Registration) -> PersonData:
    """Who says nothing else comes from the same organisation."""
    same = {"organisation": original.organisation, "organisation_latin": original.organisation_latin}
    return person if "organisation" in person else same | person


def waiting_colleagues(registration: Registration):
    """Of the same firm or chamber, in the queue of the same event: whoever of them stands in leaves the queue."""
    if not (registration.firm_id or registration.chamber_id):
        return Registration.objects.none()
    rows = registration.event.registrations.filter(state__in=QUEUING).exclude(pk=registration.pk)
    return rows.filter(firm=registration.firm_id, chamber=registration.chamber_id).order_by("queued_at", "pk")


def _same(person: PersonData) -> Q:
    return Q(email__iexact=person["email"], name__iexact=person["name"])


@transaction.atomic
def return_original(registration: Registration, *, by, now: datetime) -> None:
    """The person comes after all; whoever holds the seat at the end of the chain steps back."""
    permit(by, can_act_for, registration)
    hold(registration.event)
    chain = chain_after(registration)
    holder = chain[-1] if chain else None
    if holder is None or holder.state not in SEATED:
        raise AnotherHoldsTheSeat
    for between in Substitution.objects.filter(original__in=[registration, *chain], state__in=["asked", "in_place"]):
        move(between, "end" if between.state == "in_place" else "withdraw", by=by, now=now)
    move(holder, "withdraw", by=by, now=now)
    if is_there_again(registration):
        raise AlreadyRegistered(registration.name)
    move(registration, "come_back", by=by, now=now)
    holder.session_seats.update(registration=registration)
    journeys = hand_over_journeys(holder, registration, by=by, now=now)
    struck = followers.hand_over(holder, registration, by=by, now=now)
    messages.original_returned(registration, holder, journeys=journeys, struck=struck, now=now)


def chain_after(registration: Registration) -> list[Registration]:
    """Who stands in for this person, and who for that one, in order; the last holds the seat, if anybody does."""
    chain: list[Registration] = []
    current = registration
    while True:
        candidates = current.stand_ins.filter(state__in=[*HOLDING, "substituted"]).select_related(
            "event", "pool", "user"
        )
        following = candidates.order_by("-registered_at").first()
        if following is None:
            return chain
        chain.append(following)
        current = following


def chain_before(registration: Registration) -> list[Registration]:
    """For whom this person stands in, the first original last."""
    found = []
    current = registration.stands_in_for
    while current is not None:
        found.append(current)
        current = current.stands_in_for
    return found
