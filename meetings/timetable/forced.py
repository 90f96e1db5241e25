"""How few and how many breaks one person can have, as far as their own locks and absences go."""
import numpy as np

from .instance import NONE, Instance

NOTHING, BUSY, FREE = range(3)  # so far today: no meeting yet; in one; one before, none now


def breaks_range(instance: Instance, person: int) -> tuple[int, int]:
    """(fewest, most) over all choices of slots for all meetings of the person; (0, 0) where there is none."""
    own = instance.of_person[person]
    possible, fixed = instance.domain[own].any(axis=0), set(instance.fixed[own].tolist())
    known = {(0, NOTHING): (0, 0)}  # (meetings so far, state) → fewest and most breaks
    for slot in range(instance.slots):
        if slot in instance.day_starts:
            known = merged([((count, NOTHING), reach) for (count, _state), reach in known.items()])
        steps = []
        for (count, state), (few, many) in known.items():
            if possible[slot] and count < len(own):
                ended = int(state == FREE)
                steps.append(((count + 1, BUSY), (few + ended, many + ended)))
            if slot not in fixed:
                steps.append(((count, FREE if state == BUSY else state), (few, many)))
        known = merged(steps)
    ends = merged([((count, NOTHING), reach) for (count, _state), reach in known.items()])
    return ends.get((len(own), NOTHING), (0, 0))


def merged(steps: list[tuple[tuple[int, int], tuple[int, int]]]) -> dict[tuple[int, int], tuple[int, int]]:
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for key, (few, many) in steps:
        other = found.get(key, (few, many))
        found[key] = min(few, other[0]), max(many, other[1])
    return found


def locked_apart(instance: Instance) -> tuple[list[int], int, int]:
    """People with locked meetings who have too many breaks in any plan, how many at least, and what others can have at
    most; nobody where fairness fails for another reason.
    """
    ranges = np.array([breaks_range(instance, person) for person in range(instance.participants)]).reshape(-1, 2)
    most = int(ranges[:, 1].min(initial=instance.slots))
    fair = most + (instance.slots if instance.fairness is None else instance.fairness)
    forced = [
        person for person in np.flatnonzero(ranges[:, 0] > fair).tolist()
        if (instance.fixed[instance.of_person[person]] != NONE).any()
    ]
    return forced, int(ranges[forced, 0].min(initial=instance.slots)), most
