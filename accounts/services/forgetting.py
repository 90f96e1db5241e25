"""A person leaves: what must be done first, what will be gone and what stays, and the going itself."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from core.activity import record
from core.errors import permit
from core.lifecycle import lock
from core.models import Activity
from core.names import romanised
from core.services import empty_words
from core.wiping import wipe, words_said_with

from ..errors import AlreadyForgotten, StillNeeded
from ..models import User
from ..own_data import PARTS, Hindrance, Line, Person
from ..permissions import is_oneself
from .exporting import person_of


def hindrances_of(user: User, now: datetime) -> list[Hindrance]:
    person = person_of(user)
    return [one for part in PARTS.values() for one in part.hinders(person, now)]


def before_leaving(user: User, now: datetime) -> tuple[list[Line], list[Line]]:
    """What will be gone, and what stays: for the page that asks."""
    person = person_of(user)
    goes = [line for part in PARTS.values() for line in part.goes(person, now) if line.many]
    stays = [line for part in PARTS.values() for line in part.stays(person) if line.many]
    return goes, stays


@transaction.atomic
def forget(user: User, *, by, now: datetime) -> None:
    """Their row stays as a former member's, without anything that says who it was; for good.

    Raises AlreadyForgotten, StillNeeded.
    """
    permit(by, is_oneself, user)
    user = lock(User.objects.get(pk=user.pk))  # the reader of a page is no row
    if user.forgotten_at:
        raise AlreadyForgotten
    if hindrances := hindrances_of(user, now):
        raise StillNeeded(hindrances)
    person = person_of(user)
    words = words_of(person)
    rows = [ref for part in PARTS.values() for ref in part.rows(person)]
    notes = {note for part in PARTS.values() for note in part.notes(person) if note}
    record(user, "forget", by=user, now=now)
    for part in reversed(PARTS.values()):  # what rests on something is ended before it
        part.forget(person, now=now)
    about_them = Activity.objects.about_any(rows).values("pk")
    said = Activity.objects.filter(Q(actor=user) | Q(pk__in=about_them) | Q(pk__in=words_said_with(words)))
    empty_words(said, of=user, by=user, now=now)
    addresses = {word for word in words if "@" in word}
    wipe(addresses, keep=kept_texts())
    wipe(words - addresses, keep=kept_texts() | spared_texts())
    for part in PARTS.values():
        part.take_out(notes, rows)


def kept_texts() -> dict[str, str]:
    """Texts that stay as they are, though they may name the person, and why."""
    return {name: why for part in PARTS.values() for name, why in part.kept.items()}


def spared_texts() -> dict[str, str]:
    """Texts of others, from which only addresses are taken out, and why."""
    return {name: why for part in PARTS.values() for name, why in part.spared.items()}


def words_of(person: Person) -> set[str]:
    """Every way in which the portal's rows name or reach the person."""
    known = {*person.emails, *(word for part in PARTS.values() for word in part.words(person))}
    known |= {romanised(word) for word in known if "@" not in word}
    turned = {" ".join(reversed(word.split())) for word in known if len(word.split()) == 2 and "@" not in word}
    return {word.strip() for word in known | turned if word.strip()}
