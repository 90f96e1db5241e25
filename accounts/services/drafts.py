"""Forms that were begun: kept for their writer, given back to nobody else, gone when saved or after a fortnight."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.http import QueryDict

from ..models import Draft
from ..sealing import seal, unseal

LIFETIME = timedelta(days=14)
LONGEST_PAGE = 300  # of the column
LARGEST = 200_000  # characters; what is longer is no form that somebody typed
NEVER_KEPT = ("csrfmiddlewaretoken", "password", "code", "draft_page")


def fields_of(data: QueryDict) -> dict[str, list[str]]:
    """What may be kept: no secrets."""
    return {name: values for name, values in data.lists() if not any(word in name for word in NEVER_KEPT)}


def keep_draft(*, person, page: str, fields: Mapping[str, list[str]], now: datetime) -> bool:
    """Returns whether there was something to keep."""
    size = sum(len(value) for values in fields.values() for value in values)
    if not 0 < size <= LARGEST or len(page) > LONGEST_PAGE:
        return False
    kept = {"sealed": seal(dict(fields)), "kept_at": now}
    Draft.objects.update_or_create(person_id=person, page=page, defaults=kept)
    return True


def draft_of(*, person, page: str, now: datetime) -> tuple[Draft, QueryDict] | None:
    """The draft and what was typed, as a form takes it."""
    found = Draft.objects.filter(person=person, page=page, kept_at__gt=now - LIFETIME).first()
    fields = unseal(found.sealed) if found else None
    if found is None or fields is None:
        return None
    typed = QueryDict(mutable=True)
    for name, values in fields.items():
        typed.setlist(name, values)
    return found, typed


def drop_draft(*, person, page: str) -> None:
    Draft.objects.filter(person=person, page=page).delete()


def delete_drafts(*, now: datetime) -> int:
    """Those whose time is over; daily."""
    return Draft.objects.filter(kept_at__lte=now - LIFETIME).delete()[0]
