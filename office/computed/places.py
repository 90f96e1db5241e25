"""Where the verified firms are: by city, those the table of cities does not know by country."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Count

from companies.models import Firm
from core.geography import Country, Side, side_of
from core.i18n import current_language

from ..rules.cities import City, find
from .figures import Chosen


class Place(NamedTuple):
    name: str
    number: int
    city: City | None


def places(chosen: Chosen) -> dict[str, list[Place]]:
    """{side: places, the fullest first}; what is in no known city comes last, by country."""
    firms = Firm.objects.live()
    if chosen.country:
        firms = firms.filter(country__in=["JP", chosen.country])
    if chosen.sector:
        firms = firms.filter(sectors__contains=[chosen.sector])
    return placed(firms.order_by().values_list("country", "city").annotate(many=Count("pk")))


def placed(rows: Iterable) -> dict[str, list[Place]]:
    """From (country, city as typed, how many firms)."""
    known: Counter[tuple[str, str]] = Counter()
    cities: dict[tuple[str, str], City] = {}
    elsewhere: Counter[str] = Counter()
    for country, typed, many in rows:
        city = find(country, typed)
        if city is None:
            elsewhere[country] += many
        else:
            key = (country, city.names["en"])
            known[key] += many
            cities[key] = city
    found: dict[str, list[Place]] = {side.value: [] for side in Side}
    for key, many in sorted(known.items(), key=lambda one: (-one[1], one[0])):
        found[side_of(key[0])].append(Place(cities[key].names[current_language()], many, cities[key]))
    for country, many in sorted(elsewhere.items()):
        found[side_of(country)].append(Place(str(Country(country).label), many, None))
    return found
