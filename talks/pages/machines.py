"""What a firm reads of the translation service: of its agreement, and of one conversation."""
from typing import Any

from django.urls import reverse

from companies.models import Firm
from matching.models import Match

from ..data.machine_terms import TEXT, VERSION
from ..models import MachineConsent, MachineRefusal
from ..rules.turns import OTHER
from ..services.leaving import is_connected


def of_firm(firm: Firm) -> dict[str, Any]:
    """An agreement to an earlier version is no agreement to this one."""
    given = MachineConsent.objects.filter(firm=firm, ended_at=None).select_related("given_by").first()
    current = given if given and given.version == VERSION else None
    return {"text": TEXT, "version": VERSION, "given": current, "connected": is_connected()}


def of_thread(side: str, match: Match) -> dict[str, Any] | None:
    """For the two firms, where a service is connected."""
    if side not in OTHER or not is_connected():
        return None
    firms = {side: match.japan if side == "japan" else match.partner for side in OTHER}
    agreed = set(MachineConsent.objects.filter(
        firm__in=firms.values(), version=VERSION, ended_at=None
    ).values_list("firm", flat=True))
    kept = set(MachineRefusal.objects.filter(thread__match=match, lifted_at=None).values_list("by_side", flat=True))
    return {
        "agreed": firms[side].pk in agreed,
        "kept": side in kept,
        "kept_by_other": OTHER[side] in kept,
        "keep_url": reverse("talks:machine_keep", args=[match.pk]),
        "allow_url": reverse("talks:machine_allow", args=[match.pk]),
    }
