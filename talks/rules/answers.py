"""Typed answers: JSON that is checked when it is given and said in each reader's language when it is shown.

quantity {"number": "5", "unit": "t", "per": "month"} · range {"low": "2", "high": "6"}
money {"low": "10", "high": "12", "currency": "USD", "unit": "kg"}
number {"number": "40"} · choice {"choice": "yes"} · choices {"choices": ["CIF"]}
day {"day": "2026-12-01"} · period {"from": …, "to": …} · countries, languages {"codes": ["KZ"]} · text {"text": "…"}
"""
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from babel import Locale
from babel.numbers import format_decimal
from django.utils.translation import gettext_noop as _

from core.i18n import current_language, language_name, say_day
from core.text import InvalidValue, clean

from ..data import choices as of
from ..data.phrases import Question

Value = dict[str, Any]
LARGEST = Decimal("1e12")
MOST_DECIMALS = 4
LONGEST_TEXT = 300  # characters
THIS_CENTURY = (date(2000, 1, 1), date(2100, 1, 1))


class Kind(NamedTuple):
    check: Callable[[Question, Value], Value]
    say: Callable[[Question, Value], list[str]]


def checked(question: Question, value: Value) -> Value:
    """What is kept of it. Raises InvalidValue."""
    return KINDS[question.kind].check(question, value)


def say(question: Question, value: Value) -> list[str]:
    """One line for each thing said, in the language active now."""
    return KINDS[question.kind].say(question, value)


def number_of(text: Any, *, least: Decimal = Decimal(0)) -> Decimal:
    """Raises InvalidValue. At least `least`, at most a million millions, four digits behind the point."""
    try:
        number = Decimal(str(text))
    except InvalidOperation as wrong:
        raise InvalidValue("not_a_number", _("“%(text)s” is not a number."), text=str(text)[:40]) from wrong
    if not number.is_finite() or not least <= number <= LARGEST:
        template = _("This number is too small or too large: %(text)s.")
        raise InvalidValue("number_out_of_range", template, text=str(text)[:40])
    if number != round(number, MOST_DECIMALS):
        raise InvalidValue("too_many_decimals", _("At most four digits behind the decimal point."))
    return number


def _kept(number: Decimal) -> str:
    return format(number.normalize(), "f")


def _one_of(value: Any, known: Iterable[str]) -> str:
    if not isinstance(value, str) or value not in known:
        raise InvalidValue("unknown_choice", _("Please choose from the list."))
    return value


def _some_of(values: Any, known: Iterable[str]) -> list[str]:
    """In the order of the list, each once."""
    given = {_one_of(value, known) for value in values or []}
    if not given:
        raise InvalidValue("nothing_chosen", _("Please tick at least one."))
    return [key for key in known if key in given]


def _day_of(text: Any) -> date:
    first, last = THIS_CENTURY
    try:
        day = text if isinstance(text, date) else date.fromisoformat(str(text))
    except ValueError as wrong:
        raise InvalidValue("not_a_day", _("“%(text)s” is not a day."), text=str(text)[:40]) from wrong
    if not first <= day <= last:
        raise InvalidValue("day_out_of_range", _("Please give a day of this century."))
    return day


def _said_number(text: str) -> str:
    return format_decimal(Decimal(text), locale=current_language())


def _with_unit(number: str, unit: Any) -> str:
    """Joined with a space that does not break; percent as the language writes it is a sign like the others."""
    return f"{number}\u00a0{unit}" if str(unit) else number


def _span(low: str, high: str) -> str:
    return _said_number(low) if low == high else f"{_said_number(low)}–{_said_number(high)}"


def _low_and_high(value: Value, least: Decimal) -> tuple[str, str]:
    low = number_of(value.get("low"), least=least)
    high = number_of(value.get("high"), least=least) if value.get("high") not in (None, "") else low
    if high < low:
        raise InvalidValue("wrong_order", _("The second number is smaller than the first."))
    return _kept(low), _kept(high)


def _check_quantity(_question: Question, value: Value) -> Value:
    number = number_of(value.get("number"))
    return {
        "number": _kept(number), "unit": _one_of(value.get("unit"), of.UNIT), "per": _one_of(value.get("per"), of.PER)
    }


def _say_quantity(_question: Question, value: Value) -> list[str]:
    amount = _with_unit(_said_number(value["number"]), of.UNIT[value["unit"]])
    return [amount if value["per"] == "once" else f"{amount} {of.PER[value['per']]}"]


def _check_money(_question: Question, value: Value) -> Value:
    low, high = _low_and_high(value, Decimal(0))
    kept = {"low": low, "high": high, "currency": _one_of(value.get("currency"), of.CURRENCY)}
    return kept | ({"unit": _one_of(value["unit"], of.UNIT)} if value.get("unit") else {})


def _say_money(_question: Question, value: Value) -> list[str]:
    """In the currency it was given in; nothing is converted."""
    amount = _with_unit(_span(value["low"], value["high"]), value["currency"])
    return [f"{amount} / {of.UNIT[value['unit']]}" if value.get("unit") else amount]


def _check_number(question: Question, value: Value) -> Value:
    number = number_of(value.get("number"))
    if number != number.to_integral_value():
        raise InvalidValue("not_whole", _("Please give a whole number."))
    if question.unit == "percent" and number > 100:
        raise InvalidValue("over_hundred", _("At most 100 percent."))
    return {"number": _kept(number)}


def _say_number(question: Question, value: Value) -> list[str]:
    if question.unit == "un":
        return [f"UN {value['number']}"]
    if question.unit == "year":
        return [value["number"]]
    return [_with_unit(_said_number(value["number"]), of.MEASURE[question.unit])]


def _check_range(_question: Question, value: Value) -> Value:
    low, high = _low_and_high(value, Decimal(-273))
    return {"low": low, "high": high}


def _say_range(question: Question, value: Value) -> list[str]:
    return [_with_unit(_span_of_degrees(value), of.MEASURE[question.unit])]


def _span_of_degrees(value: Value) -> str:
    """−18 … −15: a dash between two signs of minus cannot be read."""
    low, high = _said_number(value["low"]), _said_number(value["high"])
    return low if low == high else f"{low} … {high}"


def _check_day(_question: Question, value: Value) -> Value:
    return {"day": _day_of(value.get("day")).isoformat()}


def _check_period(_question: Question, value: Value) -> Value:
    begin, end = _day_of(value.get("from")), _day_of(value.get("to"))
    if end < begin:
        raise InvalidValue("wrong_order", _("The last day is before the first."))
    return {"from": begin.isoformat(), "to": end.isoformat()}


def _said_day(text: str) -> str:
    return say_day(date.fromisoformat(text))


def country_name(code: str) -> str:
    return Locale.parse(current_language()).territories[code]


def _check_text(_question: Question, value: Value) -> Value:
    text = clean(value.get("text"), limit=LONGEST_TEXT)
    if not text:
        raise InvalidValue("empty", _("Please write an answer."))
    return {"text": text}


def _options(question: Question) -> dict[str, Any]:
    return of.YES_NO if question.kind == "yes_no" else question.options


def _choice_kind() -> Kind:
    return Kind(
        lambda question, value: {"choice": _one_of(value.get("choice"), _options(question))},
        lambda question, value: [str(_options(question)[value["choice"]])],
    )


def _codes_kind(known: tuple[str, ...], name: Callable[[str], str]) -> Kind:
    return Kind(
        lambda _question, value: {"codes": _some_of(value.get("codes"), known)},
        lambda _question, value: [name(code) for code in value["codes"]],
    )


KINDS = {
    "quantity": Kind(_check_quantity, _say_quantity),
    "money": Kind(_check_money, _say_money),
    "number": Kind(_check_number, _say_number),
    "range": Kind(_check_range, _say_range),
    "yes_no": _choice_kind(),
    "choice": _choice_kind(),
    "choices": Kind(
        lambda question, value: {"choices": _some_of(value.get("choices"), question.options)},
        lambda question, value: [str(question.options[key]) for key in value["choices"]],
    ),
    "day": Kind(_check_day, lambda _question, value: [_said_day(value["day"])]),
    "period": Kind(
        _check_period, lambda _question, value: [f"{_said_day(value['from'])} – {_said_day(value['to'])}"]
    ),
    "countries": _codes_kind(of.COUNTRIES, country_name),
    "languages": _codes_kind(of.LANGUAGES, language_name),
    "text": Kind(_check_text, lambda _question, value: [value["text"]]),
}
