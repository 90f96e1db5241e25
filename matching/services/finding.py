"""Firms without a suggested partner: who has waited for one, and hears when one comes."""
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q

from companies.models import Firm

from .. import messages
from ..models import Match, MatchRun
from ..states import LIVE_MATCH

WITHOUT = timedelta(days=14)  # a suggestion that goes and comes again in less is no news


def waiting_firms(firms: Iterable[str], *, now: datetime) -> set[str]:
    """Those that a run has looked for in vain since they were published, and that had no partner for a while."""
    firms = set(firms)
    last = MatchRun.objects.filter(state="done").order_by("-started_at").values_list("started_at", flat=True).first()
    if last is None or not firms:
        return set()
    had = Match.objects.of_firms(firms).filter(Q(state__in=LIVE_MATCH) | Q(ended_at__gte=now - WITHOUT))
    served = {str(firm) for pair in had.values_list("japan_id", "partner_id") for firm in pair}
    waiting = Firm.objects.filter(
        pk__in=firms - served, profiles__state="published", profiles__published_at__lt=last
    )
    return {str(firm) for firm in waiting.values_list("pk", flat=True)}


def tell_of_partners(made: Iterable[Match], waiting: set[str], *, now: datetime) -> None:
    """Each firm once, of the best of its new suggestions."""
    told: set[str] = set()
    for match in sorted(made, key=lambda match: (-match.fit, str(match.pk))):
        for firm in (match.japan, match.partner):
            if str(firm.pk) in waiting - told:
                messages.partner_found(match, firm, now=now)
                told.add(str(firm.pk))
