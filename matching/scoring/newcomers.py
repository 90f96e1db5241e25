"""One firm that changed meets a pool that stands: its own row, or its own column, without computing the rest anew.

The pool's companies stay as they were when it was made; the firm's own is computed against the pool. Its best few are
found by whole vectors, as in `shortlist`, and met line by line in a small pool of their own.
"""
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from .engine import best_meetings, joined, may_meet
from .means import Vectors
from .meeting import Meetings
from .profile import JAPAN, FirmFacts
from .shortlist import Shortlist, add_headings, by_heading, headings_of, margins, wholes, widths_of
from .sides import Kinds, Pool, Side, arranged, kinds_against, kinds_of, side_of
from .snapshot import Snapshot
from .texts import Company, Lines, bank_lines, company_of, near_of_standing

NEAREST = 128  # partner profiles that are met line by line


class Met(NamedTuple):
    """A small pool and those of its pairs that have evidence."""

    pool: Pool
    found: Meetings


class Standing:
    """A snapshot with what every newcomer asks of it, made once."""

    def __init__(self, snapshot: Snapshot):
        self.pool, self.means, self.floor = snapshot.pool, snapshot.means, snapshot.floor
        self.encoders = sorted(self.pool.weights["encoders"])
        self.dims = widths_of(self.pool.japan.lines, self.encoders)
        self.is_read = bool(self.pool.japan.lines.read.any() and self.pool.partners.lines.read.any())

    @cached_property
    def bank(self) -> Lines:
        return bank_lines(self.means, self.pool.weights["encoders"], self.dims)

    @cached_property
    def shortlist(self) -> Shortlist:
        return Shortlist(self.pool, self.floor)

    @cached_property
    def headings(self) -> tuple[np.ndarray, np.ndarray]:
        """Of the Japanese side; those of the other one are the shortlist's."""
        return by_heading(self.pool.japan)

    def side(self, firms: Sequence[FirmFacts], vectors: Vectors) -> Side:
        return side_of(firms, vectors, self.means, self.pool.weights["encoders"], self.dims)

    @cached_property
    def japan_near(self) -> np.ndarray:
        pool = self.pool
        return near_of_standing(pool.japan.lines, pool.partners.lines, self.bank, pool.weights)

    @cached_property
    def partners_near(self) -> np.ndarray:
        pool = self.pool
        return near_of_standing(pool.partners.lines, pool.japan.lines, self.bank, pool.weights)

    def company(self, lines: Lines, japan: bool) -> Company:
        """Of lines that join the Japanese side (or the other one) among those they face."""
        others, near = (self.pool.partners, self.partners_near) if japan else (self.pool.japan, self.japan_near)
        return company_of(lines, others.lines, self.bank, self.pool.weights, near)


def meet_anew(standing: Standing, changed: Mapping[str, FirmFacts], gone: set[str], vectors: Vectors, firm: str,
              also: Sequence[str] = ()) -> Iterator[Met]:
    """The firm against the pool, and against the others that changed since. `changed`: what they are now, by id;
    `gone`: ids that no longer stand for themselves in the pool; `also`: partners that are looked at whatever comes.
    """
    ours = changed[firm]
    japan = ours.side == JAPAN
    own = standing.side([ours], vectors)
    if not len(own.parties):
        return
    company = standing.company(own.lines, japan)
    side, theirs = (
        (standing.pool.partners, standing.pool.partner_company) if japan
        else (standing.pool.japan, standing.pool.japan_company)
    )
    near = np.unique(side.firm[_nearest(standing, own, company, japan)]).tolist()
    also_here = [side.places[name] for name in also if name in side.places]
    gone_here = {side.places[name] for name in gone if name in side.places}
    places = sorted({*near, *also_here} - gone_here)
    yield _met(standing, (own, company), _some(side, theirs, places), japan)
    others = [facts for name, facts in changed.items() if name != firm and (facts.side == JAPAN) != japan]
    if others:
        new = standing.side(others, vectors)
        yield _met(standing, (own, company), (new, standing.company(new.lines, not japan)), japan)


def _met(standing: Standing, ours: tuple[Side, Company], theirs: tuple[Side, Company], japan: bool) -> Met:
    ours, theirs = (ours, theirs) if japan else (theirs, ours)
    kinds = kinds_of(ours[0].parties, theirs[0].parties)
    pool = _facing(standing.pool, ours, theirs, kinds)
    best = joined([best_meetings(pool, place) for place in range(len(pool.japan.firms))])
    return Met(pool, best.take(np.flatnonzero(best.passed)))


def _facing(
    pool: Pool, ours: tuple[Side, Company], theirs: tuple[Side, Company], kinds: Mapping[str, Kinds]
) -> Pool:
    return Pool(ours[0], theirs[0], ours[1], theirs[1], kinds, pool.shift, pool.weights, pool.controlled)


def _nearest(standing: Standing, own: Side, company: Company, japan: bool) -> np.ndarray:
    """Places of the profiles on the other side that come nearest to any of the firm's."""
    pool = standing.pool
    listed = standing.shortlist
    others, headings = (listed.partners, listed.headings) if japan else (listed.japan, standing.headings)
    facing, theirs = (pool.partners, pool.partner_company) if japan else (pool.japan, pool.japan_company)
    columns = np.arange(len(others.language))
    if not len(columns):
        return columns
    # Who may meet is the same both ways: here the firm asks, whichever side it stands on.
    looked = _facing(pool, (own, company), (facing, theirs), kinds_against(pool.kinds, own.parties, japan))
    mine = wholes(own, company, standing.encoders)
    table = margins(mine, others, columns, widths_of(own.lines, standing.encoders), pool.weights)
    add_headings(table, [headings_of(own, place) for place in range(len(table))], headings, columns, pool.weights)
    found = []
    for place, row in enumerate(table):
        allowed = may_meet(looked, place)
        found.append(allowed[np.argsort(-row[allowed], kind="stable")[:NEAREST]])
    return np.unique(np.concatenate(found))


def _some(side: Side, company: Company, places: Sequence[int]) -> tuple[Side, Company]:
    """These firms of a side with their lines, as they stand there."""
    profiles = np.flatnonzero(np.isin(side.firm, np.array(places, dtype=np.int64)))
    rows, _ = side.rows(profiles)
    firms = [side.firms[place] for place in places]
    own = Company(company.pool[rows], company.close[rows], company.bank[rows])
    return arranged(firms, side.lines.take(rows), side.codes.take(rows)), own
