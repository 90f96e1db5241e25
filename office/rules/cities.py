"""Where the cities are that firms name: a table of ours, Japan by prefecture. No map of borders."""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from core.folding import fold

TABLE = Path(__file__).resolve().parents[1] / "data" / "cities.tsv"
LANGUAGES = ("ja", "en", "ru", "kk", "uz")


class City(NamedTuple):
    country: str
    latitude: float
    longitude: float
    names: dict[str, str]


@cache
def _known() -> dict[tuple[str, str], City]:
    """{(country, folded name): city}"""
    found = {}
    with TABLE.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            names = {code: row[code] for code in LANGUAGES}
            city = City(row["country"], float(row["latitude"]), float(row["longitude"]), names)
            for name in [*names.values(), *filter(None, row["also"].split(","))]:
                found[city.country, fold(name)] = city
    return found


@cache
def _beginnings() -> list[tuple[str, City]]:
    """Of Japanese addresses, the longest first: 石川県金沢市 lies in 石川."""
    japan = [(name, city) for (country, name), city in _known().items() if country == "JP" and not name.isascii()]
    return sorted(japan, key=lambda one: -len(one[0]))


def find(country: str, typed: str) -> City | None:
    """As people type it, in whatever language; None where the table does not know it."""
    name = fold(typed)
    found = _known().get((country, name))
    if found or country != "JP" or not name:
        return found
    written = next((city for start, city in _beginnings() if name.startswith(start)), None)
    parts = name.replace(",", " ").split()
    return written or next((city for part in parts if (city := _known().get(("JP", part)))), None)
