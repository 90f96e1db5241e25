"""Exposure in words: languages, who never appears, whom another's list would suit better."""
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from companies.models import Firm
from core.geography import Side
from core.i18n import language_name

from ..computed.exposure import Report
from ..scoring.exposure import Envy, Group, SideExposure

SIDES = {"japan": Side.JAPAN, "partners": Side.CENTRAL_ASIA}


def side_views(report: Report) -> list[dict[str, Any]]:
    """One for each side: a table by language, and the firms that another's list would suit better."""
    names = _names(one for side in report.sides.values() for one in side.envies)
    return [_side(SIDES[name].label, side, names) for name, side in report.sides.items()]


def _side(title: str, side: SideExposure, names: dict[str, Firm]) -> dict[str, Any]:
    firms, places = sum(one.firms for one in side.groups), sum(one.places for one in side.groups)
    envies = [
        {"firm": names[one.firm], "other": names[one.other], "own": one.own, "theirs": one.theirs}
        for one in side.envies if {one.firm, one.other} <= names.keys()
    ]
    return {
        "title": title, "gini": side.gini, "envies": envies,
        "rows": [_row(group, firms, places) for group in sorted(side.groups, key=lambda one: -one.firms)],
    }


def _row(group: Group, firms: int, places: int) -> dict[str, Any]:
    return {
        "language": language_name(group.language) if group.language else _("Another language"),
        "firms": group.firms,
        "share_of_firms": _percent(group.firms, firms),
        "share_of_places": _percent(group.places, places),
        "lists": round(group.places / group.firms, 1),
        "gini": group.gini,
        "never": group.never,
        "left": group.left,
        "envious": _("%(envious)s of %(looked)s") % {"envious": group.envious, "looked": group.looked},
    }


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "–"


def _names(envies: Iterable[Envy]) -> dict[str, Firm]:
    ids = {pk for one in envies for pk in (one.firm, one.other)}
    return {str(firm.pk): firm for firm in Firm.objects.filter(pk__in=ids)}
