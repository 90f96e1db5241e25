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


def weight_bound(instance: Instance, seconds: float = SECONDS) -> int:
    """Upper bound of the total weight: every solution chooses meetings within all windows, so no plan has more."""
    possible = instance.domain.any(axis=1)
    rows = list(windows(instance))
    if not rows:
        return int(instance.weight[possible].sum())
    lengths = [len(members) for members, _room in rows]
    columns = np.concatenate([members for members, _room in rows])
    matrix = csr_array(
        (np.ones(len(columns)), columns, np.concatenate([[0], np.cumsum(lengths)])),
        shape=(len(rows), instance.meetings),
    )
    answer = milp(
        -instance.weight.astype(float), integrality=np.ones(instance.meetings),
        bounds=Bounds(0, possible.astype(float)),
        constraints=LinearConstraint(matrix, ub=np.array([room for _members, room in rows], float)),
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    dual = getattr(answer, "mip_dual_bound", None)
    if dual is None or not np.isfinite(dual):
        return int(instance.weight[possible].sum())
    return int(np.floor(-dual + 1e-6))


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
    for window in np.concatenate([kinds[few], kinds.any(axis=0)[None]]):
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
