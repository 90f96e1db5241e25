"""What decided that two firms are not suggested to each other, and what keeps staff from proposing them by hand."""
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Q

from companies.models import Bar, Firm, PartneringProfile

from ..errors import AlreadyMatched, ExportBlocked, FirmNotLive, NothingPublished, NotToBeIntroduced, SameSide
from ..models import ExportReview, Match
from ..scoring.pair_score import PairScore
from ..scoring.selection import PER_FIRM

QUIET = timedelta(days=180)  # a declined, dismissed or rejected pair is not brought up again before
CLOSED = ("dismissed", "rejected", "declined", "blocked")
# What a run, or an exclusion of the engine, says about a pair that staff may propose all the same, with a reason.
SOFT = frozenset(["rival", "rival_makers", "market_not_sought", "no_complementary_profiles"])


class Verdict(NamedTuple):
    """`code` of the rule that decided; `params` as the page needs them."""

    code: str
    params: dict[str, Any]


def obstacle(japan: Firm, partner: Firm) -> type | None:
    """The refusal that holds whatever the reason for proposing them."""
    if japan.side != "japan" or partner.side == "japan":
        return SameSide
    if not (japan.is_live and partner.is_live):
        return FirmNotLive
    if len(published(japan, partner)) < 2:
        return NothingPublished
    if ExportReview.objects.filter(state="blocked", match__japan=japan, match__partner=partner).exists():
        return ExportBlocked
    pair = Q(firm=japan, other=partner) | Q(firm=partner, other=japan)
    if Bar.objects.filter(pair, kind="do_not_introduce").exists():
        return NotToBeIntroduced
    live = live_match(japan, partner)
    return AlreadyMatched if live and not live.is_unproposed else None


def published(*firms: Firm) -> dict[Any, PartneringProfile]:
    """By firm: what it published last."""
    rows = PartneringProfile.objects.live().filter(firm__in=firms).order_by("published_at")
    return {row.firm_id: row for row in rows}


def live_match(japan: Firm, partner: Firm) -> Match | None:
    return Match.objects.live().filter(japan=japan, partner=partner).first()


def decided_before(japan: Firm, partner: Firm, now: datetime) -> Match | None:
    """The newest decision against the pair that still keeps it quiet."""
    ended = Q(state__in=CLOSED) | Q(state="expired", approved_at__isnull=False)
    pairs = Match.objects.filter(ended, japan=japan, partner=partner, ended_at__gte=now - QUIET)
    return pairs.order_by("-ended_at").first()


def verdict(
    japan: Firm, partner: Firm, pair: PairScore | None, ranks: dict[str, list[int]], now: datetime
) -> Verdict:
    """The first rule that decides, in the order in which a run asks. `ranks`: by side [place, of how many] among the
    partners with evidence.
    """
    unpublished = [firm for firm in (japan, partner) if not published(firm)]
    for code, firms in (
        ("not_live", [firm for firm in (japan, partner) if not firm.is_live]), ("not_published", unpublished),
    ):
        if firms:
            return Verdict(code, {"firms": firms})
    if pair is None:
        return Verdict("not_read", {})
    if pair.exclusions:
        return Verdict("excluded", {"exclusions": pair.as_dict()["exclusions"]})
    if before := decided_before(japan, partner, now):
        return Verdict("quiet", {"match": before, "until": before.ended_at + QUIET})
    if not pair.evident:
        return Verdict("gate", {})
    return _by_rank(japan, partner, ranks)


def _by_rank(japan: Firm, partner: Firm, ranks: dict[str, list[int]]) -> Verdict:
    for side, firm in (("japan", japan), ("partner", partner)):
        place, many = ranks.get(side) or (0, 0)
        if place > PER_FIRM:
            return Verdict("rank", {"firm": firm, "place": place, "many": many})
    return Verdict("limit", {"places": PER_FIRM})
