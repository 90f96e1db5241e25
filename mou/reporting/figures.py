"""The figures of a report: keys and numbers, no translated sentence, ready for JSON.
What is issued is this, for ever.
"""

from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction
from typing import Any, NamedTuple

from core.days import local_day
from core.i18n import LANGUAGE_CODES

from ..computed import ledger
from ..computed.years import Year, years_touched
from ..messages.sentences import restoring_acts
from ..models import Commitment, Memorandum, Obligation, Party
from ..reckoning.balance import Balance, Side
from .corrections import Issued, Stands, corrections

Figures = dict[str, Any]


class Shown(NamedTuple):
    """The span of a report, the memorandum years it lies in, and the obligations something was delivered for."""

    from_on: date
    until_on: date
    year: Year
    delivered: set[str]


def figures(
    memorandum: Memorandum, from_on: date, until_on: date, now: datetime, earlier: Iterable[Issued] = ()
) -> Figures:
    """All commitments with what runs, falls due or is delivered in [from_on, until_on], as it stands at `now`;
    the standing in all is what the dashboard shows on the last day. `earlier`: reports issued before, oldest first.
    """
    books = ledger.of_memorandum(memorandum, now)
    tolerance = Fraction(str(memorandum.tolerance))
    flat = [book for _commitment, rows in books for book in rows]
    year = years_touched(memorandum, from_on, until_on) or Year(1, from_on, until_on)
    evidence = _evidence(flat, from_on, until_on)
    shown = Shown(from_on, until_on, year, {row["obligation"] for row in evidence})
    then = [book.as_of(until_on) for book in flat]
    known = {
        (str(book.obligation.pk), one.period.key): Stands(
            _period(one), book.today
        ) for book in flat for one in book.periods
    }
    return {
        "memorandum": _memorandum(memorandum),
        "from_on": from_on.isoformat(),
        "until_on": until_on.isoformat(),
        "as_of": now.isoformat(),
        "year": {"number": year.number, "first": year.first.isoformat(), "last": year.last.isoformat()},
        "standing_on": min(until_on, max((book.today for book in then), default=now.date())).isoformat(),
        "balance": _balance(ledger.balance_of(then, tolerance, year.first, year.last)),
        "counts": _counts(then, year),
        "commitments": [_commitment(one, rows, tolerance, shown) for one, rows in books],
        "evidence": evidence,
        "corrections": corrections(known, earlier),
    }


def _counts(books: list[ledger.Account], year: Year) -> Figures:
    """Periods of the year, and what is late at all, as the dashboard counts them."""
    owed = [one for book in books for one in book.within(year.first, year.last) if one.standing in ledger.OWED]
    live = [one for book in books if book.terms.live for one in book.periods]
    return {
        "owed": len(owed),
        "fulfilled": sum(one.standing == "fulfilled" for one in owed),
        "late": sum(one.late for one in owed),
        "overdue": sum(one.standing == "overdue" for one in live),
    }


def _memorandum(memorandum: Memorandum) -> Figures:
    return {
        "number": memorandum.number,
        "titles": dict(memorandum.titles),
        "original": memorandum.titles.original,
        "signed_on": memorandum.signed_on.isoformat() if memorandum.signed_on else None,
        "in_force_on": memorandum.in_force_on.isoformat() if memorandum.in_force_on else None,
        "place": memorandum.place,
        "state": memorandum.state,
        "parties": [
            {
                "side": party.side, "country": party.country, "name": party.name,
                "names": _names(party),
            }
            for party in memorandum.parties.all()
        ],
        "signatories": [
            {
                "side": one.side, "name": one.name, "name_latin": one.name_latin, "positions": dict(one.positions),
                "proxy_for": dict(one.proxy_for),
            }
            for one in memorandum.signatories.all()
        ],
    }


def _names(party: Party) -> dict[str, str]:
    """Of a chamber in every language of the portal, as its readers are shown it."""
    return {code: party.chamber.names.said(code).text for code in LANGUAGE_CODES} if party.chamber else {}


def _balance(one: Balance) -> Figures:
    return {
        "japan": list(one.japan), "central_asia": list(one.central_asia), "behind": one.behind,
        "difference": one.difference, "needed": one.needed, "tolerance": str(one.tolerance),
    }


def balance_from(stored: Figures) -> Balance:
    """The balance as it was issued."""
    return Balance(Side(*stored["japan"]), Side(*stored["central_asia"]), Fraction(stored["tolerance"]))


def _commitment(commitment: Commitment, rows: list[ledger.Account], tolerance: Fraction, shown: Shown) -> Figures:
    then = [book.as_of(shown.until_on) for book in rows]
    one = ledger.balance_of(then, tolerance, shown.year.first, shown.year.last)
    periods = [(book, book.touching(shown.from_on, shown.until_on)) for book in rows]
    return {
        "number": commitment.number,
        "key": commitment.key,
        "titles": dict(commitment.titles),
        "original": commitment.titles.original,
        "balance": _balance(one),
        "acts": restoring_acts(one, commitment.key, then),
        "obligations": [
            _obligation(book, found) for book, found in periods if found or str(book.obligation.pk) in shown.delivered
        ],
    }


def _obligation(book: ledger.Account, periods: list) -> Figures:
    row = book.obligation
    return _named(row) | {"owing": row.owing, "cadence": row.cadence, "periods": [_period(one) for one in periods]}


def _named(row: Obligation) -> Figures:
    return {
        "id": str(row.pk), "indicator": row.indicator, "wordings": dict(row.wordings),
        "wording": row.wordings.in_original, "language": row.wordings.original,
    }


def _period(one) -> Figures:
    return {
        "key": one.period.key, "start": one.period.start.isoformat(), "end": one.period.end.isoformat(),
        "due_on": one.period.due_on.isoformat(), "delivered": one.delivered,
        "target": one.target, "standing": one.standing,
        "late": one.late,
    }


def _evidence(books: list[ledger.Account], first: date, last: date) -> list[Figures]:
    """What counts, by its day, each with the obligation it was delivered for."""
    obligations = {book.obligation.pk: book.obligation for book in books}
    rows = ledger.counting_evidence().filter(obligation__in=obligations, happened_on__gte=first, happened_on__lte=last)
    rows = rows.select_related("submitted_by", "countersigned_by").order_by("happened_on", "pk")
    return [
        {
            "day": row.happened_on.isoformat(), "obligation": str(row.obligation_id),
            "delivered_for": _named(obligations[row.obligation_id]),
            "commitment": obligations[row.obligation_id].commitment.number,
            "title": row.titles.in_original, "language": row.titles.original, "titles": dict(row.titles),
            "source": row.source_model, "quantity": row.quantity, "submitted_by": str(row.submitted_by or ""),
            "countersigned_by": str(row.countersigned_by or ""),
            "countersigned_on": local_day(row.countersigned_at, obligations[row.obligation_id].zone).isoformat(),
        }
        for row in rows
    ]
