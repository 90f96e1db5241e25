"""A year of one country's days on which nobody works, and where each of them comes from."""

from datetime import date

from django.utils.translation import gettext as _

from core import workdays
from core.geography import Country
from core.i18n import current_language
from core.models import ClosingDay


def years(today: date) -> list[int]:
    """What can be chosen: last year, and as far as deadlines of today may reach."""
    return list(range(today.year - 1, today.year + 3))


def rows(country: str, year: int) -> list[dict]:
    """In the order of days; `written`: the row that staff may remove."""
    public = workdays.public_holidays(country, year, current_language())
    found = {day: _row(day, name, _("Public holiday")) for day, name in public.items()}
    for month, day in workdays.USUAL.get(country, ()):
        found.setdefault(date(year, month, day), _row(date(year, month, day), "", _("Closed every year")))
    for one in ClosingDay.objects.filter(country=country, day__year=year):
        found[one.day] = _row(one.day, one.note, _("Written down by staff")) | {"written": one, "works": one.works}
    return [found[day] for day in sorted(found)]


def _row(day: date, name: str, source: str) -> dict:
    return {"day": day, "name": name, "source": source, "works": False, "written": None}


def tabs(country: str, year: int, today: date) -> dict[str, list[dict]]:
    return {
        "countries": [
            {"url": f"?country={code}&year={year}", "label": label, "current": code == country}
            for code, label in Country.choices
        ],
        "years": [
            {"url": f"?country={country}&year={one}", "label": str(one), "current": one == year}
            for one in years(today)
        ],
    }
