"""What a text says in figures, in any of our languages: values with magnitude, units, currencies, months, clocks."""
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from . import vocabulary as of

ADDRESS = re.compile(
    r"https?://[^\s<>]+|www\.[^\s<>]+|[\w.+-]+@[\w-]+\.[\w.-]*\w|\b[\w-]+\.(?:com|net|org|jp|kz|uz|ru)\b"
)
# Of a model: HX-200; neither m2 nor CO2.
CODE = re.compile(
    r"(?<!\w)(?!(?:[kcdm]?m|CO|co)[23]\b)[A-Za-z]{1,6}[-‐]?\d[\dA-Za-z]*(?:-[\dA-Za-z]+)*(?![A-Za-z])"
)
WORD_MARK = "\ue000"  # before a number that stood there as a word
BODY = r"\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)*"
NUMBER = re.compile(f"(?P<mark>{WORD_MARK}?)(?P<body>{BODY})")
MINUS = re.compile(r"(?:minus|минус|マイナス)\s?(?=\d)", re.I)
DATES = (
    re.compile(r"\b(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)\b"), re.compile(r"\b(?P<d>\d\d?)\.(?P<m>\d\d)\.(?P<y>\d{4})\b"),
    re.compile(r"\b(?P<y>\d{4})/(?P<m>\d\d?)/(?P<d>\d\d?)\b"),
)
DAY_IN_JAPANESE = re.compile(r"(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日)?(?!間)")
CLOCK = re.compile(r"(?<!\d)(?P<h>\d{1,2}):(?P<m>\d\d)(?!\d)\s?(?P<half>[ap]\.?m\b)?", re.I)
HOUR = re.compile(r"(?<!\d)(?P<h>\d{1,2})\s?(?P<half>[ap]\.?m\b\.?)", re.I)
HOUR_IN_JAPANESE = re.compile(r"(?P<half>午前|午後)?(?P<h>\d{1,2})時(?!間)(?:(?P<m>\d\d)分|(?P<to>半))?")
RANGE = re.compile(r"\s?(?:[-–—~〜～]|to|до)\s?(?=\d)", re.I)
END = r"(?![^\W\d_])"  # no letter follows, so that a unit is a whole word


def _one_of(table: dict, *, whole: bool = True) -> re.Pattern:
    """Japanese words need no end; the longest wording wins."""
    branches = sorted(
        ((branch, key) for key, pattern in table.items() for branch in _branches(pattern)), key=lambda one: -len(one[0])
    )
    inner = "|".join(f"({branch}){'' if _is_japanese(branch) or not whole else END}" for branch, _key in branches)
    found = re.compile(inner, re.I)
    KEYS[found] = [key for _branch, key in branches]
    return found


def _branches(pattern: str) -> list[str]:
    """The alternatives of the outermost level."""
    found, depth, begin = [], 0, 0
    for at, sign in enumerate(pattern):
        depth += (sign in "([") - (sign in ")]")
        if sign == "|" and not depth:
            found.append(pattern[begin:at])
            begin = at + 1
    return [*found, pattern[begin:]]


def _is_japanese(branch: str) -> bool:
    return bool(re.search("[\u3040-\u30ff\u3400-\u9fff$€¥￥₸₽%％℃㎡㎥]", branch))


def key_of(pattern: re.Pattern, found: re.Match):
    return KEYS[pattern][(found.lastindex or 1) - 1]


KEYS: dict[re.Pattern, list] = {}
MAGNITUDE, UNIT, CURRENCY = _one_of(of.MAGNITUDES), _one_of(of.UNITS), _one_of(of.CURRENCIES)
COUNTED = _one_of(of.COUNTED_CURRENCIES)
PLAIN = _one_of({name: of.UNITS[name] for name in of.PLAIN_UNITS})
STROKE = re.compile(r"(?<=[/／])\s?")
BETWEEN = re.compile("(?<=[A-Za-z])(?=[\u3040-\u9fff])|(?<=[\u3040-\u9fff])(?=[A-Za-z])")
SHORT_MILLION = re.compile(r"m\b", re.I)
GAP = re.compile(r"[\s\u00a0\u202f-]{0,2}")
MONTHS = {
    language: [
        (number, re.compile(rf"(?<![^\W\d_]){name}\w*", re.I), name in of.ALSO_OTHER)
        for number, name in enumerate(names.split(), 1)
    ] for language, names in of.MONTHS.items()
}
WORDS = {
    language: [
        (value, re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.I))
        for value, pattern in re.findall(r"(\d+) ((?:(?!\|\d).)+)", words)
    ] for language, words in of.WORDS.items()
}
PERIODS = {
    language: {name: re.compile(pattern, re.I) for name, pattern in patterns.items()}
    for language, patterns in of.PERIODS.items()
}
NUMERALS = re.compile(f"(?<![\u3400-\u9fff])[{''.join(of.KANJI)}]+{of.COUNTERS}")


class Figure(NamedTuple):
    """`of`: its unit or currency, where one stands beside it."""

    value: Decimal
    of: str = ""
    is_word: bool = False


@dataclass
class Figures:
    figures: list[Figure] = field(default_factory=list)
    units: set[str] = field(default_factory=set)
    currencies: set[str] = field(default_factory=set)
    periods: set[str] = field(default_factory=set)
    months: Counter = field(default_factory=Counter)
    clocks: Counter = field(default_factory=Counter)
    addresses: Counter = field(default_factory=Counter)
    codes: Counter = field(default_factory=Counter)


def read(text: str, language: str) -> Figures:
    """One width; a letter of ours and a sign of Japanese touch each other as words of two kinds."""
    found = Figures()
    text = BETWEEN.sub(" ", unicodedata.normalize("NFKC", text))
    text = _take(ADDRESS, text, found.addresses, str.casefold)
    text = _take(CODE, text, found.codes, lambda code: re.sub("[-‐]", "", code).upper())
    text = _without_moments(MINUS.sub("-", text), language, found)
    found.periods |= {name for name, pattern in PERIODS[language].items() if pattern.search(text)}
    text = _digits_for_words(text, language)
    _read_numbers(text, language, found)
    for one in CURRENCY.finditer(text):
        if _stands_alone(text, one):
            found.currencies.add(key_of(CURRENCY, one))
    found.units |= {key_of(PLAIN, one) for one in PLAIN.finditer(text) if _stands_alone(text, one)}
    behind = {key_of(UNIT, unit) for stroke in STROKE.finditer(text) if (unit := UNIT.match(text, stroke.end()))}
    found.units |= behind - of.TIMES
    found.periods |= behind & of.TIMES
    return found


def _stands_alone(text: str, one: re.Match) -> bool:
    before = text[one.start() - 1: one.start()]
    return not before.isalpha() or not one[0][:1].isalpha() or bool(re.match("[\u3040-\u9fff]", before))


def _take(pattern: re.Pattern, text: str, into: Counter, form) -> str:
    into.update(form(one[0].rstrip(".,;:)")) for one in pattern.finditer(text))
    return pattern.sub(" ", text)


def _without_moments(text: str, language: str, found: Figures) -> str:
    """Dates leave their day and year as plain numbers."""
    def date_of(one: re.Match) -> str:
        given = one.groupdict()
        found.months[int(given["m"])] += 1
        return " ".join(f" {given[name]} ;" for name in ("y", "d") if given.get(name))

    def clock_of(one: re.Match) -> str:
        given = one.groupdict()
        late = (given.get("half") or "").lower().startswith(("p", "午後")) and int(given["h"]) < 12
        minutes = "30" if given.get("to") else given.get("m") or "00"
        found.clocks[f"{int(given['h']) + 12 * late}:{minutes}"] += 1
        return " ; "

    for pattern in DATES:
        text = pattern.sub(date_of, text)
    text = HOUR.sub(clock_of, CLOCK.sub(clock_of, text))
    if language == "ja":
        text = HOUR_IN_JAPANESE.sub(clock_of, DAY_IN_JAPANESE.sub(date_of, text))
    return _without_months(text, language, found)


def _without_months(text: str, language: str, found: Figures) -> str:
    for number, pattern, also_other in MONTHS.get(language, ()):
        def month_of(one: re.Match, number=number, also_other=also_other) -> str:
            near = text[max(one.start() - 3, 0): one.start()] + text[one.end(): one.end() + 3]  # noqa: B023
            if also_other and not re.search(r"\d", near):
                return one[0]
            found.months[number] += 1
            return " ; "

        text = pattern.sub(month_of, text)
    return text


def _digits_for_words(text: str, language: str) -> str:
    if language == "ja":
        return NUMERALS.sub(lambda one: f"{WORD_MARK}{_kanji_value(one[0])}", text)
    for value, pattern in WORDS[language]:
        text = pattern.sub(f"{WORD_MARK}{value}", text)
    return text


def _kanji_value(text: str) -> int:
    total = digit = 0
    for sign in text:
        value = of.KANJI[sign]
        if value < 10:
            digit = value
        else:
            total, digit = total + (digit or 1) * value, 0
    return total + digit


def _read_numbers(text: str, language: str, found: Figures) -> None:
    """From left to right; 5–6 million is five and six million, 1億2000万 one number."""
    at, waiting = 0, []
    while one := NUMBER.search(text, at):
        value, end = _value(one["body"], language), one.end()
        if _is_negative(text, one.start()):
            value = -value
        factor, end = _magnitude(text, end)
        if (short := SHORT_MILLION.match(text, end)) and text[: one.start()].rstrip()[-1:] in tuple("$€¥"):
            factor, end = Decimal(10**6), short.end()
        value *= factor
        while factor >= 1000 and (more := NUMBER.match(text, end)) and _is_kanji(text[end - 1]):
            further, end = _magnitude(text, more.end())
            value += _value(more["body"], language) * further
        name, end = _named(text, one.start(), end, value, found)
        if (span := RANGE.match(text, end)) and not name:
            waiting.append((value, bool(one["mark"]), factor))
            at = span.end()
            continue
        for former, was_word, own in waiting:
            found.figures.append(Figure(former * (factor if own == 1 else 1), name, was_word))
        waiting = []
        found.figures.append(Figure(value, name, bool(one["mark"])))
        at = end
    found.figures += [Figure(value, "", was_word) for value, was_word, _own in waiting]


def _after_gap(text: str, at: int) -> int:
    found = GAP.match(text, at)
    return found.end() if found else at


def _is_kanji(sign: str) -> bool:
    return "\u3400" <= sign <= "\u9fff"


def _is_negative(text: str, at: int) -> bool:
    """-18, but not the second of 5-6 and no dash of a sentence."""
    before = text[:at].rstrip(WORD_MARK)
    return before[-1:] in ("-", "−", "–") and not re.search(r"(?:[\dA-Za-zА-я.,%°]|[\d%]\s)[-−–]$", before)


def _magnitude(text: str, at: int) -> tuple[Decimal, int]:
    factor = Decimal(1)
    while found := MAGNITUDE.match(text, _after_gap(text, at)):
        factor, at = factor * key_of(MAGNITUDE, found), found.end()
    return factor, at


def _named(text: str, begin: int, end: int, value: Decimal, found: Figures) -> tuple[str, int]:
    """The unit or currency beside a number; a year of the calendar has none."""
    after = _after_gap(text, end)
    for pattern, kept in ((CURRENCY, found.currencies), (COUNTED, found.currencies), (UNIT, found.units)):
        if beside := pattern.match(text, after):
            name = key_of(pattern, beside)
            if pattern is UNIT and _is_calendar(value, name, beside[0]):
                return "", beside.end()
            if value == 1 and name in of.TIMES:
                return "", beside.end()  # one month is a period
            kept.add(name)
            return name, beside.end()
    before = text[max(begin - 8, 0): begin].rstrip(f" \u00a0{WORD_MARK}")
    for one in CURRENCY.finditer(before):
        if one.end() == len(before):
            found.currencies.add(key_of(CURRENCY, one))
            return key_of(CURRENCY, one), end
    return "", end


def _is_calendar(value: Decimal, name: str, word: str) -> bool:
    return 1900 <= value <= 2100 and (name == "year" or word.casefold() in ("г", "ж"))


def _value(body: str, language: str) -> Decimal:
    """1,500 is fifteen hundred in English and Japanese, one and a half in the three others."""
    body = re.sub("[ \u00a0\u202f'’]", "", body)
    signs = re.sub(r"\d", "", body)
    if not signs:
        return Decimal(body)
    if len(set(signs)) == 2:
        point = signs[-1]
        return Decimal(body.replace("." if point == "," else ",", "").replace(point, "."))
    groups = re.split("[.,]", body)
    is_grouped = all(len(group) == 3 for group in groups[1:]) and 0 < len(groups[0].lstrip("0")) <= 3
    if len(signs) > 1:
        return Decimal("".join(groups)) if is_grouped else Decimal(f"{groups[0]}.{''.join(groups[1:])}")
    groups_with = "," if language in ("en", "ja") else "."
    return Decimal("".join(groups)) if is_grouped and signs == groups_with else Decimal(".".join(groups))
