"""What is held about a person, given to that person: all of it as it stood at one moment."""

from datetime import datetime
from typing import Any, NamedTuple

from allauth.account.models import EmailAddress

from core.activity import record
from core.errors import permit
from core.looks import look_at
from core.snapshots import one_moment

from ..models import User
from ..own_data import PARTS, Person, Section
from ..permissions import is_oneself


class Chapter(NamedTuple):
    name: str
    label: Any
    sections: list[Section]


def export_own_data(user: User, *, form: str, by, now: datetime) -> list[Chapter]:
    """`form`: "json" or "pdf", for the log."""
    permit(by, is_oneself, user)
    with one_moment():
        record(user, "export", by=by, now=now, data={"form": form})
        return chapters_of(user)


def person_of(user: User) -> Person:
    """With every address they have proved to be theirs."""
    proven = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return Person(user, frozenset(email.lower() for email in (user.email, *proven)))


def note_others(chapters: list[Chapter], user: User) -> None:
    """One's own file also holds addresses of others, whom one invited or noted agreements for."""
    for row in (row for chapter in chapters for part in chapter.sections for row in part.rows):
        look_at(user, str(row.get("email") or ""), str(row.get("phone") or ""))


def chapters_of(user: User) -> list[Chapter]:
    """Only what is there."""
    person = person_of(user)
    told = [Chapter(name, part.label, [one for one in part.tells(person) if one.rows]) for name, part in PARTS.items()]
    return [chapter for chapter in told if chapter.sections]
