"""What letters share: days as formal letters write them, people, the words under the square."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from django.utils.translation import gettext as _

from core.geography import Country
from core.i18n import current_language, in_city, say_moment
from core.names import shown

# Babel's English is American unless told otherwise; the portal writes the day before the month.
DAYS_OF = {"en": "en_GB"}


def say_long(value: date) -> str:
    """A day without its weekday, the month in full: 2026年10月12日, 12 October 2026."""
    language = current_language()
    return format_date(value, "long", locale=DAYS_OF.get(language, language))


def say_span(first: date, last: date) -> str:
    return say_long(first) if first == last else f"{say_long(first)} – {say_long(last)}"


def day_in(moment: str, zone_name: str) -> date:
    return datetime.fromisoformat(moment).astimezone(ZoneInfo(zone_name)).date()


def say_there(moment: str, zone_name: str) -> str:
    """A moment on the clock of a place, with the name of its city."""
    return in_city(say_moment(datetime.fromisoformat(moment), zone_name), zone_name)


def country_name(code: str) -> str:
    return str(Country(code).label) if code in Country.values else code


def person(one: dict[str, Any]) -> dict[str, str]:
    """Both spellings; the Latin one only where it says something new."""
    latin = one["name_latin"].strip()
    return {
        "name": one["name"],
        "latin": "" if latin.casefold() == one["name"].strip().casefold() else latin,
        "position": one["position"],
        "organisation": str(shown(one["organisation"], one.get("organisation_latin", ""))),
    }


def shared(content: dict[str, Any], *, language: str, zone_name: str) -> dict[str, Any]:
    """What stands on every letter: number, day, the link, the words about both."""
    return {
        "language": language,
        "link": content["link"],
        "number": _("No. %(number)s") % {"number": content["number"]},
        "issued_on": say_long(day_in(content["issued_at"], zone_name)),
        "check": _("Whether this letter is genuine and still valid can be checked here:"),
        "signature": _("Signature, seal"),
        "signer": _("Name and position in block letters"),
        "replaced_note": _("〓 stands for a character that the fonts of this page do not have."),
    }
