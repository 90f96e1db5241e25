"""Which table each meeting has: people stay where they sit as far as that goes."""
import numpy as np

from .instance import NONE, Instance


def seat(instance: Instance, plan: np.ndarray, told: np.ndarray | None = None) -> np.ndarray:
    """M tables, -1 for a meeting that does not take place.
    `told` are tables of an earlier plan, kept where they can be.
    """
    placed = np.flatnonzero(plan != NONE)
    people = np.stack([instance.a[placed], instance.b[placed]])
    load = np.bincount(people.ravel(), minlength=instance.participants)
    # The busier person of a pair keeps the table, and chooses before others do.
    people = np.where(np.stack([load[people[0]] < load[people[1]]] * 2), people[::-1], people)
    like = load[people[0]] == load[people[1]]
    people[:, like] = np.sort(people[:, like], axis=0)
    hosts = dict(zip(placed.tolist(), people.T.tolist(), strict=True))
    chosen = np.lexsort((placed, -load[people[0]], plan[placed]))
    rows: list[list[int]] = [[] for _ in range(instance.slots)]
    for meeting, slot in zip(placed[chosen].tolist(), plan[placed[chosen]].tolist(), strict=True):
        rows[slot].append(meeting)
    wished = {} if told is None else {meeting: int(told[meeting]) for meeting in placed.tolist()}
    table: dict[int, int] = {}
    seats: dict[int, int] = {}
    for row in rows:
        seat_row(instance.tables, row, wished, hosts, seats, table)
    found = np.full(instance.meetings, NONE, np.int32)
    found[list(table)] = list(table.values())
    return found


def seat_row(tables: int, row: list[int], wished: dict[int, int], hosts: dict[int, list[int]], seats: dict[int, int],
             table: dict[int, int]) -> None:
    """The meetings of one slot: where they were told, else where one of their people sat last, else somewhere."""
    taken: set[int] = set()
    wishes = [wished, *({one: seats.get(hosts[one][rank], NONE) for one in row} for rank in (0, 1))]
    for wish in wishes:
        for meeting in row:
            place = NONE if meeting in table else wish.get(meeting, NONE)
            if 0 <= place < tables and place not in taken:
                table[meeting] = place
                taken.add(place)
    used = set(seats.values())
    free = iter(sorted(set(range(tables)) - taken, key=lambda place: (place in used, place)))
    for meeting in sorted(row):
        if meeting not in table:
            table[meeting] = next(free)
        for person in hosts[meeting]:
            seats[person] = table[meeting]
