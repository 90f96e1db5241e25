"""The two sides, their countries, and the clock city of each."""

from zoneinfo import ZoneInfo

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Side(TextChoices):
    JAPAN = "japan", _("Japan")
    CENTRAL_ASIA = "central_asia", _("Central Asia")


class Country(TextChoices):
    JP = "JP", _("Japan")
    KZ = "KZ", _("Kazakhstan")
    UZ = "UZ", _("Uzbekistan")
    KG = "KG", _("Kyrgyzstan")
    TJ = "TJ", _("Tajikistan")
    TM = "TM", _("Turkmenistan")


ZONE = {
    "JP": "Asia/Tokyo",
    "KZ": "Asia/Almaty",
    "UZ": "Asia/Tashkent",
    "KG": "Asia/Bishkek",
    "TJ": "Asia/Dushanbe",
    "TM": "Asia/Ashgabat",
}
COUNTRY = {zone: country for country, zone in ZONE.items()}
CITY = {
    "Asia/Tokyo": _("Tokyo"),
    "Asia/Almaty": _("Almaty"),
    "Asia/Tashkent": _("Tashkent"),
    "Asia/Bishkek": _("Bishkek"),
    "Asia/Dushanbe": _("Dushanbe"),
    "Asia/Ashgabat": _("Ashgabat"),
    "UTC": "UTC",
}
# As people type them; where one stands in an official paper, it stands in the paper's language.
PLACES = {
    "astana": _("Astana"), "almaty": _("Almaty"), "tokyo": _("Tokyo"), "tashkent": _("Tashkent"),
    "bishkek": _("Bishkek"), "dushanbe": _("Dushanbe"), "ashgabat": _("Ashgabat"), "osaka": _("Osaka"),
}


def place_name(place: str) -> str:
    """A city that we know, in the language active now; any other place as it was typed."""
    return str(PLACES.get(place.strip().lower(), place))


def side_of(country: str) -> Side:
    return Side.JAPAN if country == Country.JP else Side.CENTRAL_ASIA


def zone_of(country: str) -> ZoneInfo:
    return ZoneInfo(ZONE[country])


def other_zone(zone_name: str) -> str:
    """The zone shown second: Almaty for readers in Japan, Tokyo for everybody else."""
    return "Asia/Almaty" if zone_name == "Asia/Tokyo" else "Asia/Tokyo"
