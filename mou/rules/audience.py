"""In which languages the readers of a country are addressed."""

from core.geography import Country

READ_IN: dict[str, tuple[str, ...]] = {
    Country.JP: ("ja",),
    Country.KZ: ("kk", "ru"),
    Country.UZ: ("uz", "ru"),
    Country.KG: ("ru",),
    Country.TJ: ("ru",),
    Country.TM: ("ru",),
}
