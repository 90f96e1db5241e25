"""The figures of a report: keys and numbers, no translated sentence, ready for JSON.
What is issued is this, for ever.
"""

from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from core.days import local_day
from core.i18n import LANGUAGE_CODES

from ..computed import ledger
from ..messages.sentences import restoring_acts
from ..models import Commitment, Memorandum, Party
from ..reckoning.balance import Balance, Side
from .corrections import Issued, Stands, corrections

Figures = dict[str, Any]


def figures(
    memorandum: Memorandum, from_on: date, until_on: date, now: datetime, earlier: Iterable[Issued] = ()
) -> Figures:
    """Everything that is due in [from_on, until_on], as it stands at `now`. `earlier`:
    reports issued before, oldest first.
    """
    books = ledger.of_memorandum(memorandum, now)
    tolerance = Fraction(str(memorandum.tolerance))
    flat = [book for _commitment, rows in books for book in rows]
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
        "balance": _balance(ledger.balance_of(flat, tolerance, from_on, until_on)),
        "commitments": [_commitment(one, rows, tolerance, from_on, until_on) for one, rows in books],
        "evidence": _evidence(flat, from_on, until_on),
        "corrections": corrections(known, earlier),
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


def _commitment(
    commitment: Commitment, rows: list[ledger.Account], tolerance: Fraction, first: date, last: date
) -> Figures:
    one = ledger.balance_of(rows, tolerance, first, last)
    return {
        "number": commitment.number,
        "key": commitment.key,
        "titles": dict(commitment.titles),
        "original": commitment.titles.original,
        "balance": _balance(one),
        "acts": restoring_acts(one, commitment.key, rows),
        "obligations": [_obligation(book, book.within(first, last)) for book in rows if book.within(first, last)],
    }


def _obligation(book: ledger.Account, periods: list) -> Figures:
    row = book.obligation
    return {
        "id": str(row.pk), "indicator": row.indicator, "wordings": dict(row.wordings),
        "wording": row.wordings.in_original, "language": row.wordings.original, "owing": row.owing,
        "cadence": row.cadence, "periods": [_period(one) for one in periods],
    }


def _period(one) -> Figures:
    return {
        "key": one.period.key, "start": one.period.start.isoformat(), "end": one.period.end.isoformat(),
        "due_on": one.period.due_on.isoformat(), "delivered": one.delivered,
        "target": one.target, "standing": one.standing,
        "late": one.late,
    }


def _evidence(books: list[ledger.Account], first: date, last: date) -> list[Figures]:
    """What counts, by its day."""
    obligations = {book.obligation.pk: book.obligation for book in books}
    rows = ledger.counting_evidence().filter(obligation__in=obligations, happened_on__gte=first, happened_on__lte=last)
    rows = rows.select_related("submitted_by", "countersigned_by").order_by("happened_on", "pk")
    return [
        {
            "day": row.happened_on.isoformat(), "obligation": str(row.obligation_id),
            "title": row.titles.in_original, "language": row.titles.original, "titles": dict(row.titles),
            "source": row.source_model, "quantity": row.quantity, "submitted_by": str(row.submitted_by or ""),
            "countersigned_by": str(row.countersigned_by or ""),
            "countersigned_on": local_day(row.countersigned_at, obligations[row.obligation_id].zone).isoformat(),
        }
        for row in rows
    ]
