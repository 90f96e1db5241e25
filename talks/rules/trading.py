"""What may be said of a sample and a trial order. Raises InvalidValue, WrongDay, FlawsMissing, NoFlaws."""
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_noop as _

from core.text import InvalidValue, clean

from ..data import choices as of
from ..data.papers import PAPERS
from ..enums import Flaw, Payer, Verdict, Wish
from ..errors import FlawsMissing, NoFlaws, WrongDay
from .answers import number_of
from .limits import LONGEST_CARRIER, LONGEST_PLACE, LONGEST_STAY


def amount_of(given: Any, *, field: str) -> Decimal:
    """More than nothing."""
    number = number_of(given)
    if not number:
        problem = InvalidValue("nothing", _("Please give a number above zero."))
        problem.field = field
        raise problem
    return number


def one_of(given: Any, known: Iterable[str], *, field: str) -> str:
    if given not in known:
        problem = InvalidValue("unknown_choice", _("Please choose from the list."))
        problem.field = field
        raise problem
    return str(given)


def some_of(given: Iterable[str], known: Iterable[str], *, field: str) -> list[str]:
    """In the order of the list, each once."""
    wanted = {one_of(one, known, field=field) for one in given}
    return [one for one in known if one in wanted]


def terms_of(*, pays_goods: str, pays_freight: str, papers: list[str]) -> dict[str, Any]:
    return {
        "pays_goods": one_of(pays_goods, Payer.values, field="pays_goods"),
        "pays_freight": one_of(pays_freight, Payer.values, field="pays_freight"),
        "papers": some_of(papers, list(PAPERS), field="papers"),
    }


def consignment_of(carrier: str, tracking: str) -> dict[str, str]:
    return {"carrier": clean(carrier, limit=LONGEST_CARRIER), "tracking": clean(tracking, limit=LONGEST_CARRIER)}


def verdict_of(*, verdict: str, flaws: list[str], wish: str) -> dict[str, Any]:
    verdict = one_of(verdict, Verdict.values, field="verdict")
    found = some_of(flaws, Flaw.values, field="flaws")
    if found and verdict == Verdict.AS_DESCRIBED:
        raise NoFlaws
    if not found and verdict != Verdict.AS_DESCRIBED:
        raise FlawsMissing
    return {"verdict": verdict, "flaws": found, "wish": one_of(wish, Wish.values, field="wish")}


def order_of(
    *, quantity: Any, unit: str, price: Any, currency: str, basis: str, place: str, day: date, today: date
) -> dict[str, Any]:
    if not today <= day <= today + timedelta(days=LONGEST_STAY):
        raise WrongDay("day", _("Please give a day from today on, within two years."))
    return {
        "order_quantity": amount_of(quantity, field="quantity"),
        "order_unit": one_of(unit, of.UNIT, field="unit"),
        "order_price": amount_of(price, field="price"),
        "order_currency": one_of(currency, of.CURRENCY, field="currency"),
        "order_basis": one_of(basis, of.BASIS, field="basis"),
        "order_place": clean(place, limit=LONGEST_PLACE),
        "order_on": day,
    }


def past_day(day: date, *, today: date, since: date, field: str) -> date:
    """Something that has happened: not before `since`, not after today, wherever today has come furthest."""
    if day > today:
        raise WrongDay(field, _("This day has not come yet."))
    if day < since:
        raise WrongDay(field, _("This day is before the step that comes before."))
    return day
