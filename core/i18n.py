"""Languages and dates as people of each language write them, through CLDR (Babel), never the browser."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_timedelta
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation.trans_real import parse_accept_lang_header

from .geography import CITY, ZONE, other_zone

# "day" is for sentences, letters and lists; "short" where the year is plain.
PATTERNS = {
    "ja": {"day": "y年M月d日（EEE）", "short": "M月d日（EEE）"},
    "en": {"day": "EEE d MMM y", "short": "EEE d MMM"},
    "ru": {"day": "EEE, d MMMM y\u00a0'г'.", "short": "EEE, d MMM"},
    "kk": {"day": "y\u00a0'ж'. d MMMM, EEEE", "short": "d MMM, EEE"},
    "uz": {"day": "y-'yil' d-MMMM, EEEE", "short": "d-MMM, EEE"},
}
# A clock with its city, what stands between two of them, and between a day and a clock.
CLOCKS = {"ja": ("{clock}（{city}）", "／", "")}
CLOCKS_ELSEWHERE = ("{clock} ({city})", " · ", " ")
# CLDR mixes three shapes in Uzbek and writes another sign for the letter oʻ.
UZBEK_NAMES = {
    "ja": "yapon tili", "en": "ingliz tili", "ru": "rus tili", "kk": "qozoq tili",
    "uz": "oʻzbek tili", "ky": "qirgʻiz tili", "tg": "tojik tili", "tk": "turkman tili",
    "zh": "xitoy tili", "ko": "koreys tili", "tr": "turk tili", "de": "nemis tili",
}
YEAR = 365 * 24 * 3600  # seconds
LANGUAGE_CODES = [code for code, _ in settings.LANGUAGES]
# What a reader is shown before an original they may not read at all.
ALSO_READ: dict[str, tuple[str, ...]] = {"kk": ("ru",), "uz": ("ru",)}
# Not read by everybody, but nearer than a Japanese original.
NEARER_THAN_JAPANESE: dict[str, tuple[str, ...]] = {"uz": ("kk",)}
# Whose language the portal does not have yet reads Russian, and is told so in both.
READ_RUSSIAN = {
    "ky": ("Кыргыз тили азырынча жок, ошондуктан портал орус тилинде көрсөтүлөт.", "на кыргызском"),
    "tg": ("Забони тоҷикӣ ҳанӯз нест, бинобар ин портал бо забони русӣ нишон дода мешавад.", "на таджикском"),
    "tk": ("Türkmen dili heniz ýok, şonuň üçin portal rus dilinde görkezilýär.", "на туркменском"),
    "be": ("Беларускай мовы пакуль няма, таму партал паказваецца па-руску.", "на белорусском"),
}
IN_RUSSIAN = "Портала {} языке пока нет, поэтому вы видите его на русском."
ACCEPTED = re.compile(rf"(?<![\w-])({'|'.join(READ_RUSSIAN)})(-[a-z0-9]+)*(?![\w-])", re.I)


def accepted_as_ours(header: str) -> str:
    """Accept-Language with Russian in the place of languages whose readers read it: ky-KG,en → ru,en."""
    return ACCEPTED.sub("ru", header)


def missing_language(header: str) -> str:
    """The reader's first language, if it is one that the portal lacks and shows in Russian; otherwise ""."""
    wanted = [code.split("-")[0] for code, _weight in parse_accept_lang_header(header)]
    first = next((code for code in wanted if code in LANGUAGE_CODES or code in READ_RUSSIAN), "")
    return first if first in READ_RUSSIAN else ""


def letter_language(code: str, zone: str = "") -> str:
    """In which language to write, whatever a row says: one of ours, else Russian in Central Asia and English abroad."""
    in_central_asia = zone in ZONE.values() and zone != ZONE["JP"]
    return known_language(code, "ru" if code in READ_RUSSIAN or in_central_asia else settings.LANGUAGE_CODE)


class NotOurs(LookupError):
    """A language or zone that is on none of our lists."""


def known_language(code: str, default: str | None = None) -> str:
    """One of ours; otherwise `default`, or NotOurs. Django keeps whatever it is given for the life of the process."""
    return _known(code, LANGUAGE_CODES, default)


def known_zone(name: str, default: str | None = None) -> str:
    return _known(name, CITY, default)


def _known(value: str, ours, default: str | None) -> str:
    if value in ours:
        return value
    if default is None:
        raise NotOurs(repr(value)[:60])
    return default


@contextmanager
def speaking(language: str, zone: str | None = None) -> Iterator[None]:
    """In one of our languages, and on the clock of one of our zones; the only way to change either for a while."""
    clock = known_zone(zone) if zone else timezone.get_current_timezone()
    with translation.override(known_language(language)), timezone.override(clock):
        yield


def keep_language(request: HttpRequest, response: HttpResponse, language: str) -> None:
    """In a cookie: what a signed-out reader asks for next is in the same language."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        known_language(language),
        max_age=YEAR,
        samesite="Lax",
        secure=request.is_secure(),
    )


def current_language() -> str:
    """The reader's language reduced to one of ours."""
    code = get_language() or settings.LANGUAGE_CODE
    return code if code in LANGUAGE_CODES else known_language(code.split("-")[0], settings.LANGUAGE_CODE)


def city_of(zone_name: str) -> str:
    return str(CITY.get(zone_name, zone_name.rsplit("/", 1)[-1].replace("_", " ")))


def say_day(value: date, *, width: str = "day") -> str:
    """A calendar day with its weekday: 2026年11月26日（木）."""
    return _day(value.year, value.month, value.day, width, current_language())


@lru_cache(maxsize=4096)
def _day(year: int, month: int, day: int, width: str, language: str) -> str:
    return format_date(date(year, month, day), PATTERNS[language][width], locale=language)


def say_date_of(at: datetime) -> str:
    """The calendar day of a moment in the zone of whoever reads this page."""
    return say_day(timezone.localtime(at).date())


def say_moment(at: datetime, zone_name: str) -> str:
    """A moment in one zone, without the zone's name: 2026年11月26日（木）17:00."""
    _in_city, _between, after_day = _clocks()
    return f"{say_day(at.astimezone(ZoneInfo(zone_name)).date())}{after_day}{say_clock(at, zone_name)}"


def say_clock(at: datetime, zone_name: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone_name)):%H:%M}"


def _clocks() -> tuple[str, str, str]:
    return CLOCKS.get(current_language(), CLOCKS_ELSEWHERE)


def in_city(clock: str, zone_name: str) -> str:
    """17:00 (Tokyo); 17:00（東京）."""
    return _clocks()[0].format(clock=clock, city=city_of(zone_name))


def say_both(at: datetime, zone_name: str, partner_zone: str | None = None) -> str:
    """The reader's time first, the partner's second, each with its city; one when they are the same zone."""
    second = partner_zone or other_zone(zone_name)
    first = in_city(say_moment(at, zone_name), zone_name)
    if second == zone_name:
        return first
    return first + _clocks()[1] + in_city(_clock_there(at, zone_name, second), second)


def _clock_there(at: datetime, zone_name: str, second: str) -> str:
    """The second clock, with its day where that is another one."""
    here, there = at.astimezone(ZoneInfo(zone_name)), at.astimezone(ZoneInfo(second))
    clock = say_clock(at, second)
    return clock if here.date() == there.date() else say_day(there.date(), width="short") + _clocks()[2] + clock


def say_at_place(at: datetime, zone_name: str, place_zone: str) -> str:
    """The reader's time and the place's; for a reader who is there, the other side's instead."""
    return say_both(at, zone_name, place_zone if place_zone != zone_name else None)


def hours_at_place(begin: datetime, end: datetime, zone_name: str, place_zone: str) -> tuple[str, str]:
    """From when to when on the same two clocks, under the reader's day: 13:00–13:25 (Tokyo), 09:00–09:25 (Almaty)."""
    second = place_zone if place_zone != zone_name else other_zone(zone_name)
    here = f"{say_clock(begin, zone_name)}–{say_clock(end, zone_name)}"
    there = f"{_clock_there(begin, zone_name, second)}–{say_clock(end, second)}"
    return in_city(here, zone_name), in_city(there, second)


def say_ago(at: datetime, now: datetime) -> str:
    language = current_language()
    ago = format_timedelta(at - now, add_direction=True, locale=language)
    return ago.replace(" ", "") if language == "ja" else ago


def language_name(code: str) -> str:
    language = current_language()
    if language == "uz" and code in UZBEK_NAMES:
        return UZBEK_NAMES[code]
    return Locale(language).languages.get(code, code)
