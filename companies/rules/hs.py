"""Codes of goods (Harmonized System): read as people write them, shown in plain words."""
import re
from datetime import date
from typing import Any, NoReturn

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from core.damage import without_guard
from core.text import InvalidValue, Named, plain

from .goods import name_of
from .hs_headings import LAST_HEADING

SEPARATORS = re.compile(r"[;,、，；/|\n]+|\s(?:and|и|és)\s")
# One code written in groups: 84 22, 8422.30, 8422 30 000 0; two codes side by side have groups of equal length.
GROUPED = re.compile(r"\d{4}(?: \d{2}(?: \d{2,4}(?: \d{1,2})?)?)?|\d{2}(?: \d{2}){1,3}|\d{6}(?: \d{2,4}(?: \d)?)")
TAIL = re.compile(r"(?<![\d.,])(\d{3,10})[.,]0(?![\d.,])")  # a spreadsheet's 842230.0
FULL = {"JP": 9}  # digits of the national tariff; the Eurasian and the other Central Asian ones have ten
NATIONAL = (8, 9, 10)  # national tariffs go on after the six digits the world shares
DATE = re.compile(r"(?<![\d-])(?:19|20)\d\d-\d\d-\d\d(?![\d-])")
WORDS = re.compile(
    r"^(?:hs|hts|тн ?вэд|тнвэд|tn ?ved|hsコード|code|код)(?: ?(?:code|коды?|コード|еаэс))?[ :№#.]*", re.I
)


class HsCodeInvalid(InvalidValue):
    """Refused code, kept in `value`; codes: not_a_code, odd_digits, lost_zero, too_long,
    unknown_chapter, unknown_heading, date."""

    def __init__(self, code: str, template: str, /, *, value: str, **params: Any):
        self.value = value
        super().__init__(code, template, value=value, **params)


def normalise_codes(raw: str, country: str = "") -> list[str]:
    """Codes of 2, 4 or 6 digits, each once, in the order given: "842952; 8422.30, 84 22".

    `country`: of the firm, when known: how many digits its tariff has tells whether a spreadsheet cut a zero off.
    """
    text = TAIL.sub(r"\1", plain(raw, multiline=True))
    _refuse_date(text)
    pieces = [piece for part in SEPARATORS.split(text) for piece in _split(part.strip())]
    return list(dict.fromkeys(_normalise(piece, country) for piece in pieces))


def _refuse_date(text: str) -> None:
    """04.09 that became the fourth of September; with hyphens nobody writes a code."""
    if (found := DATE.search(text)) and _is_day(found[0]):
        raise HsCodeInvalid("date", _(
            "“%(value)s” is a date: a spreadsheet may have made it of a code. Set the column to text and enter the "
            "code again."
        ), value=found[0])


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def is_heading(code: str) -> bool:
    """Whether the first four digits are a heading of the nomenclature, of this edition or an earlier one."""
    return 1 <= int(code[2:4]) <= LAST_HEADING.get(code[:2], 0)


def label(code: str) -> str:
    """The best plain words known for a code, in the reader's language; the code itself when there are none."""
    return name_of(code, get_language() or "") or code


def said(code: str) -> str:
    """The code with its words: Filling and packing machines (842230)."""
    words = label(code)
    return words if words == code else gettext("%(goods)s (%(code)s)") % {"goods": words, "code": code}


def _words(code: str) -> Named:
    """In no language yet: a refusal is read by others than the worker who found it."""
    return Named("goods", code)


def related(a: str, b: str) -> int:
    """How many leading digits two codes share: 6, 4, 2 or 0."""
    return next((size for size in (6, 4, 2) if len(a) >= size and len(b) >= size and a[:size] == b[:size]), 0)


def _split(part: str) -> list[str]:
    part = WORDS.sub("", part)
    groups = re.sub(r"[.\s\-–]+", " ", part).strip()
    if not groups:
        return [part] if part else []
    if GROUPED.fullmatch(groups):
        return [groups.replace(" ", "")]
    words = groups.split(" ")
    return words if len(words) > 1 and all(re.fullmatch(r"\d{4}|\d{6}", word) for word in words) else [part]


def _normalise(code: str, country: str) -> str:
    code = without_guard(code)
    if not re.fullmatch("[0-9]+", code):
        raise HsCodeInvalid("not_a_code", _("“%(value)s” is not an HS code: write 2, 4 or 6 digits."), value=code[:40])
    if len(code) in NATIONAL:
        _refuse_lost_zero(code, country)
        code = code[:6]
    if len(code) > 6:
        raise HsCodeInvalid("too_long", _("“%(value)s” is too long: an HS code has 2, 4 or 6 digits."), value=code[:40])
    if len(code) % 2:
        _refuse_odd(code)
    _refuse_unknown(code)
    return code


def _refuse_unknown(code: str) -> None:
    if code[:2] not in LAST_HEADING:
        raise HsCodeInvalid("unknown_chapter", _("“%(value)s”: there is no HS chapter %(chapter)s."), value=code,
                            chapter=code[:2])
    if len(code) > 2 and not is_heading(code):
        raise HsCodeInvalid("unknown_heading", _(
            "“%(value)s”: there is no HS heading %(heading)s. Check the digits, or let the portal suggest a code."
        ), value=code, heading=code[:4])


def _refuse_lost_zero(code: str, country: str) -> None:
    """One digit less than the country's tariff has, and with a zero in front a code; never read as another chapter."""
    whole = "0" + code
    is_short = len(whole) == FULL.get(country, 10)
    if is_heading(whole) and (is_short or not is_heading(code)):
        raise HsCodeInvalid("lost_zero", _(
            "“%(value)s” may have lost its leading zero in a spreadsheet. If %(guess)s (%(goods)s) is meant, write it "
            "like this; otherwise write the first six digits."
        ), value=code, guess=whole, goods=_words(whole))


def _refuse_odd(code: str) -> NoReturn:
    if "0" + code[:1] in LAST_HEADING:
        raise HsCodeInvalid("odd_digits", _(
            "“%(value)s” has an odd number of digits. Did a spreadsheet drop the leading zero: %(guess)s (%(goods)s)?"
        ), value=code, guess="0" + code, goods=_words("0" + code))
    raise HsCodeInvalid(
        "odd_digits", _("“%(value)s” has an odd number of digits: an HS code has 2, 4 or 6."), value=code
    )


Named.lists["goods"] = label
