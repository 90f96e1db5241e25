"""What lives with a firm in each app, and how it follows when another record takes the firm's place.

Every app says so in its AppConfig.ready. A merge asks all of them, lowest floor first, inside its own transaction.
"""
import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import Q

from core.errors import Refusal

from .errors import CannotFollow

logger = logging.getLogger("portal.companies")


class Living(NamedTuple):
    """One line of the confirm page: what it is, and how much of it. `ends`: it will not follow, but is closed."""

    label: Any
    count: int
    ends: bool = False


class Succession(NamedTuple):
    """`hand_over(old, new, *, by, now)` gives a plain record, from which `give_back(record, old, new, *, by, now)`
    restores.

    `fields`: the foreign keys to Firm it moves, as "app.model.field"; `partly`: those of which some rows stay;
    `kept`: those that stay with the old row, and why.
    """

    label: Any
    lives: Callable[[Any, Any], Iterable[Living]]
    hand_over: Callable[..., dict]
    give_back: Callable[..., None]
    fields: tuple[str, ...]
    partly: tuple[str, ...] = ()
    kept: dict[str, str] = {}


SUCCESSIONS: dict[str, Succession] = {}


def register_succession(name: str, part: Succession) -> None:
    SUCCESSIONS[name] = part


def living_with(old, new) -> list[Living]:
    """All that would follow from `old` to `new`, or end."""
    return [line for part in SUCCESSIONS.values() for line in part.lives(old, new) if line.count]


def hand_over(old, new, *, by, now: datetime) -> dict[str, dict]:
    """The record of what moved, by app. Raises CannotFollow, or the part's own refusal: then nothing has moved."""
    return {
        name: _followed(part, part.hand_over, old, new, by=by, now=now)
        for name, part in SUCCESSIONS.items()
    }


def give_back(record: dict[str, dict], old, new, *, by, now: datetime) -> None:
    """Exactly what the record names and what still stands with `new`."""
    for name, part in SUCCESSIONS.items():
        if name in record:  # an app may have come to the portal since
            _followed(part, part.give_back, record[name], old, new, by=by, now=now)


def closed_with_rows() -> set:
    """Ids of merged records with which something stands that should have moved."""
    found = set()
    for field in [field for part in SUCCESSIONS.values() for field in part.fields]:
        model, _dot, name = field.rpartition(".")
        rows = apps.get_model(model)._base_manager.filter(**{f"{name}__state": "merged"})
        found |= set(rows.values_list(name, flat=True))
    return found


def _followed(part: Succession, act: Callable, *args, **given):
    try:
        return act(*args, **given)
    except Refusal:
        raise
    except Exception as error:
        logger.exception("a merge was stopped: %s could not follow", part.label)
        raise CannotFollow(part.label) from error


def move_rows(old, new, *fields: str, only: Q | None = None) -> dict[str, list[str]]:
    """Point these foreign keys of all rows of `old` to `new`; gives the ids of the rows moved, by field."""
    moved = {field: _move(field, old, new, only or Q()) for field in fields}
    return {field: ids for field, ids in moved.items() if ids}


def rows_back(moved: dict[str, list[str]], old, new) -> None:
    """Undo move_rows for the rows it named that still stand with `new`."""
    for field, ids in moved.items():
        _move(field, new, old, Q(pk__in=ids))


def _move(field: str, source, target, only: Q) -> list[str]:
    model, _dot, name = field.rpartition(".")
    rows = apps.get_model(model)._base_manager
    here = rows.filter(only, **{name: source}).order_by("pk")
    ids = list(here.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))  # in order: no deadlock
    rows.filter(pk__in=ids).update(**{name: target})
    return [str(pk) for pk in ids]
