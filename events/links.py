"""Addresses for people without an account: signed, so that they cannot be guessed; a new version makes the old ones
void.

All of them end some weeks after what they are about. The end is reckoned from the present dates, never written into the
link.
"""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from core.geography import ZONE

from .errors import LinkEnded, LinkReplaced
from .models import Delegation, Event, Letter, Notice, Registration, Substitution

KEPT_OPEN = timedelta(days=60)  # next steps of meetings are written down, and answered for, some weeks after the event
PASS, NOTICE, PAPER = Signer(salt="events.pass"), Signer(salt="events.notice"), Signer(salt="events.paper")


def pass_path(registration: Registration) -> str:
    return reverse("events:pass", args=[PASS.sign(f"{registration.pk.hex}.{registration.pass_version}")])


def registration_of(token: str, *, now: datetime) -> Registration | None:
    """The person a pass belongs to; None for a guessed one, a refusal for one that was replaced or has ended."""
    try:
        pk, _dot, version = PASS.unsign(token).partition(".")
    except BadSignature:
        return None
    found = Registration.objects.with_people().filter(pk=UUID(hex=pk)).first()
    if found is None:
        return None
    if is_over(found.event, now):
        raise LinkEnded(found.get_absolute_url())
    if found.pass_version != int(version):
        raise LinkReplaced(found.get_absolute_url())
    return found


def is_over(event: Event, now: datetime) -> bool:
    """Whether its links have ended; those of a postponed event without a new date wait for it."""
    return not event.waits_for_date and now > event.ends_at + KEPT_OPEN


def notice_path(notice: Notice, *, second: bool = False) -> str:
    """`second`: for the second contact, whose answer is marked as theirs."""
    return reverse("events:notice", args=[NOTICE.sign(f"{notice.pk.hex}.{'second' if second else 'first'}")])


def notice_of(token: str, *, now: datetime) -> tuple[Notice, bool] | None:
    """(notice, whether the second contact reads it); None for a guessed address, a refusal for one that has ended."""
    try:
        pk, _dot, who = NOTICE.unsign(token).partition(".")
    except BadSignature:
        return None
    notice = Notice.objects.select_related("change__event__chamber", "registration").filter(pk=UUID(hex=pk)).first()
    if notice is None:
        return None
    # An event may be cancelled long after the day it was once planned for.
    if is_over(notice.change.event, now) and now > notice.change.effective_at + KEPT_OPEN:
        raise LinkEnded
    return notice, who == "second"


def paper_path(kind: str, pk: UUID) -> str:
    """Where a printed letter ('letter') or proxy ('proxy') can be checked."""
    return reverse("events:paper", args=[PAPER.sign(f"{kind}.{pk.hex}")])


def paper_of(token: str, *, now: datetime) -> Letter | Substitution | None:
    """What was printed; None for a guessed address, a refusal once the journey or event is long over."""
    try:
        kind, _dot, pk = PAPER.unsign(token).partition(".")
    except BadSignature:
        return None
    if kind == "letter":
        found = Letter.objects.defer("pdf").select_related("delegation").filter(pk=UUID(hex=pk)).first()
        ended = found is not None and _is_back(found.delegation, now)
    else:
        found = Substitution.objects.with_people().filter(pk=UUID(hex=pk)).first()
        ended = found is not None and is_over(found.original.event, now)
    if ended:
        raise LinkEnded
    return found


def _is_back(delegation: Delegation, now: datetime) -> bool:
    """On the calendar of the country visited."""
    return now.astimezone(ZoneInfo(ZONE[delegation.to_country])).date() > delegation.ends_on + KEPT_OPEN
