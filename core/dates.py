"""Days as people of five languages write them; what could be two days is asked about."""

import re
from datetime import date
from functools import cache

from babel import Locale
from django.utils.translation import gettext_noop as _

from .i18n import LANGUAGE_CODES, say_day
from .numbers import ERAS, LETTER_OF_ERA
from .text import InvalidValue, clean, plain

YEAR_FIRST = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})|(\d{4})(\d\d)(\d\d)")
ERA = re.compile(rf"({'|'.join(ERAS)}|[MTSHR])\s*\.?\s*(元|\d{{1,2}})\D{{1,2}}(\d{{1,2}})\D{{1,2}}(\d{{1,2}})", re.I)
YEAR_LAST = re.compile(r"(\d{1,2})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{4})")
SHORT_YEAR = re.compile(r"\d{1,2}\s*([./-])\s*\d{1,2}\s*\1\s*\d{2}")
# What may stand behind or between and says nothing: 日, (木), г., года, ж., жылғы, -yil, a comma.
SILENT = re.compile(r"\([^)]*\)|日|\b(?:г|года?|ж|жыл[ғы]*|жылы|yil[i]?|of|the)\b\.?|(?<=\d)(?:st|nd|rd|th)\b|,", re.I)
DAY_FIRST = ("ru", "kk", "uz")  # who writes 05/06/2026 there means the fifth of June


def read_day(text: str, *, language: str) -> date:
    """`language`: of whoever wrote it, for 05/06/2026. Raises InvalidValue, which names both readings of such a day."""
    written = SILENT.sub(" ", plain(text)).strip(" .-")
    if found := YEAR_FIRST.fullmatch(written):
        year, month, day = filter(None, found.groups())
        return _day(text, year, month, day)
    if found := ERA.fullmatch(written):
        era, number, month, day = found.groups()
        began = ERAS[LETTER_OF_ERA.get(era.upper(), era)]
        return _day(text, began + (1 if number == "元" else int(number)) - 1, month, day)
    if found := YEAR_LAST.fullmatch(written):
        one, sign, other, year = found.groups()
        return _of_two(text, one, other, year, is_day_first=sign == "." or language in DAY_FIRST)
    if SHORT_YEAR.fullmatch(written):
        raise InvalidValue("short_year", _("Write the year with four digits, for example 2026."))
    return _in_words(text, written)


def _of_two(text: str, one: str, other: str, year: str, *, is_day_first: bool) -> date:
    if is_day_first and int(other) <= 12 or one == other or int(one) > 12:
        return _day(text, year, other, one)
    if int(other) > 12:
        return _day(text, year, one, other)
    raise InvalidValue(
        "two_days", _("This may be two days: %(one)s or %(other)s. Write the year first, for example %(example)s."),
        one=say_day(date(int(year), int(other), int(one))), other=say_day(date(int(year), int(one), int(other))),
        example=f"{year}-{int(other):02}-{int(one):02}",
    )


def _in_words(text: str, plain: str) -> date:
    """One month by its name, a year of four digits, a day of one or two; in any order."""
    words = re.findall(r"\d+|[^\W\d_][^\W\d_'’ʻʼ]*", plain.casefold())
    months = {month for word in words if (month := month_names().get(word))}
    years = [word for word in words if len(word) == 4 and word.isdigit()]
    days = [word for word in words if len(word) <= 2 and word.isdigit()]
    if not len(words) == 3 == len(months) + len(years) + len(days) or not months or not years or not days:
        raise InvalidValue(
            "no_day", _("“%(text)s” is not understood as a day. Write it for example so: %(example)s."),
            text=clean(text)[:40], example="2026-11-30",
        )
    return _day(text, years[0], months.pop(), days[0])


@cache
def month_names() -> dict[str, int]:
    """{"июня": 6, "june": 6, …} of all our languages, whole and shortened."""
    locales = map(Locale, LANGUAGE_CODES)
    return {
        name.casefold().strip("."): number
        for locale in locales for form in locale.months.values() for width in ("wide", "abbreviated")
        for number, name in form[width].items()
    }


def _day(text: str, year, month, day) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError as problem:
        raise InvalidValue("no_such_day", _("There is no day “%(text)s”."), text=clean(text)[:40]) from problem
