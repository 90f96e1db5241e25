"""What a run or a refresh found becomes matches: new ones in, open ones scored again, stale ones out."""
from collections import Counter
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from companies.models import Firm, PartneringProfile
from core.activity import record
from core.locks import wait_for

from .. import messages
from ..computed.why_not import CLOSED, QUIET, SOFT
from ..models import Match
from ..scoring.pair_score import PairScore
from ..scoring.selection import Spent
from ..states import OPEN_MATCH
from .ending import end_match
from .finding import tell_of_partners, waiting_firms

LOCK = "suggestions are written"


@transaction.atomic
def write_suggestions(
    scores: list[PairScore], chosen: list[PairScore], *, now: datetime, of: Firm | None = None,
    but: Collection[str] = frozenset(),
) -> dict[str, int]:
    """Decided matches keep the reasons they were decided on. `of`: the matches of this firm only; `but`: none of these
    firms, which have changed since they were scored.
    """
    # A refresh and a run, or two refreshes, one after the other: the second sees what the first wrote.
    wait_for(LOCK)
    by_pair = {(pair.japan, pair.central_asia): pair for pair in scores}
    wanted = {(pair.japan, pair.central_asia) for pair in chosen}
    # Locked first: a decision made while this writes waits, and is not written over.
    rows = Match.objects.live().exclude(Q(japan__in=but) | Q(partner__in=but))
    rows = rows.of_firm(of) if of else rows
    locked = rows.with_firms().select_for_update(of=("self",), no_key=True).order_by("pk")
    live = {(str(match.japan_id), str(match.partner_id)): match for match in locked}
    quiet = quiet_pairs(now)
    counts = {"suggested": 0, "kept": 0, "withdrawn": 0}
    for pair, match in live.items():
        counts[_refresh(match, by_pair.get(pair), pair in wanted, now)] += 1
    new = sorted(_still_there(wanted - live.keys() - quiet, by_pair))
    waiting = waiting_firms((firm for pair in new for firm in pair), now=now)
    made = [_suggest(by_pair[pair], now) for pair in new]
    tell_of_partners(made, waiting, now=now)
    return counts | {"suggested": len(made)}


def spent_places(*, now: datetime) -> Spent:
    """Pairs that a run has nothing to say about: quiet ones, and those on which somebody has acted. Of the latter the
    open ones take a place of both firms.
    """
    live = Match.objects.live()
    settled = live.exclude(pk__in=live.unclaimed().values("pk")).values_list("japan_id", "partner_id", "state")
    taken = Counter(
        str(firm) for japan, partner, state in settled if state in OPEN_MATCH for firm in (japan, partner)
    )
    return Spent(quiet_pairs(now) | {(str(japan), str(partner)) for japan, partner, _ in settled}, taken)


def quiet_pairs(now: datetime) -> set[tuple[str, str]]:
    # An introduction that ran out or was recalled is as good as declined.
    ended = Q(state__in=CLOSED) | Q(state="expired", approved_at__isnull=False)
    closed = Match.objects.filter(ended, ended_at__gte=now - QUIET).values_list("japan_id", "partner_id")
    return {(str(japan), str(partner)) for japan, partner in closed}


def _still_there(pairs: set[tuple[str, str]], scores: dict[tuple[str, str], PairScore]) -> set[tuple[str, str]]:
    """A run takes long: meanwhile a firm may have been suspended, or merged into another, or its profile withdrawn."""
    firms = Firm.objects.live().filter(pk__in={pk for pair in pairs for pk in pair})
    asked = {pk for pair in pairs for pk in _profiles(scores[pair])}
    there = {str(pk) for rows in (firms, PartneringProfile.objects.live().filter(pk__in=asked))
             for pk in rows.values_list("pk", flat=True)}
    return {pair for pair in pairs if there.issuperset([*pair, *_profiles(scores[pair])])}


def _profiles(score: PairScore) -> list[str]:
    return [pk for pk in (score.japan_profile, score.central_asia_profile) if pk]


def _refresh(match: Match, score: PairScore | None, wanted: bool, now: datetime) -> str:
    if match.state in ("approved", "introduced") or _stands_by_hand(match, score):
        return "kept"
    if score and any(exclusion.code in ("rival", "do_not_introduce") for exclusion in score.exclusions):
        end_match(match, "block", by=None, now=now, reason=score.exclusions[0].code)
        return "withdrawn"
    if score is None or score.exclusions or (
        match.state == "suggested" and not wanted and not match.interests.exists()
    ):
        end_match(match, "expire", by=None, now=now)
        messages.suggestion_withdrawn(match, now=now)
        return "withdrawn"
    fields = _scored(score, now)
    for name, value in fields.items():
        setattr(match, name, value)
    match.save(update_fields=list(fields))
    return "kept"


def _stands_by_hand(match: Match, score: PairScore | None) -> bool:
    """Staff knew what speaks against it and gave their reason."""
    codes = {exclusion.code for exclusion in score.exclusions} if score else set()
    return match.by_hand and bool(codes) and codes <= SOFT


def _suggest(score: PairScore, now: datetime) -> Match:
    match = Match.objects.create(
        japan_id=score.japan, partner_id=score.central_asia, created_at=now, **_scored(score, now)
    )
    record(match, "suggest", by=None, now=now, data={"fit": score.fit, "weights": score.weights_version})
    return match


def _scored(score: PairScore, now: datetime) -> dict:
    plain = score.as_dict()
    return {
        "japan_profile_id": score.japan_profile,
        "partner_profile_id": score.central_asia_profile,
        "fit": score.fit,
        "forward": score.forward,
        "backward": score.backward,
        "reasons": {"japan": plain["forward_factors"], "partner": plain["backward_factors"], "lines": plain["lines"]},
        "cautions": plain["cautions"],
        "weights_version": score.weights_version,
        "scored_at": now,
    }
