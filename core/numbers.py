"""Counts and years as people write them: "46 адам", "約1,200名", "1万2千人", "昭和42年", "жоқ"."""

import re
import unicodedata

from django.utils.translation import gettext_noop as _

from .damage import without_tail
from .text import InvalidValue, clean, plain

NONE = frozenset("жоқ нет none no n/a なし 無し 無 yoʻq yoq yo'q - – —".split())
ABOUT = frozenset("""
約 およそ 程度 ほど around about approx approx. ca ca. circa ~ ≈ около примерно порядка шамамен жуық taxminan qariyb
""".split())
PEOPLE = frozenset("""
名 人 名程度 人程度 名ほど 人ほど 社員 社員数 従業員 従業員数 employees employee people persons staff workers
чел чел. человек человека сотрудник сотрудника сотрудников работников адам қызметкер жұмысшы nafar kishi xodim ishchi ta
""".split())
YEAR = frozenset("年 創業 設立 г г. год года ж ж. й. жыл жылы yil yili yilda year since с".split())
ERAS = {"明治": 1868, "大正": 1912, "昭和": 1926, "平成": 1989, "令和": 2019}
ERA = re.compile(f"({'|'.join(ERAS)}|[MTSHR])\\s*\\.?\\s*(元|\\d{{1,2}})(?:\\s*年.*)?", re.IGNORECASE)
LETTER_OF_ERA = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"}
# Signs between groups of three are alike throughout: 1 800, 1'800, 1.800.000; 1,20 is no count.
GROUPED = re.compile(r"\d{1,3}(?:([\s.,'’`])\d{3})(?:\1\d{3})*")
MYRIADS = re.compile(r"(?:(\d+)万)?(?:(\d+)千)?(\d+)?")
DAY = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-](\d{4})|(\d{4})\s*[./年-]\s*\d{1,2}(?:\s*[./月-]\s*(?:\d{1,2}\s*日?)?)?"
)
LONGEST = 15  # digits; a machine's own limits are not asked about
NUMBER = re.compile(r"(\d(?:[\d\s.,'’`]*\d)?(?:[万千]\d*)*)")


def read_count(text: str) -> int | None:
    """None where it says that there is none, or nothing. Raises InvalidValue, also where it holds two numbers."""
    return _read(text, PEOPLE | ABOUT)


def read_year(text: str) -> int | None:
    """Of our calendar or of a Japanese era; of a whole date its year. Raises InvalidValue."""
    folded = _folded(text)
    if era := ERA.fullmatch(folded):
        name, number = era.groups()
        return ERAS[LETTER_OF_ERA.get(name.upper(), name)] + (1 if number == "元" else int(number)) - 1
    if day := DAY.fullmatch(folded.rstrip(" .гж")):
        return int(day[1] or day[2])
    try:
        return _read(text, YEAR | ABOUT)
    except InvalidValue as problem:
        raise InvalidValue("invalid_year", _("“%(text)s” is not a year."), text=clean(text)[:40]) from problem


def says_none(text: str) -> bool:
    """"жоқ", "нет", "なし", "—": nothing is meant."""
    return _folded(text) in NONE


def _read(text: str, known: frozenset[str]) -> int | None:
    """The one number of a text whose other words are all known."""
    folded = _folded(text)
    if not folded or folded in NONE:
        return None
    if any(unicodedata.category(sign) == "No" for sign in text):  # ² and ① are no count, though they fold to digits
        raise _not_a_number(text)
    before, *numbers, after = NUMBER.split(folded) if NUMBER.search(folded) else (folded, "")
    if len(numbers) != 1 or not _are_known(f"{before} {after}", known):
        raise _not_a_number(text)
    return _value(numbers[0], text)


def _folded(text: str) -> str:
    return plain(text).casefold()


def _are_known(rest: str, known: frozenset[str]) -> bool:
    return all(word.strip("-.") in known or word in known for word in re.sub("[()~≈]", " ", rest).split())


def _value(number: str, text: str) -> int:
    number = without_tail(number)
    if GROUPED.fullmatch(number):
        number = re.sub(r"\D", "", number)
    if len(number) > LONGEST:
        raise _not_a_number(text)
    if number.isdigit():
        return int(number)
    if (parts := MYRIADS.fullmatch(number)) and any(sign in number for sign in "万千"):
        tens, thousands, ones = (int(part or 0) for part in parts.groups())
        return tens * 10_000 + thousands * 1_000 + ones
    raise _not_a_number(text)


def _not_a_number(text: str) -> InvalidValue:
    return InvalidValue("invalid_number", _("“%(text)s” is not one whole number."), text=clean(text)[:40])
