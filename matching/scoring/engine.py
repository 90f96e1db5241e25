"""Every firm of one side against every firm of the other: fit, reasons, cautions, or why not.

`fit` is the weaker of two directions. The same facts, vectors, means and weights give the same digits, in any order of
input.
"""
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .cautions import cautions
from .exclusions import complementary, firm_exclusions, profile_exclusions, seeks
from .factors import Party, party
from .lines import (
    LinePair,
    Near,
    Rows,
    SideLines,
    matched_lines,
    measure_neighbourhoods,
    nearness,
    rows_of,
    side_lines,
    text_finding,
    text_strength,
)
from .means import Means, Vectors
from .pair_score import MatchedLines, PairScore
from .profile import JAPAN, FirmFacts
from .reasons import direction_factors, direction_score, rounded
from .text_similarity import BLOCK
from .weights import DEFAULT_WEIGHTS

Controlled = Mapping[str, str]
# A firm with one of its profiles, and the rows of that profile's lines.
Entrant = tuple[Party, Rows]


@dataclass(frozen=True)
class Pool:
    """Both sides, sorted by id, with everything about their texts that is worth computing once."""

    japan: Sequence[FirmFacts]
    partners: Sequence[FirmFacts]
    japan_lines: SideLines
    partner_lines: SideLines
    neighbourhood: Mapping[str, float]
    weights: dict
    controlled: Controlled
    explain_from: int


class Encounter(NamedTuple):
    """One profile of each side, scored."""

    japan: Party
    partner: Party
    lines: list[LinePair]
    texts: tuple[float, float]
    forward: float
    backward: float

    @property
    def strength(self) -> tuple[float, float]:
        return min(self.forward, self.backward), self.forward + self.backward


def score_pool(
    japan: Iterable[FirmFacts],
    central_asia: Iterable[FirmFacts],
    vectors: Vectors,
    means: Means,
    weights: dict = DEFAULT_WEIGHTS,
    controlled: Controlled | None = None,
    *,
    neighbourhoods: Mapping[str, float] | None = None,
    explain_from: int = 0,
) -> Iterator[PairScore]:
    """Every pair, excluded ones too, by (Japanese id, other id). `vectors`: line id → encoder → vector; a line without
    vectors is judged without its text. `controlled`: HS6 → tier. Pairs below fit `explain_from` come without factors.
    """
    japan, partners = _sorted(japan), _sorted(central_asia)
    lines = [side_lines(side, vectors, means, weights["encoders"]) for side in (japan, partners)]
    known = neighbourhoods or {}
    if not all(line in known for side in lines for line in side.rows):
        known = measure_neighbourhoods(*lines, weights["neighbours"]) | dict(known)
    pool = Pool(japan, partners, *lines, known, weights, controlled or {}, explain_from)
    return _score_all(pool)


def score_one(
    firm: FirmFacts,
    others: Iterable[FirmFacts],
    vectors: Vectors,
    means: Means,
    weights: dict = DEFAULT_WEIGHTS,
    controlled: Controlled | None = None,
    *,
    neighbourhoods: Mapping[str, float] | None = None,
    explain_from: int = 0,
) -> Iterator[PairScore]:
    """One changed firm against the whole other side, which brings the neighbourhoods of the last full run."""
    changed = {line.id for profile in firm.profiles for line in profile.lines}
    known = {line: near for line, near in (neighbourhoods or {}).items() if line not in changed}
    sides = ([firm], others) if firm.side == JAPAN else (others, [firm])
    return score_pool(*sides, vectors, means, weights, controlled, neighbourhoods=known, explain_from=explain_from)


def pool_neighbourhoods(
    japan: Iterable[FirmFacts], central_asia: Iterable[FirmFacts], vectors: Vectors, means: Means,
    weights: dict = DEFAULT_WEIGHTS,
) -> dict[str, float]:
    """{line id: mean similarity to its nearest lines of the other side}, for `score_one` until the next full run."""
    lines = [side_lines(_sorted(side), vectors, means, weights["encoders"]) for side in (japan, central_asia)]
    return measure_neighbourhoods(*lines, weights["neighbours"])


def _sorted(firms: Iterable[FirmFacts]) -> list[FirmFacts]:
    return sorted(firms, key=lambda firm: firm.id)


def _score_all(pool: Pool) -> Iterator[PairScore]:
    partners = [(firm, _entrants(firm, pool.partner_lines)) for firm in pool.partners]
    for firms in _blocks(pool.japan):
        near = nearness(firms, pool.japan_lines, pool.partner_lines, pool.neighbourhood, pool.weights["closeness"])
        for firm in firms:
            entrants = _entrants(firm, pool.japan_lines)
            for other, others in partners:
                yield _score(pool, near, firm, entrants, other, others)


def _entrants(firm: FirmFacts, side: SideLines) -> list[Entrant]:
    profiles = sorted(firm.profiles, key=lambda profile: profile.id)
    return [(party(firm, profile), rows_of(profile, side)) for profile in profiles]


def _blocks(firms: Sequence[FirmFacts]) -> Iterator[list[FirmFacts]]:
    """Firms one after the other, so many that their lines make a block."""
    block, size = [], 0
    for firm in firms:
        block.append(firm)
        size += sum(len(profile.lines) for profile in firm.profiles)
        if size >= BLOCK:
            yield block
            block, size = [], 0
    if block:
        yield block


def _score(
    pool: Pool, near: Near, firm: FirmFacts, entrants: list[Entrant], other: FirmFacts, others: list[Entrant]
) -> PairScore:
    exclusions = firm_exclusions(firm, other)
    if not exclusions:
        meetings = [
            _meet(pool, near, ours, theirs) for ours in entrants for theirs in others if _may_meet(ours[0], theirs[0])
        ]
        if meetings:
            return _explained(pool, max(meetings, key=lambda meeting: meeting.strength))
        exclusions = profile_exclusions(firm, other)
    return PairScore(firm.id, other.id, pool.weights["version"], exclusions=exclusions)


def _may_meet(ours: Party, theirs: Party) -> bool:
    return (
        seeks(ours.profile, theirs.firm.country)
        and seeks(theirs.profile, ours.firm.country)
        and complementary(ours.profile, theirs.profile)
    )


def _meet(pool: Pool, near: Near, ours: Entrant, theirs: Entrant) -> Encounter:
    (japan, rows), (partner, columns) = ours, theirs
    lines = matched_lines(rows, columns, near)
    share = pool.weights["best_line"]
    texts = text_strength([pair.forward for pair in lines], share), text_strength(
        [pair.backward for pair in lines], share
    )
    forward = direction_score(japan, partner, texts[0], pool.weights)
    backward = direction_score(partner, japan, texts[1], pool.weights)
    return Encounter(japan, partner, lines, texts, forward, backward)


def _explained(pool: Pool, best: Encounter) -> PairScore:
    japan, partner, lines = best.japan, best.partner, best.lines
    fit = rounded(min(best.forward, best.backward))
    explained = {}
    if fit >= pool.explain_from:
        ours = [pair.japan for pair in lines] or japan.profile.lines
        theirs = [pair.partner for pair in lines] or partner.profile.lines
        forward = text_finding(best.texts[0], ours, theirs, bool(lines))
        backward = text_finding(best.texts[1], theirs, ours, bool(lines))
        explained = {
            "lines": tuple(MatchedLines(pair.japan.id, pair.partner.id, pair.forward, pair.backward) for pair in lines),
            "forward_factors": direction_factors(japan, partner, forward, pool.weights),
            "backward_factors": direction_factors(partner, japan, backward, pool.weights),
            "cautions": cautions(japan, partner, bool(lines), pool.controlled),
        }
    return PairScore(japan.firm.id, partner.firm.id, pool.weights["version"], fit, best.forward, best.backward,
                     japan.profile.id, partner.profile.id, **explained)
