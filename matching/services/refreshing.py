"""One firm's suggestions found anew, minutes after it changed: its own row or column, the rest stays as it is."""
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import numpy as np
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from companies.models import Firm
from core.locks import wait_for
from core.sweeps import each
from core.wake import nudge_once

from ..models import FirmRefresh, Match, MatchRun
from ..scoring.engine import explained, score_pairs
from ..scoring.newcomers import Met, Standing, meet_anew
from ..scoring.pair_score import PairScore
from ..scoring.profile import JAPAN
from ..scoring.reasons import all_rounded
from ..scoring.selection import places
from ..states import OPEN_MATCH
from . import engine_facts
from .encoding import encode_lines, load_vectors
from .requests import request_run
from .snapshots import standing_of
from .suggestions import LOCK, quiet_pairs, write_suggestions

# Of more changed firms than these a whole run is cheaper.
MOST = 200


class Candidate(NamedTuple):
    """A partner with evidence: its id, the rounded fit, how many places the two firms have, where they met."""

    other: str
    fit: int
    places: tuple[int, int]
    met: Met
    row: int


def ask_refresh(firms: Iterable[UUID], *, by=None, now: datetime) -> None:
    """Queue these firms; before the first run, which reads everybody, that run."""
    if MatchRun.objects.standing() is None:
        request_run(by=by, now=now)
        return
    rows = [FirmRefresh(firm_id=firm, asked_at=now) for firm in sorted(firms)]
    FirmRefresh.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["firm"], update_fields=["asked_at", "done_at"]
    )
    nudge_once("matching.refresh_firms")


def refresh_firms() -> int:
    """Worker's part. Returns how many were done."""
    waiting = FirmRefresh.objects.waiting().select_related("firm")
    return each("matching.refresh_firms", waiting, refresh_firm, now=timezone.now(), atomic=False).done


def refresh_firm(row: FirmRefresh) -> None:
    """In one transaction: until it ends everybody reads the suggestions that were there."""
    run = MatchRun.objects.standing()
    standing = standing_of(run) if run else None
    if standing is None or not standing.is_read or FirmRefresh.objects.count() > MOST:
        request_run(now=timezone.now())
    else:
        encode_lines(now=timezone.now(), firm=row.firm)
        with transaction.atomic():
            _write(row.firm, standing, timezone.now())
    # Whoever has asked again meanwhile is not answered yet.
    FirmRefresh.objects.filter(pk=row.pk, asked_at=row.asked_at).update(done_at=timezone.now())


def _write(firm: Firm, standing: Standing, now: datetime) -> None:
    wait_for(LOCK)
    name, also = str(firm.pk), _partners_of(firm)
    gone = set(FirmRefresh.objects.values_list("firm_id", flat=True)) | {firm.pk}
    facts = {one.id: one for side in engine_facts.load_firms(gone) for one in side}
    met: list[Met] = []
    if name in facts:
        met = list(meet_anew(standing, facts, set(map(str, gone)), load_vectors(gone), name, also))
    taken = [explained(one.met.pool, one.met.found, one.row) for one in _chosen(firm, met, now)]
    kept = [score for one in met for score in _scores(one, firm, also)]
    write_suggestions([*kept, *taken], taken, now=now, of=firm)


def _partners_of(firm: Firm) -> list[str]:
    pairs = Match.objects.live().of_firm(firm).order_by("pk").values_list("japan_id", "partner_id")
    return [str(other) for pair in pairs for other in pair if other != firm.pk]


def _scores(met: Met, firm: Firm, partners: list[str]) -> Iterator[PairScore]:
    name = str(firm.pk)
    if firm.side == JAPAN:
        yield from score_pairs(met.pool, name, partners)
    else:
        for japan in partners:
            yield from score_pairs(met.pool, japan, [name])


def _chosen(firm: Firm, met: list[Met], now: datetime) -> list[Candidate]:
    """The best for which both have a place: nobody else's suggestions move before the next run."""
    quiet = {other for pair in quiet_pairs(now) for other in pair if str(firm.pk) in pair}
    live = Match.objects.live().of_firm(firm)
    free = _firms_in(live.unclaimed())
    staying = live.exclude(pk__in=live.unclaimed().values("pk"))
    taken, settled = staying.filter(state__in=OPEN_MATCH).count(), _firms_in(staying)
    found = [one for one in _candidates(firm, met) if one.other not in quiet | settled]
    filled = _filled(firm, [one.other for one in found])
    chosen: list[Candidate] = []
    for one in sorted(found, key=lambda one: (-one.fit, one.other)):
        if taken + len(chosen) < one.places[0] and (one.other in free or filled[one.other] < one.places[1]):
            chosen.append(one)
    return chosen


def _firms_in(matches: QuerySet) -> set[str]:
    return {str(pk) for pair in matches.values_list("japan_id", "partner_id") for pk in pair}


def _candidates(firm: Firm, met: list[Met]) -> Iterator[Candidate]:
    for one in met:
        pool, found = one
        sides = [(pool.japan, pool.japan.firm[found.ours]), (pool.partners, pool.partners.firm[found.theirs])]
        (mine, own), (others, theirs) = sides if firm.side == JAPAN else sides[::-1]
        fits = all_rounded(np.minimum(found.forward, found.backward)).tolist()
        room, their_room = (places(side.firms, pool.weights).tolist() for side in (mine, others))
        for row, (me, other) in enumerate(zip(own.tolist(), theirs.tolist(), strict=True)):
            yield Candidate(others.firms[other].id, fits[row], (room[me], their_room[other]), one, row)


def _filled(firm: Firm, others: list[str]) -> Counter[str]:
    """How many places of each are taken, by others than this firm."""
    rows = Match.objects.filter(state__in=OPEN_MATCH).of_firms(others).exclude(Q(japan=firm) | Q(partner=firm))
    return Counter(str(pk) for pair in rows.values_list("japan_id", "partner_id") for pk in pair)


def changed_since(moment: datetime) -> set[str]:
    """Ids of the firms that asked for a refresh since then."""
    return set(map(str, FirmRefresh.objects.filter(asked_at__gte=moment).values_list("firm_id", flat=True)))


def take_over(run: MatchRun, *, now: datetime) -> None:
    """A run has read everybody: who changed before needs no refresh, who changed while it went on needs one with it."""
    if run.read_at:
        FirmRefresh.objects.filter(asked_at__lt=run.read_at).delete()
    if FirmRefresh.objects.update(asked_at=now, done_at=None):
        nudge_once("matching.refresh_firms")
