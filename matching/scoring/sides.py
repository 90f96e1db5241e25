"""Both sides of the pool as arrays: profiles in a fixed order, the lines of each in a row, what factors read."""
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np

from .factors import MEASURES, READS, Party, party
from .hs_codes import CodeTable, code_table
from .means import Means, Vectors
from .profile import FirmFacts, LineFacts, ProfileFacts
from .texts import Company, Lines, bank_lines, companies, dims_of, lines_of, shifts


@dataclass(frozen=True)
class Side:
    """Profiles sorted by firm and id. `firm`: (profiles,) place of each one's firm; `first`: (profiles + 1,) where the
    rows of its lines begin.
    """

    firms: Sequence[FirmFacts]
    parties: Sequence[Party]
    firm: np.ndarray
    first: np.ndarray
    facts: Sequence[LineFacts]
    lines: Lines
    codes: CodeTable

    @cached_property
    def places(self) -> dict[str, int]:
        """{id of a firm: its place}."""
        return {firm.id: place for place, firm in enumerate(self.firms)}

    def rows(self, profiles: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The rows of these profiles' lines one after the other, and how many each has."""
        sizes = self.first[profiles + 1] - self.first[profiles]
        ends = np.cumsum(sizes)
        return np.repeat(self.first[profiles] - (ends - sizes), sizes) + np.arange(sizes.sum()), sizes


class Strengths(NamedTuple):
    """One factor for one kind of Japanese party, over all kinds of partners: how strong in either direction, NaN where
    there is nothing to compare.
    """

    forward: np.ndarray
    backward: np.ndarray


@dataclass(frozen=True)
class Kinds:
    """Who is alike in one factor: (profiles,) number of the kind, and one party of each kind."""

    japan: np.ndarray
    partner: np.ndarray
    japan_parties: Sequence[Party]
    partner_parties: Sequence[Party]
    known: dict[int, Strengths] = field(default_factory=dict)


@dataclass(frozen=True)
class Pool:
    """Both sides with everything about their texts that is worth computing once."""

    japan: Side
    partners: Side
    japan_company: Company
    partner_company: Company
    kinds: Mapping[str, Kinds]
    shift: np.ndarray
    weights: dict
    controlled: Mapping[str, str]

    def off_limits(self, ours: FirmFacts) -> set[int]:
        """Places of the partner firms that must not meet this Japanese one."""
        places = self.partners.places
        found = {places[name] for name in ours.blocked if name in places}
        alike = self.groups.get(ours.group or "", set()) | self.sides.get(ours.side, set())
        return found | alike | self.withdrawn | self.blocking.get(ours.id, set())

    @cached_property
    def withdrawn(self) -> set[int]:
        return {place for place, firm in enumerate(self.partners.firms) if not firm.state_ok}

    @cached_property
    def blocking(self) -> dict[str, set[int]]:
        """Japanese id → the partners that want nothing to do with it."""
        return _sets((name, place) for place, firm in enumerate(self.partners.firms) for name in firm.blocked)

    @cached_property
    def sides(self) -> dict[str, set[int]]:
        return _sets((firm.side, place) for place, firm in enumerate(self.partners.firms))

    @cached_property
    def groups(self) -> dict[str, set[int]]:
        return _sets((firm.group, place) for place, firm in enumerate(self.partners.firms) if firm.group)

    def strengths(self, factor: str, profile: int) -> Strengths:
        """Of a Japanese profile against every kind of partner."""
        kinds = self.kinds[factor]
        kind = int(kinds.japan[profile])
        if kind not in kinds.known:
            ours, measure = kinds.japan_parties[kind], MEASURES[factor]
            kinds.known[kind] = Strengths(
                _strengths(measure(ours, theirs, self.weights) for theirs in kinds.partner_parties),
                _strengths(measure(theirs, ours, self.weights) for theirs in kinds.partner_parties),
            )
        return kinds.known[kind]


def make_pool(
    japan: Iterable[FirmFacts], partners: Iterable[FirmFacts], vectors: Vectors, means: Means, weights: dict,
    controlled: Mapping[str, str] | None = None,
) -> Pool:
    encoders = weights["encoders"]
    dims = dims_of(vectors, encoders)
    ours, theirs = (side_of(firms, vectors, means, encoders, dims) for firms in (japan, partners))
    bank = bank_lines(means, encoders, dims)
    kinds = kinds_of(ours.parties, theirs.parties)
    shift = shifts(tuple(sorted(encoders.items())), weights["strange"], weights["shift"])
    company = companies(ours.lines, theirs.lines, bank, weights)
    return Pool(ours, theirs, *company, kinds, shift, weights, controlled or {})


def side_of(
    firms: Iterable[FirmFacts], vectors: Vectors, means: Means, encoders: Mapping[str, float], dims: Mapping[str, int]
) -> Side:
    firms = sorted(firms, key=lambda firm: firm.id)
    facts = [line for firm in firms for profile in _with_lines(firm) for line in profile.lines]
    lines = lines_of(facts, vectors, means, encoders, dims)
    return arranged(firms, lines, code_table([line.hs_codes for line in facts]))


def arranged(firms: Sequence[FirmFacts], lines: Lines, codes: CodeTable) -> Side:
    """Of firms by id, whose lines are arrays already, in the order of firms and profiles."""
    parties, owners = [], []
    for place, firm in enumerate(firms):
        for profile in _with_lines(firm):
            parties.append(party(firm, profile))
            owners.append(place)
    facts = [line for one in parties for line in one.profile.lines]
    first = np.cumsum([0, *(len(one.profile.lines) for one in parties)])
    return Side(firms, parties, np.array(owners, dtype=np.int64), first, facts, lines, codes)


def _with_lines(firm: FirmFacts) -> list[ProfileFacts]:
    return sorted((one for one in firm.profiles if one.lines), key=lambda profile: profile.id)


def kinds_of(japan: Sequence[Party], partners: Sequence[Party]) -> dict[str, Kinds]:
    return {code: _kinds(read, japan, partners) for code, read in READS.items()}


def kinds_against(kinds: Mapping[str, Kinds], parties: Sequence[Party], japan: bool) -> dict[str, Kinds]:
    """Of these parties, asking, and all that the Japanese side (or the other one) faces, who are numbered already."""
    found = {}
    for code, read in READS.items():
        known = kinds[code]
        others = (known.partner, known.partner_parties) if japan else (known.japan, known.japan_parties)
        numbers, own = _numbered(read, parties)
        found[code] = Kinds(numbers, others[0], own, others[1])
    return found


def _kinds(read: Callable, japan: Sequence[Party], partners: Sequence[Party]) -> Kinds:
    numbers, parties = zip(*(_numbered(read, side) for side in (japan, partners)), strict=True)
    return Kinds(*numbers, *parties)


def _numbered(read: Callable, parties: Sequence[Party]) -> tuple[np.ndarray, list[Party]]:
    known: dict = {}
    numbers = [known.setdefault(read(one), (len(known), one))[0] for one in parties]
    return np.array(numbers, dtype=np.int64), [one for _, one in known.values()]


def _strengths(findings: Iterable) -> np.ndarray:
    return np.array([np.nan if one is None else one.strength for one in findings], dtype=np.float64)


def _sets(pairs: Iterable[tuple[str, int]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for name, place in pairs:
        found[name].add(place)
    return dict(found)
