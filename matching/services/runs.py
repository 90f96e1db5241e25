"""A matching run: encode what is new, score every pair, choose suggestions, write them with their reasons."""

import logging
from collections import defaultdict
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from companies.rules.export_control import controlled_codes
from core.lifecycle import move
from core.locks import only_one
from core.sweeps import Swept, each

from ..computed.weights import active_weights
from ..encoding import EncoderUnavailable
from ..models import Match, MatchRun
from ..scoring.engine import explained, score_pairs
from ..scoring.exposure import exposure
from ..scoring.means import Means, line_means
from ..scoring.pair_score import PairScore
from ..scoring.selection import chosen
from ..scoring.sides import Pool, make_pool
from . import engine_facts
from .encoding import encode_lines, load_vectors
from .refreshing import changed_since, take_over
from .shards import cut, found_of, meet_shards
from .snapshots import forget_pools, keep_pool, standing_of
from .suggestions import spent_places, write_suggestions

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


def carry_out(run: MatchRun) -> bool:
    """One whole run, or what is left of one whose worker ended; False while other workers are at its last parts. A
    failure is written down with its cause and leaves the suggestions as they were.
    """
    if run.attempts >= MOST_ATTEMPTS or run.shards.given_up(now=timezone.now()).exists():
        _give_up(run)
        return True
    if MatchRun.objects.at_its_parts().filter(requested_at__lt=run.requested_at).exists():
        return False
    if not run.read_at:
        now = timezone.now()
        move(run, "start", by=run.requested_by, now=now, started_at=now, attempts=run.attempts + 1)
    try:
        figures = find_matches(run)
    except Exception as error:
        logger.exception("matching run %s failed", run.pk)
        figures = {"error": f"{type(error).__name__}: {error}", "paused": isinstance(error, EncoderUnavailable)}
        _fail(run, figures)
        return True
    if figures is not None:
        _finish(run, figures)
    return figures is not None


@transaction.atomic
def _finish(run: MatchRun, figures: dict) -> None:
    """What firms are met with from now on is this run's pool; who changed since is refreshed once more."""
    move(run, "finish", by=None, now=timezone.now(), finished_at=timezone.now(), figures=figures)
    run.shards.all().delete()
    forget_pools(but=run)
    take_over(MatchRun.objects.get(pk=run.pk), now=timezone.now())


def _give_up(run: MatchRun) -> None:
    """It ended its worker each time (memory, a crash of native code): a further try would do so again."""
    _fail(run, {"error": f"its worker ended {MOST_ATTEMPTS} times before the run did"})


@transaction.atomic
def _fail(run: MatchRun, figures: dict) -> None:
    move(run, "fail", by=None, now=timezone.now(), finished_at=timezone.now(), figures=figures)
    run.shards.all().delete()
    run.parts.all().delete()


def find_matches(run: MatchRun) -> dict[str, Any] | None:
    """What an earlier try has done is not done again. None while other workers are at the last parts."""
    if not run.read_at:
        _read_everybody(run)
    meet_shards()
    if run.shards.filter(data=None).exists():
        return None
    MatchRun.objects.filter(pk=run.pk).update(attempts=F("attempts") + 1)
    return _join(run)


def _read_everybody(run: MatchRun) -> None:
    def progress(done: int, total: int) -> None:
        MatchRun.objects.filter(pk=run.pk).update(done=done, total=total)

    encoded = encode_lines(now=timezone.now(), progress=progress)
    read_at = timezone.now()  # before the reading: what changes meanwhile is read again
    pool, means = read_pool()
    with transaction.atomic():
        keep_pool(run, pool, means)
        cut(run, len(pool.japan.firms))
        # From here on only the parts are worked on; their tries are counted one by one.
        run.read_at, run.figures, run.attempts = read_at, encoded, 0
        run.save(update_fields=["read_at", "figures", "attempts"])


def _join(run: MatchRun) -> dict[str, Any]:
    """All parts are met: who is suggested to whom is settled and written at once."""
    pool, found = standing_of(run).pool, found_of(run)
    rows = chosen(pool, found, spent_places(now=timezone.now()))
    changed = changed_since(run.read_at)
    taken = _without(changed, [explained(pool, found, row) for row in rows.tolist()])
    written = write_suggestions([*_live_scores(pool), *taken], taken, now=timezone.now(), but=changed)
    pairs = len(pool.japan.firms) * len(pool.partners.firms)
    seen = {"exposure": exposure(pool, found, rows)}
    return run.figures | written | seen | {"pairs": pairs, "plausible": len(found.ours)}


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
