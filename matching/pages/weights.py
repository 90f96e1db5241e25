"""Versions of the weights in words: what is different, and what a version would do to the lists."""
from typing import Any

from django.utils.translation import gettext as _

from companies.models import Firm

from ..models import WeightSet
from ..rules.changeable import PATHS
from ..scoring.comparing import Change, Comparison
from ..scoring.weights import difference

TONE = {"draft": "waiting", "active": "done", "retired": "planned", "dropped": "planned"}


def version_row(one: WeightSet) -> dict[str, Any]:
    """A row of components/row_list.html."""
    return {
        "url": one.get_absolute_url(), "title": _("Version %(version)s") % {"version": one.version},
        "meta": str(one.made_by), "tone": TONE[one.state], "word": one.get_state_display(),
    }


def number_rows(before: dict, after: dict) -> list[dict[str, Any]]:
    """What is not the same."""
    return [
        {"name": str(PATHS.get(path, path)), "old": "–" if old is None else old, "new": "–" if new is None else new}
        for path, old, new in difference(before, after) if path != "version"
    ]


def comparison_figures(found: Comparison) -> list[dict[str, Any]]:
    """Cells of components/key_figures.html."""
    return [
        {"label": _("Enter a list"), "number": found.entered},
        {"label": _("Leave a list"), "number": found.left},
        {"label": _("Change their place"), "number": found.moved},
        {"label": _("Lists that stay the same"), "number": found.same},
    ]


def sample_words(found: Comparison) -> str:
    counts = {"read": found.read, "firms": found.firms}
    words = (
        _("Compared: the lists of %(read)s Japanese firms, drawn by chance. Japanese firms in all: %(firms)s.")
        if found.read < found.firms else _("Compared: the lists of all Japanese firms (%(firms)s).")
    )
    return words % counts


def change_rows(changes: list[Change]) -> list[dict[str, Any]]:
    names = {str(firm.pk): firm for firm in Firm.objects.filter(pk__in={pk for one in changes for pk in one[:2]})}
    return [
        {
            "japan": names.get(one.japan, "–"), "partner": names.get(one.partner, "–"),
            "what": _what(one), "old": _place(one, 0), "new": _place(one, 1),
        }
        for one in changes
    ]


def _what(one: Change) -> str:
    old, new = one.place
    return _("enters") if not old else _("leaves") if not new else _("rises") if new < old else _("falls")


def _place(one: Change, at: int) -> str:
    if not one.place[at]:
        return "–"
    return _("%(place)s (fit %(fit)s)") % {"place": one.place[at], "fit": one.fit[at]}
