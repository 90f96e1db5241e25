"""From rows to the engine's plain facts."""
from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from django.utils import timezone

from companies.models import Bar, Firm, PartneringProfile

from ..computed.answering import silent_firms
from ..computed.weights import active_weights
from ..scoring.profile import FirmFacts, LineFacts, ProfileFacts

ENGINE_KIND = {"investment": "joint_venture"}  # our one kind for both directions


def load_firms(only: Collection[UUID] | None = None) -> tuple[list[FirmFacts], list[FirmFacts]]:
    """Every firm with a published profile, or those of these, (Japan, Central Asia); the same number of queries however
    many there are.
    """
    profiles = defaultdict(list)
    rows = PartneringProfile.objects.whole().filter(state="published").prefetch_related("lines")
    for profile in rows if only is None else rows.filter(firm__in=only):
        profiles[profile.firm_id].append(profile)
    bars = _bars()
    firms = Firm.objects.filter(pk__in=profiles).order_by("pk")
    silent = silent_firms(timezone.now(), active_weights()["silent"]["asked"])
    facts = [firm_facts(firm, profiles[firm.pk], bars, silent=firm.pk in silent) for firm in firms]
    return [f for f in facts if f.side == "japan"], [f for f in facts if f.side == "central_asia"]


def _bars() -> dict:
    found = defaultdict(dict)
    for bar in Bar.objects.all():
        found[bar.firm_id][str(bar.other_id)] = bar.kind
        found[bar.other_id][str(bar.firm_id)] = bar.kind
    return found


def firm_facts(firm: Firm, profiles: list[PartneringProfile], bars: dict, *, silent: bool = False) -> FirmFacts:
    """The firm with its published profiles; `bars`: {firm id: {other id: kind}}."""
    return FirmFacts(
        id=str(firm.pk),
        side=str(firm.side),
        country=firm.country,
        languages=tuple(firm.languages),
        certificates=tuple(firm.certificates),
        employees=firm.employees,
        id_quality=firm.legal_id_quality,
        state_ok=firm.is_live,
        profiles=tuple(profile_facts(profile, firm) for profile in profiles),
        blocked=bars.get(firm.pk, {}),
        silent=silent,
    )


def profile_facts(profile: PartneringProfile, firm: Firm) -> ProfileFacts:
    lines = tuple(
        LineFacts(id=str(line.pk), text=line.text, language=profile.language, hs_codes=tuple(line.hs_codes))
        for line in profile.lines.all()
    )
    return ProfileFacts(
        id=str(profile.pk),
        firm_id=str(firm.pk),
        kind=ENGINE_KIND.get(profile.kind, profile.kind),
        cooperation=profile.cooperation,
        lines=lines,
        markets=frozenset(profile.markets),
        sectors=frozenset(profile.sectors or firm.sectors),
        certificates=tuple(profile.certificates_wanted),
        trade_role=profile.trade_role,
    )
