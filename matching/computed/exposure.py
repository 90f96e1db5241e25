"""Who stood in whose list after the last run, and who stands in none now."""
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from companies.models import Firm

from ..models import Match, MatchRun
from ..scoring.exposure import Envy, Group, SideExposure


class Report(NamedTuple):
    """As of the end of a run; `sides`: by "japan" and "partners"."""

    at: datetime
    sides: dict[str, SideExposure]


def last_report() -> Report | None:
    runs = MatchRun.objects.filter(state="done", figures__has_key="exposure").order_by("-finished_at")
    run = runs.first()
    if run is None:
        return None
    sides = {
        side: SideExposure([Group(*one) for one in groups], gini, [Envy(*one) for one in envies])
        for side, (groups, gini, envies) in run.figures["exposure"].items()
    }
    return Report(run.finished_at, sides)


def in_no_list() -> QuerySet[Firm]:
    """Live firms with a published profile that no open match names, those that have waited longest first."""
    live = Match.objects.live()
    firms = Firm.objects.live().filter(profiles__state="published", profiles__unfinished_import=None)
    named = firms.exclude(pk__in=live.values("japan")).exclude(pk__in=live.values("partner"))
    return named.distinct().order_by("verified_at", "pk")
