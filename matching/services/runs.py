"""A matching run: encode what is new, score every pair, choose suggestions, write them with their reasons."""

import logging
from collections import defaultdict
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from companies.models import Firm
from companies.rules.export_control import controlled_codes
from core.activity import record
from core.errors import permit
from core.lifecycle import move
from core.locks import only_one
from core.sweeps import Swept, each
from core.wake import nudge_once

from .. import messages
from ..computed.weights import active_weights
from ..computed.why_not import CLOSED, QUIET, SOFT
from ..encoding import EncoderUnavailable
from ..models import Match, MatchRun
from ..permissions import can_propose
from ..scoring.engine import explained, score_pairs
from ..scoring.means import line_means
from ..scoring.pair_score import PairScore
from ..scoring.selection import chosen
from ..scoring.shortlist import Shortlist, found_pairs
from ..scoring.sides import Pool, make_pool
from . import engine_facts
from .encoding import encode_lines, load_vectors
from .ending import end_match
from .finding import tell_of_partners, waiting_firms

logger = logging.getLogger("portal.matching")
MOST_ATTEMPTS = 3


def request_run(*, by=None, now: datetime) -> MatchRun:
    """Queue one run; a run that is already waiting serves everybody who asks meanwhile."""
    permit(by, can_propose)
    try:
        with transaction.atomic():
            run = MatchRun.objects.create(requested_by=by, requested_at=now)
            record(run, "request", by=by, now=now)
    except IntegrityError:
        run = MatchRun.objects.filter(state="queued").first() or request_run(by=by, now=now)
    nudge_once("matching.work_on_runs")
    return run


def work_on_runs() -> int:
    """Worker's part: do the waiting run, and one whose worker died. Returns how many were done."""
    count = 0
    with only_one("matching run") as mine:
        while mine and (swept := _work_through()).done:
            count += swept.done
    return count


def _work_through() -> Swept:
    waiting = MatchRun.objects.filter(state__in=["queued", "running"]).order_by("requested_at")
    return each("matching.work_on_runs", waiting, carry_out, now=timezone.now(), atomic=False)


def carry_out(run: MatchRun) -> None:
    """One whole run; a failure is written down with its cause and leaves the suggestions as they were."""
    if run.attempts >= MOST_ATTEMPTS:
        _give_up(run)
        return
    move(run, "start", by=run.requested_by, now=timezone.now(), started_at=timezone.now(), attempts=run.attempts + 1)
    try:
        figures = find_matches(run)
    except Exception as error:
        logger.exception("matching run %s failed", run.pk)
        figures = {"error": f"{type(error).__name__}: {error}", "paused": isinstance(error, EncoderUnavailable)}
        move(run, "fail", by=None, now=timezone.now(), finished_at=timezone.now(), figures=figures)
        return
    move(run, "finish", by=None, now=timezone.now(), finished_at=timezone.now(), figures=figures)


def _give_up(run: MatchRun) -> None:
    """It ended its worker each time (memory, a crash of native code): a further try would do so again."""
    figures = {"error": f"its worker ended {run.attempts} times before the run did"}
    move(run, "fail", by=None, now=timezone.now(), finished_at=timezone.now(), figures=figures)


def find_matches(run: MatchRun) -> dict[str, int]:
    def progress(done: int, total: int) -> None:
        MatchRun.objects.filter(pk=run.pk).update(done=done, total=total)

    now = timezone.now()
    encoded = encode_lines(now=now, progress=progress)
    pool = load_pool()
    found = found_pairs(Shortlist(pool), range(len(pool.japan.firms)))
    rows = chosen(pool, found)
    taken = [explained(pool, found, row) for row in rows.tolist()]
    written = write_suggestions([*_live_scores(pool), *taken], taken, now=now)
    pairs = len(pool.japan.firms) * len(pool.partners.firms)
    return encoded | written | {"pairs": pairs, "plausible": len(found.ours)}


def load_pool() -> Pool:
    """All firms with a published profile, as arrays."""
    japan, central_asia = engine_facts.load_firms()
    vectors = load_vectors()
    means = line_means([*japan, *central_asia], vectors)
    return make_pool(japan, central_asia, vectors, means, active_weights(), controlled_codes().tiers)


def _live_scores(pool: Pool) -> list[PairScore]:
    """The pairs that have an open match, whatever has become of their evidence."""
    partners = defaultdict(list)
    for japan, partner in Match.objects.live().values_list("japan_id", "partner_id").order_by("pk"):
        partners[str(japan)].append(str(partner))
    return [score for japan, others in partners.items() for score in score_pairs(pool, japan, others)]


@transaction.atomic
def write_suggestions(scores: list[PairScore], chosen: list[PairScore], *, now: datetime) -> dict[str, int]:
    """New suggestions in, open ones re-scored, stale ones out.
    Decided matches keep the reasons they were decided on.
    """
    by_pair = {(pair.japan, pair.central_asia): pair for pair in scores}
    wanted = {(pair.japan, pair.central_asia) for pair in chosen}
    # Locked first: a decision made while this writes waits, and is not written over.
    locked = Match.objects.live().with_firms().select_for_update(of=("self",), no_key=True).order_by("pk")
    live = {(str(match.japan_id), str(match.partner_id)): match for match in locked}
    quiet = _quiet_pairs(now)
    counts = {"suggested": 0, "kept": 0, "withdrawn": 0}
    for pair, match in live.items():
        counts[_refresh(match, by_pair.get(pair), pair in wanted, now)] += 1
    new = sorted(_between_live_firms(wanted - live.keys() - quiet))
    waiting = waiting_firms((firm for pair in new for firm in pair), now=now)
    made = [_suggest(by_pair[pair], now) for pair in new]
    tell_of_partners(made, waiting, now=now)
    return counts | {"suggested": len(made)}


def _quiet_pairs(now: datetime) -> set[tuple[str, str]]:
    # An introduction that ran out or was recalled is as good as declined.
    ended = Q(state__in=CLOSED) | Q(state="expired", approved_at__isnull=False)
    closed = Match.objects.filter(ended, ended_at__gte=now - QUIET).values_list("japan_id", "partner_id")
    return {(str(japan), str(partner)) for japan, partner in closed}


def _between_live_firms(pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """A run takes long: meanwhile a firm may have been suspended, or merged into another."""
    live = {
        str(pk)
        for pk in Firm.objects.live().filter(pk__in={pk for pair in pairs for pk in pair}).values_list("pk", flat=True)
    }
    return {pair for pair in pairs if live.issuperset(pair)}


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
