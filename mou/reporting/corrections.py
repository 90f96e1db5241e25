"""Corrections: what stands otherwise today than a report said that was issued before."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from ..computed.ledger import OWED

Row = dict[str, Any]
RUNNING = frozenset({"planned", "on_track", "due_soon"})
Key = tuple[str, str]  # obligation, period


class Issued(NamedTuple):
    """A report as it was issued."""

    number: int
    figures: Row


class Said(NamedTuple):
    """What a report said of a period; `obligation`: as in its figures, without the periods."""

    report: int
    obligation: Row
    period: Row


class Stands(NamedTuple):
    """A period as it stands on the day `today` of its obligation."""

    period: Row
    today: date


def corrections(known: dict[Key, Stands], earlier: Iterable[Issued]) -> list[Row]:
    """`known`: every period there is. `now` is None for one that is owed no more:
    it rests, ended early or went with its obligation.
    """
    found = []
    for key, said in _said_last(earlier).items():
        stands = known.get(key)
        was = said.period
        if _counts(was) and not (stands and _counts(stands.period)):
            found.append(_correction(said, stands.period if stands else was, None))
        elif stands and _otherwise(was, stands):
            found.append(_correction(said, stands.period, stands.period["delivered"]))
    return found


def _counts(period: Row) -> bool:
    return period["standing"] in OWED


def _otherwise(was: Row, stands: Stands) -> bool:
    """More for a period that was still running is its progress; less is a correction at any time."""
    now, over = stands.period["delivered"], was["due_on"] < stands.today.isoformat()
    return now < was["delivered"] or (now > was["delivered"] and over and was["standing"] not in RUNNING)


def _correction(said: Said, period: Row, now: int | None) -> Row:
    return said.obligation | {"report": said.report, "period": period, "was": said.period["delivered"], "now": now}


def _said_last(earlier: Iterable[Issued]) -> dict[Key, Said]:
    """Of several reports the newest holds; a correction is a statement like any other,
    and what counts no more is not said again.
    """
    said: dict[Key, Said] = {}
    for number, figures in earlier:
        for row in figures["corrections"]:
            key = (row["id"], row["period"]["key"])
            said.pop(key, None)
            if row["now"] is not None:
                said[key] = Said(number, _obligation(row), row["period"])
        for commitment in figures["commitments"]:
            for row in commitment["obligations"]:
                said |= {(row["id"], one["key"]): Said(number, _obligation(row), one) for one in row["periods"]}
    return said


def _obligation(row: Row) -> Row:
    known = {name: row[name] for name in ("id", "indicator", "wording", "language", "owing", "cadence")}
    return known | {"wordings": row.get("wordings", {})}
