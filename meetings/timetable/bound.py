"""The most weight any plan can have: whole meetings chosen under what people,
tables and interpreters allow (HiGHS through SciPy).
"""
from collections.abc import Iterator

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from .instance import Instance

SECONDS = 5.0
WINDOWS = 60  # sets of slots looked at per group


def bounds(instance: Instance) -> tuple[int, int]:
    """Upper bound of the total weight; where everybody is to have a meeting, of plans with no more people without one
    than the lower bound that comes with it."""
    if not instance.everybody:
        return weight_bound(instance), 0
    least = least_alone(instance, 0)
    return weight_bound(instance, most_alone=least), least


def weight_bound(instance: Instance, seconds: float = SECONDS, most_alone: int | None = None) -> int:
    """Upper bound of the total weight: every solution chooses meetings within all windows, so no plan has more."""
    known = chosen(instance, -instance.weight, 0, seconds, most_alone=most_alone)
    if known is None:
        return int(instance.weight[instance.domain.any(axis=1)].sum())
    return int(np.floor(-known + 1e-6))


def least_alone(instance: Instance, weight: int, seconds: float = SECONDS) -> int:
    """How many people whose request could stand somewhere have no meeting at least, in plans of so much weight."""
    known = chosen(instance, np.zeros(instance.meetings), 1, seconds, weight=weight)
    return 0 if known is None else max(0, int(np.ceil(known - 1e-6)))


def chosen(
    instance: Instance, costs: np.ndarray, alone: int, seconds: float, *, weight: int = 0, most_alone: int | None = None
) -> float | None:
    """No choice of meetings within all windows costs less; `alone` is the cost of a person without a meeting."""
    possible = np.asarray(instance.domain.any(axis=1))
    rows = list(windows(instance))
    people = [own for own in (row[possible[row]] for row in instance.of_person) if len(own)]
    if not alone and most_alone is None:
        people = []
    size = instance.meetings + len(people)
    columns = [members for members, _room in rows]
    columns += [np.append(own, instance.meetings + place) for place, own in enumerate(people)]
    least = [-np.inf] * len(rows) + [1.0] * len(people)
    most = [float(room) for _members, room in rows] + [np.inf] * len(people)
    factors = [np.ones(len(row)) for row in columns]
    if most_alone is not None:
        columns.append(np.arange(instance.meetings, size))
        factors.append(np.ones(len(people)))
        least, most = [*least, 0.0], [*most, float(most_alone)]
    if weight:
        columns.append(np.arange(instance.meetings))
        factors.append(instance.weight.astype(float))
        least, most = [*least, float(weight)], [*most, np.inf]
    if not columns:
        return float(costs[possible].sum()) if (costs <= 0).all() else None
    starts = np.concatenate([[0], np.cumsum([len(row) for row in columns])])
    matrix = csr_array((np.concatenate(factors), np.concatenate(columns), starts), shape=(len(columns), size))
    answer = milp(
        np.concatenate([costs, np.full(len(people), alone)]).astype(float), integrality=np.ones(size),
        bounds=Bounds(0, np.append(possible, np.ones(len(people))).astype(float)),
        constraints=LinearConstraint(matrix, lb=np.array(least), ub=np.array(most)),
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    dual = getattr(answer, "mip_dual_bound", None)
    return None if dual is None or not np.isfinite(dual) else float(dual)


def windows(instance: Instance) -> Iterator[tuple[np.ndarray, int]]:
    """(meetings, how many of them can take place):
    those of a group that can only stand within some slots (Hall's condition).
    """
    everybody = np.flatnonzero(instance.domain.any(axis=1))
    ones = np.ones(instance.slots, np.int64)
    yield from windows_of(instance, everybody, ones * instance.tables)
    for pair, counts in enumerate(instance.interpreters):
        yield from windows_of(instance, everybody[instance.interp[everybody] == pair], counts)
    for own in instance.of_person:
        yield from windows_of(instance, own[instance.domain[own].any(axis=1)], ones)


def windows_of(instance: Instance, members: np.ndarray, capacity: np.ndarray) -> Iterator[tuple[np.ndarray, int]]:
    if not len(members):
        return
    kinds, kind, counts = kinds_of(instance.domain[members])
    few = np.argsort(kinds.sum(axis=1), kind="stable")[:WINDOWS]
    for window in (*kinds[few], np.logical_or.reduce(kinds)):
        inside: np.ndarray = ~(kinds & ~window).any(axis=1)
        room = int(capacity[window].sum())
        if counts[inside].sum() > room:
            yield members[inside[kind]], room


def kinds_of(domains: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Different rows, which of them each row is, and how often each comes; compared as bits, which is quick."""
    bits = np.ascontiguousarray(np.packbits(domains, axis=1))
    _rows, first, kind, counts = np.unique(
        bits.view(np.dtype((np.void, bits.shape[1])))[:, 0], return_index=True, return_inverse=True, return_counts=True
    )
    return domains[first], kind, counts
