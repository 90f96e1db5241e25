"""What the portal holds about a person, app by app: what they are given of it, and what becomes of it when they leave.

Every app says so in its AppConfig.ready (docs/own-data.md).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

NO_ADDRESS = "forgotten.invalid"  # RFC 6761: never anybody's


def no_address(row: Any) -> str:
    """What stands where an address stood: valid, different for each row, nobody's."""
    return f"{row.pk}@{NO_ADDRESS}"


@dataclass(frozen=True)
class Person:
    """Somebody with an account; rows without it are theirs when they bear one of `emails`."""

    user: Any
    emails: frozenset[str]


class Section(NamedTuple):
    """A table of what is held. `columns`: {key: what it is called}; each row has every key."""

    name: str
    label: Any
    columns: dict[str, Any]
    rows: list[dict[str, Any]]


class Line(NamedTuple):
    """One line of the page before a deletion; `why` it stays, or what will happen."""

    label: Any
    many: int
    why: Any = ""


class Hindrance(NamedTuple):
    """What must be done before, and where."""

    text: Any
    url: str
    button: Any


def section(name: str, label: Any, found: Iterable, /, **columns: tuple[Any, str]) -> Section:
    """`columns`: key=(what it is called, where it stands in the row: "firm.name", "get_state_display")."""
    rows = [{key: _value(row, path) for key, (_label, path) in columns.items()} for row in found]
    return Section(name, label, {key: one for key, (one, _path) in columns.items()}, rows)


def _value(row: Any, path: str) -> Any:
    for name in path.split("."):
        row = getattr(row, name, None)
        row = row() if callable(row) else row
    plain = row is None or isinstance(row, str | int | float | bool | date | datetime)
    return row if plain else ", ".join(map(str, row)) if isinstance(row, list) else str(row)


def _nothing(*_about, **_given) -> tuple:
    return ()


@dataclass(frozen=True)
class Part:
    """`tells(person)`: all that is held. `hinders(person, now)`: what keeps them from leaving.
    `goes(person, now)`, `stays(person)`: what the page says before. `words(person)`: names and numbers by which rows
    know them. `rows(person)`: refs of rows that are theirs: words said about them in the log go. `notes(person)`: what
    they wrote there, which letters about these rows repeat. `forget(person, *, now)` ends, empties and deletes.
    `take_out(words, rows)`: of letters about these rows.

    `kept`: texts that are never touched afterwards, as "app.model.field", and why. `spared`: texts of others that lose
    proven addresses only. Names and numbers a person gives themselves: nobody takes words from others with them.
    """

    label: Any
    tells: Callable[[Person], Iterable[Section]]
    forget: Callable[..., Any] = _nothing
    hinders: Callable[[Person, datetime], Iterable[Hindrance]] = _nothing
    goes: Callable[[Person, datetime], Iterable[Line]] = _nothing
    stays: Callable[[Person], Iterable[Line]] = _nothing
    words: Callable[[Person], Iterable[str]] = _nothing
    rows: Callable[[Person], Iterable[str]] = _nothing
    notes: Callable[[Person], Iterable[str]] = _nothing
    take_out: Callable[[set[str], list[str]], Any] = _nothing
    kept: dict[str, str] = field(default_factory=dict)
    spared: dict[str, str] = field(default_factory=dict)


PARTS: dict[str, Part] = {}


def register_own_data(name: str, part: Part) -> None:
    """Lowest floor first, as the apps start."""
    PARTS[name] = part
