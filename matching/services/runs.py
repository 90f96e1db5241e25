"""A matching run: encode what is new, score every pair, choose suggestions, write them with their reasons."""

import logging
from collections import defaultdict

from django.db import transaction
from django.utils import timezone

from companies.rules.export_control import controlled_codes
from core.lifecycle import move
from core.locks import only_one
from core.sweeps import Swept, each

from ..computed.weights import active_weights
from ..encoding import EncoderUnavailable
from ..models import Match, MatchRun
from ..scoring.engine import explained, score_pairs
from ..scoring.means import Means, line_means
from ..scoring.pair_score import PairScore
from ..scoring.selection import chosen
from ..scoring.shortlist import Shortlist, found_pairs
from ..scoring.sides import Pool, make_pool
from . import engine_facts
from .encoding import encode_lines, load_vectors
from .refreshing import changed_since, take_over
from .snapshots import forget_pools, keep_pool
from .suggestions import write_suggestions

logger = logging.getLogger("portal.matching")
MOST_ATTEMPTS = 3


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
    _finish(run, figures)


@transaction.atomic
def _finish(run: MatchRun, figures: dict) -> None:
    """What firms are met with from now on is this run's pool; who changed since is refreshed once more."""
    move(run, "finish", by=None, now=timezone.now(), finished_at=timezone.now(), figures=figures)
    forget_pools(but=run)
    take_over(MatchRun.objects.get(pk=run.pk), now=timezone.now())


def _give_up(run: MatchRun) -> None:
    """It ended its worker each time (memory, a crash of native code): a further try would do so again."""
    figures = {"error": f"its worker ended {run.attempts} times before the run did"}
    move(run, "fail", by=None, now=timezone.now(), finished_at=timezone.now(), figures=figures)


def find_matches(run: MatchRun) -> dict[str, int]:
    def progress(done: int, total: int) -> None:
        MatchRun.objects.filter(pk=run.pk).update(done=done, total=total)

    encoded = encode_lines(now=timezone.now(), progress=progress)
    read_at = timezone.now()  # before the reading: what changes meanwhile is read again
    pool, means = read_pool()
    keep_pool(run, pool, means)
    MatchRun.objects.filter(pk=run.pk).update(read_at=read_at)
    found = found_pairs(Shortlist(pool), range(len(pool.japan.firms)))
    rows = chosen(pool, found)
    taken = [explained(pool, found, row) for row in rows.tolist()]
    changed = changed_since(read_at)
    taken = _without(changed, taken)
    written = write_suggestions([*_live_scores(pool), *taken], taken, now=timezone.now(), but=changed)
    pairs = len(pool.japan.firms) * len(pool.partners.firms)
    return encoded | written | {"pairs": pairs, "plausible": len(found.ours)}


def load_pool() -> Pool:
    """All firms with a published profile, as arrays."""
    return read_pool()[0]


def read_pool() -> tuple[Pool, Means]:
    japan, central_asia = engine_facts.load_firms()
    vectors = load_vectors()
    means = line_means([*japan, *central_asia], vectors)
    return make_pool(japan, central_asia, vectors, means, active_weights(), controlled_codes().tiers), means


def _live_scores(pool: Pool) -> list[PairScore]:
    """The pairs that have an open match, whatever has become of their evidence."""
    partners = defaultdict(list)
    for japan, partner in Match.objects.live().values_list("japan_id", "partner_id").order_by("pk"):
        partners[str(japan)].append(str(partner))
    return [score for japan, others in partners.items() for score in score_pairs(pool, japan, others)]


def _without(firms: set[str], scores: list[PairScore]) -> list[PairScore]:
    return [score for score in scores if firms.isdisjoint((score.japan, score.central_asia))]
