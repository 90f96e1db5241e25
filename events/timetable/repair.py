"""A plan mended near its wounds with CP-SAT: only meetings of people who lack one may move, as few as possible of them.

Needs nothing compiled, so a change has an answer within seconds on a machine that never planned before."""
from collections.abc import Callable

import numpy as np
from ortools.sat.python import cp_model

from .exact import Model, answer, here, limit
from .greedy import Board
from .instance import NONE, Instance

HEAVY = 1000  # one unit of weight, in meetings that stay where people were told


def repaired(instance: Instance, plan: np.ndarray, seconds: float, register: Callable[[cp_model.CpSolver], None]) -> np.ndarray:
    """The plan with more weight in it, or the same one. Meetings with precedences stay as they are."""
    free = around(instance, plan)
    if not len(free):
        return plan
    board = Board(instance)
    for meeting in np.setdiff1d(np.flatnonzero(plan != NONE), free).tolist():
        board.put(meeting, int(plan[meeting]))
    model = neighbourhood(instance, board, free, plan)
    found = [plan]
    answer(model, seconds=seconds, register=register, found=lambda slots: found.append(joined(instance, plan, free, slots)))
    return found[-1]


def around(instance: Instance, plan: np.ndarray) -> np.ndarray:
    tied = np.isin(np.arange(instance.meetings), instance.order)
    lacking = (plan == NONE) & instance.domain.any(axis=1) & ~tied
    people = np.unique(np.concatenate([instance.a[lacking], instance.b[lacking]]))
    near = np.isin(instance.a, people) | np.isin(instance.b, people)
    return np.flatnonzero(near & ~tied & (instance.fixed == NONE))


def neighbourhood(instance: Instance, board: Board, free: np.ndarray, plan: np.ndarray) -> Model:
    """`stands` has a further entry at slot S: the meeting does not take place."""
    cp, nowhere = cp_model.CpModel(), instance.slots
    open_slots = [np.flatnonzero(board.open_slots(meeting)).tolist() for meeting in free.tolist()]
    stands = [{slot: cp.new_bool_var("") for slot in [*slots, nowhere]} for slots in open_slots]
    for slots in stands:
        cp.add_exactly_one(slots.values())
    places = {meeting: place for place, meeting in enumerate(free.tolist())}
    own = [[places[meeting] for meeting in row.tolist() if meeting in places] for row in instance.of_person]
    of_pair = [[places[meeting] for meeting in free[instance.interp[free] == pair].tolist()] for pair in range(len(instance.interpreters))]
    for slot in range(instance.slots):
        for row in own:
            if len(row) > 1:
                cp.add_at_most_one(here(stands, row, slot))
        limit(cp, here(stands, range(len(free)), slot), int(board.tables[slot]))
        for pair, row in enumerate(of_pair):
            limit(cp, here(stands, row, slot), int(board.interpreters[pair, slot]))
    told = plan if instance.previous is None else instance.previous
    left_out = sum(HEAVY * int(instance.weight[meeting]) * slots[nowhere] for meeting, slots in zip(free.tolist(), stands, strict=True))
    stays = [slots[told[meeting]] for meeting, slots in zip(free.tolist(), stands, strict=True) if told[meeting] in slots]
    cp.minimize(left_out - sum(stays))
    model = Model(cp, stands)
    model.hint(np.where(plan[free] == NONE, nowhere, plan[free]))
    return model


def joined(instance: Instance, plan: np.ndarray, free: np.ndarray, slots: np.ndarray) -> np.ndarray:
    mended = plan.copy()
    mended[free] = np.where(slots == instance.slots, NONE, slots)
    return mended
