"""Every firm of one side against every firm of the other: fit, evidence, reasons, cautions, or why not.

`fit` is the weaker of two directions. The same facts, vectors, means and weights give the same digits, in any order of
input. Numbers are made for all pairs at once (meeting.py); sentences only for those that are asked for.
"""
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from .cautions import cautions
from .exclusions import firm_exclusions, profile_exclusions, rivals
from .explaining import hs_finding, text_finding
from .means import Means, Vectors
from .meeting import Meetings, meet
from .pair_score import MatchedLines, PairScore
from .profile import FirmFacts
from .reasons import direction_factors, rounded
from .sides import Pool, make_pool
from .weights import DEFAULT_WEIGHTS

Controlled = Mapping[str, str]


def score_pool(
    japan: Iterable[FirmFacts],
    central_asia: Iterable[FirmFacts],
    vectors: Vectors,
    means: Means,
    weights: dict = DEFAULT_WEIGHTS,
    controlled: Controlled | None = None,
) -> Iterator[PairScore]:
    """Every pair with its reasons, excluded ones too, by (Japanese id, other id): for small pools and tests. `vectors`:
    line id → encoder → vectors of its pieces; a line without vectors is judged without its text. `controlled`: HS6 →
    tier.
    """
    return score_all(make_pool(japan, central_asia, vectors, means, weights, controlled))


def score_all(pool: Pool) -> Iterator[PairScore]:
    """Every pair of a pool, by (Japanese id, other id)."""
    for place in range(len(pool.japan.firms)):
        best = best_meetings(pool, place)
        found = dict(zip(pool.partners.firm[best.theirs].tolist(), range(len(best.theirs)), strict=True))
        for other in range(len(pool.partners.firms)):
            yield _pair(pool, place, other, best, found.get(other))


def best_meetings(pool: Pool, firm: int, among: np.ndarray | None = None) -> Meetings:
    """For a Japanese firm and each partner firm it may meet: the best pair of their profiles, by partner. `among`:
    these partner profiles only.
    """
    profiles = range(*np.searchsorted(pool.japan.firm, [firm, firm + 1]))
    met = [meet(pool, one, some) for one in profiles if len(some := may_meet(pool, one, among))]
    everything = joined(met)
    weaker = np.minimum(everything.forward, everything.backward)
    partner = pool.partners.firm[everything.theirs]
    order = np.lexsort((-(everything.forward + everything.backward), -weaker, ~everything.passed, partner))
    _, first = np.unique(partner[order], return_index=True)
    return everything.take(order[first])


def evident_pairs(pool: Pool) -> Meetings:
    """All pairs of firms with evidence, by Japanese firm and partner: numbers only."""
    found = []
    for place in range(len(pool.japan.firms)):
        best = best_meetings(pool, place)
        found.append(best.take(np.flatnonzero(best.passed)))
    return joined(found)


def score_pair(pool: Pool, japan: str, partner: str) -> PairScore | None:
    """One pair with its reasons or exclusions, by the ids of the firms; None when one is not in the pool."""
    return next(score_pairs(pool, japan, [partner]), None)


def score_pairs(pool: Pool, japan: str, partners: Iterable[str]) -> Iterator[PairScore]:
    """A Japanese firm with each of these, by id; those that are not in the pool are left out."""
    ours = pool.japan.places.get(japan)
    theirs = sorted(pool.partners.places[name] for name in partners if name in pool.partners.places)
    if ours is None or not theirs:
        return
    profiles = [np.arange(*np.searchsorted(pool.partners.firm, [place, place + 1])) for place in theirs]
    best = best_meetings(pool, ours, among=np.concatenate(profiles))
    found = {place: row for row, place in enumerate(pool.partners.firm[best.theirs].tolist())}
    for place in theirs:
        yield _pair(pool, ours, place, best, found.get(place))


def joined(met: Sequence[Meetings]) -> Meetings:
    kinds = ("i8", "i8", "f8", "i8", "i8", "f8", "f8", "f8", "?")
    return Meetings(*(
        np.concatenate([np.zeros(0, dtype=kind), *columns]).astype(kind)
        for kind, *columns in zip(kinds, *met, strict=True)
    ))


def may_meet(pool: Pool, profile: int, among: np.ndarray | None = None) -> np.ndarray:
    """Places of the partner profiles that this Japanese one may be put together with, those of firms that must not
    be introduced left out.
    """
    rows = np.arange(len(pool.partners.parties)) if among is None else among
    role, market = (pool.strengths(factor, profile) for factor in ("role", "market"))
    roles, markets = (pool.kinds[factor].partner[rows] for factor in ("role", "market"))
    fits = (role.forward[roles] > 0) & (market.forward[markets] != 0) & (market.backward[markets] != 0)
    rows = rows[fits]
    return rows[~np.isin(pool.partners.firm[rows], barred(pool, int(pool.japan.firm[profile])))]


def barred(pool: Pool, firm: int) -> np.ndarray:
    """Places of the partner firms that something about the two firms excludes."""
    ours = pool.japan.firms[firm]
    if not ours.state_ok:
        return np.arange(len(pool.partners.firms))
    return np.array(sorted(pool.off_limits(ours)), dtype=np.int64)


def _pair(pool: Pool, firm: int, other: int, best: Meetings, row: int | None) -> PairScore:
    japan, partner = pool.japan.firms[firm], pool.partners.firms[other]
    if row is not None:
        return explained(pool, best, row)
    exclusions = firm_exclusions(japan, partner) or profile_exclusions(
        japan, partner, lambda: make_the_same(pool, firm, other)
    )
    return PairScore(japan.id, partner.id, pool.weights["version"], exclusions=exclusions)


def make_the_same(pool: Pool, firm: int, other: int) -> bool:
    """Whether there is evidence, in their lines and codes, that two makers make the same goods."""
    theirs = np.flatnonzero(pool.partners.firm == other)
    for ours in range(*np.searchsorted(pool.japan.firm, [firm, firm + 1])):
        maker = pool.japan.parties[ours].profile
        rows = [row for row in theirs if rivals(maker, pool.partners.parties[row].profile)]
        if rows and meet(pool, ours, np.array(rows)).passed.any():
            return True
    return False


def explained(pool: Pool, met: Meetings, row: int) -> PairScore:
    """One meeting with its factors and cautions."""
    japan, partner = pool.japan.parties[met.ours[row]], pool.partners.parties[met.theirs[row]]
    ours, theirs = pool.japan.facts[met.our_line[row]], pool.partners.facts[met.their_line[row]]
    compared = bool(pool.japan.lines.read[met.our_line[row]] and pool.partners.lines.read[met.their_line[row]])
    close, text, passed = float(met.closeness[row]), float(met.text[row]), bool(met.passed[row])
    forward, backward = float(met.forward[row]), float(met.backward[row])
    there = text_finding(text, close, ours, theirs, compared, passed), hs_finding(ours, theirs, pool.weights)
    back = text_finding(text, close, theirs, ours, compared, passed), hs_finding(theirs, ours, pool.weights)
    return PairScore(
        japan.firm.id, partner.firm.id, pool.weights["version"], rounded(min(forward, backward)), forward, backward,
        japan.profile.id, partner.profile.id,
        lines=(MatchedLines(ours.id, theirs.id, close),) if compared else (),
        forward_factors=direction_factors(japan, partner, *there, forward, pool.weights),
        backward_factors=direction_factors(partner, japan, *back, backward, pool.weights),
        cautions=cautions(japan, partner, compared, pool.controlled),
        evident=passed,
    )
