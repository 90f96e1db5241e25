"""Meetings into slots of a given capacity:
as many as possible, or the meetings that cannot all find one (Hall's condition).
"""
import numpy as np


def crowded(domain: np.ndarray, capacity: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    """Rows of `domain` (n, S) that together have fewer places than they are, and the slots they share;
    None where all fit.
    """
    taken: list[list[int]] = [[] for _ in capacity]
    for row in np.argsort(domain.sum(axis=1), kind="stable").tolist():
        found = place(domain, capacity, taken, row)
        if found is not None:
            return found
    return None


def place(
    domain: np.ndarray, capacity: np.ndarray, taken: list[list[int]], row: int
) -> tuple[np.ndarray, np.ndarray] | None:
    """Gives the row a slot along an augmenting path; without one, all that was reached on the way is the crowd."""
    came: dict[int, int] = {}  # slot → row that wants it
    held: dict[int, int] = {}  # row → slot it would leave
    queue, rows = [row], {row}
    for current in queue:
        for slot in np.flatnonzero(domain[current]).tolist():
            if slot in came:
                continue
            came[slot] = current
            if len(taken[slot]) < capacity[slot]:
                pass_on(taken, came, held, slot)
                return None
            for other in taken[slot]:
                if other not in rows:
                    rows.add(other)
                    held[other] = slot
                    queue.append(other)
    return np.array(sorted(rows)), np.array(sorted(came), np.int64)


def pass_on(taken: list[list[int]], came: dict[int, int], held: dict[int, int], slot: int) -> None:
    while True:
        current = came[slot]
        taken[slot].append(current)
        if current not in held:
            return
        slot = held[current]
        taken[slot].remove(current)
