"""The memorandum's dashboard and review years as plain data: key figures, balance, what is next, timeline."""

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

from babel.dates import format_date
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.geography import Side
from core.i18n import current_language, say_day

from ..computed.ledger import OWED, Account, Books, balance_of
from ..computed.years import Year
from ..messages.sentences import act_words, balance_sentence, balance_word, names_of, restoring_acts
from ..models import Commitment, Memorandum
from ..reckoning.balance import Balance
from ..reckoning.periods import ONE_DAY, add_months
from ..reckoning.standing import Reckoned
from .display import light_of, owing_marker, standing_tag, standing_words

SOON = timedelta(days=30)
NEXT = 5
URGENCY = {"overdue": 0, "due_soon": 1, "on_track": 2, "planned": 3}
HALF = 49.0  # per cent of the drawing that either side's longest bar may take

class Item(NamedTuple):
    """A period of an obligation that still asks for something."""

    account: Account
    one: Reckoned


def flat(books: Books) -> list[Account]:
    return [book for _commitment, rows in books for book in rows]


def open_items(books: Iterable[Account]) -> list[Item]:
    """Overdue first, then by due date; planned periods only when they begin within a month."""
    found = []
    for book in books:
        for one in book.periods:
            near = one.standing != "planned" or one.period.start - book.today <= SOON
            if one.standing in URGENCY and book.terms.live and near:
                found.append(Item(book, one))
    return sorted(found, key=lambda item: (item.one.standing != "overdue", item.one.period.due_on))


def figures(books: Iterable[Account], whole: Balance, year: Year) -> list[dict[str, Any]]:
    """The four key figures of a year."""
    books = list(books)
    due = [one for book in books for one in book.within(year.first, year.last) if one.standing in OWED]
    done = sum(one.standing == "fulfilled" for one in due)
    items = open_items(books)
    late = [item for item in items if item.one.standing == "overdue"]
    soon = [item for item in items if item.one.standing != "overdue" and 0 <= item.one.days_left <= SOON.days]
    worst = min(late, key=lambda item: item.one.days_left, default=None)
    nearest = min(soon, key=lambda item: item.one.days_left, default=None)
    running = any(year.first <= book.today <= year.last for book in books)
    since = (
        _("this year, since %(day)s") % {"day": say_day(year.first)} if running
        else f"{say_day(year.first)} – {say_day(year.last)}"
    )
    ratio = f"{whole.japan.delivered} : {whole.central_asia.delivered}"
    share = _("%(done)s of %(all)s") % {"done": done, "all": len(due)}
    return [
        {"label": pgettext("periods of a year", "Fulfilled"), "number": share, "note": since},
        {
            "label": _("Due within 30 days"), "number": len(soon), "tone": "due" if soon else "",
            "note": _("Next: %(day)s") % {
                "day": say_day(nearest.one.period.due_on)
            } if nearest else _("Nothing is due soon"),
        },
        {
            "label": _("Overdue"), "number": len(late), "tone": "overdue" if late else "",
            "note": f"{worst.account.obligation}: {standing_words(worst.one)}" if worst else _("Nothing is late"),
        },
        {
            "label": _("Reciprocity"), "number": ratio, "note": balance_word(whole),
            "tone": "due" if whole.behind else "",
        },
    ]


def tolerance_of(memorandum: Memorandum) -> Fraction:
    return Fraction(str(memorandum.tolerance))


def reciprocity(memorandum: Memorandum, books: Books, year: Year) -> dict[str, Any]:
    """Balances of the year, per commitment and in all, with bars as shares of the drawing."""
    tolerance, names = tolerance_of(memorandum), names_of(memorandum)
    pairs = [(commitment, rows, balance_of(rows, tolerance, year.first, year.last)) for commitment, rows in books]
    whole = balance_of(flat(books), tolerance, year.first, year.last)
    shown = [(commitment, rows, one) for commitment, rows, one in pairs if rows]
    longest = max([max(side) for _c, _r, one in shown for side in (one.japan, one.central_asia)], default=0) or 1
    return {
        "whole": whole,
        "names": names,
        "bars": [_bar(commitment, one, longest) for commitment, _rows, one in shown],
        "sentence": balance_sentence(whole, names, ""),
        "behind": [_behind(commitment, rows, one, names) for commitment, rows, one in shown if one.behind],
    }


def _behind(commitment: Commitment, rows: list[Account], one: Balance, names: dict[str, str]) -> dict[str, Any]:
    return {
        "side": one.behind,
        "sentence": balance_sentence(one, names, commitment.title),
        "acts": act_words(restoring_acts(one, commitment.key, rows)),
        "url": commitment.get_absolute_url(),
    }


def _bar(commitment: Commitment, one: Balance, longest: int) -> dict[str, Any]:
    """Mirrored from the middle: x and width in per cent, as SVG wants them."""
    row: dict[str, Any] = {"title": commitment.title, "url": commitment.get_absolute_url()}
    for side, given in ((Side.JAPAN, one.japan), (Side.CENTRAL_ASIA, one.central_asia)):
        done, promised = HALF * given.delivered / longest, HALF * given.promised / longest
        left = side == Side.JAPAN
        row[side.value] = {
            "delivered": given.delivered, "promised": given.promised,
            "done_x": _percent(50 - done if left else 50), "done_width": _percent(done),
            "promised_x": _percent(50 - promised if left else 50), "promised_width": _percent(promised),
        }
    return row


def _percent(share: float) -> str:
    return f"{max(0.0, min(100.0, share)):.2f}%"


def next_steps(books: Iterable[Account]) -> list[dict[str, Any]]:
    """The most urgent deliveries, with who answers for them."""
    return [_step(item) for item in open_items(books)[:NEXT]]


def _step(item: Item) -> dict[str, Any]:
    obligation, one = item.account.obligation, item.one
    return standing_tag(one) | {
        "title": str(obligation),
        "lang": obligation.wordings.here.language if obligation.wordings else "",
        "url": obligation.get_absolute_url(),
        "sides": owing_marker(obligation),
        "due_on": one.period.due_on,
        "was_due": one.days_left < 0,
        "count": _("%(done)s of %(target)s done") % {"done": one.delivered, "target": one.target},
        "responsible": obligation.responsible,
    }


def lights(books: Books) -> list[dict[str, Any]]:
    """A row for each commitment: its light, how many obligations, where to go."""
    return [
        light_of(rows) | {
            "title": f"{commitment.number}. {commitment.title}",
            "url": commitment.get_absolute_url(),
            "meta": _("Obligations: %(count)s") % {"count": len(rows)},
        }
        for commitment, rows in books
    ]


def timeline(books: Iterable[Account], year: Year, today: date) -> dict[str, Any]:
    """Rows = obligations, months across; bars as shares of the year."""
    span = (year.last - year.first).days + 1
    return {
        "months": _months(year),
        "rows": [
            _timeline_row(book, year, span) for book in books if book.within(year.first, year.last) or book.terms.live
        ],
        "today_x": _percent(100 * (today - year.first).days / span) if year.first <= today <= year.last else "",
        "today": today,
    }


def _months(year: Year) -> list[dict[str, str]]:
    """First days of the twelve months counted from the year's first day."""
    span = (year.last - year.first).days + 1
    days = [add_months(year.first, number) for number in range(12)]
    locale = current_language()
    return [
        {"word": format_date(day, "LLL", locale=locale), "x": _percent(100 * (day - year.first).days / span)}
        for day in days
    ]


def _timeline_row(book: Account, year: Year, span: int) -> dict[str, Any]:
    obligation, current = book.obligation, book.current
    shown = [one for one in book.periods if one.period.due_on >= year.first and one.period.start <= year.last]
    row = {"tone": "planned", "word": _("No occasion yet")} if current is None else standing_tag(current)
    return row | {
        "title": str(obligation),
        "lang": obligation.wordings.here.language if obligation.wordings else "",
        "url": obligation.get_absolute_url(),
        "sides": owing_marker(obligation),
        "bars": [bar for one in shown for bar in _bars(one, book.today, year, span)],
    }


def _bars(one: Reckoned, today: date, year: Year, span: int) -> list[dict[str, str]]:
    """The period, its delivered share in full colour; what is overdue goes on to today."""
    kind = {"fulfilled": "done", "overdue": "late", "not_fulfilled": "late", "partial": "late", "planned": "planned"}
    kind = kind.get(one.standing, "rest" if one.standing in ("on_hold", "ended_early") else "running")
    first, last = max(one.period.start, year.first), min(one.period.due_on, year.last)
    bars = [_stretch(kind, first, last, year, span)]
    if kind == "running" and one.delivered:
        share = min(1.0, one.delivered / one.target)
        bars.append(_stretch("part", first, first + timedelta(days=int((last - first).days * share)), year, span))
    if one.standing == "overdue" and one.period.due_on < year.last:
        bars.append(
            _stretch("overrun", max(one.period.due_on + ONE_DAY, year.first), min(today, year.last), year, span)
        )
    return bars


def _stretch(kind: str, first: date, last: date, year: Year, span: int) -> dict[str, str]:
    days = (last - first).days + 1
    gap = 0.3 if days > 5 else 0.0  # a hair between neighbouring periods
    return {
        "kind": kind, "x": _percent(100 * (first - year.first).days / span), "width": _percent(100 * days / span - gap)
    }


def year_tabs(memorandum: Memorandum, found: list[Year], current: int) -> list[dict[str, Any]]:
    return [
        {
            "url": reverse("mou:year", args=[memorandum.pk, year.number]),
            "label": _("Year %(number)s") % {"number": year.number},
            "current": year.number == current,
        }
        for year in found
    ]


def list_row(memorandum: Memorandum, books: Iterable[Account]) -> dict[str, Any]:
    """A memorandum in the list of all: how much is late."""
    items = open_items(books)
    late = sum(item.one.standing == "overdue" for item in items)
    words = _("Overdue: %(count)s") % {"count": late}
    return {"memorandum": memorandum, "late": late, "late_words": words}
