"""The problem for CP-SAT where all meetings must be placed: a plan, a better plan, or the proof that there is none."""
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

import numpy as np
from ortools.sat.python import cp_model

from .impossible import narrowed
from .instance import Instance

Literal = cp_model.IntVar
# A rule that can be left out to see whether it has a part in a conflict: kind and number (person, slot, pair, row of
# order).
Rule = tuple[str, int]


@dataclass
class Model:
    """`stands[m]` maps slots to the literal that meeting m stands there; `ends` are literals of break ends."""

    cp: cp_model.CpModel
    stands: list[dict[int, Literal]]
    ends: list[Literal] = field(default_factory=list)

    def hint(self, plan: np.ndarray) -> None:
        self.cp.clear_hints()
        for slots, chosen in zip(self.stands, plan.tolist(), strict=True):
            for slot, literal in slots.items():
                self.cp.add_hint(literal, slot == chosen)

    def plan(self, value: Callable[[Literal], int]) -> np.ndarray:
        return np.array(
            [next(slot for slot, literal in slots.items() if value(literal)) for slots in self.stands], np.int32
        )


def rules_of(instance: Instance) -> list[Rule]:
    rules = [("person", person) for person, own in enumerate(instance.of_person) if len(own) > 1]
    rules += [("tables", slot) for slot in range(instance.slots)]
    rules += [("interpreters", pair) for pair in range(len(instance.interpreters))]
    return rules + [("order", row) for row in range(len(instance.order))]


def placing(instance: Instance, rules: Collection[Rule]) -> Model:
    """Every meeting in one slot, and of the other hard rules those given."""
    cp = cp_model.CpModel()
    # A domain narrowed by precedences holds only while all of these count.
    domain = (
        narrowed(instance) if all(("order", row) in rules for row in range(len(instance.order))) else instance.domain
    )
    stands = [{slot: cp.new_bool_var("") for slot in np.flatnonzero(row).tolist()} for row in domain]
    for slots in stands:
        cp.add_exactly_one(slots.values())
    for kind, number in rules:
        if kind == "person":
            for slot in range(instance.slots):
                cp.add_at_most_one(here(stands, instance.of_person[number], slot))
        elif kind == "tables":
            limit(cp, here(stands, range(instance.meetings), number), instance.tables)
        elif kind == "interpreters":
            for slot in range(instance.slots):
                limit(
                    cp, here(stands, np.flatnonzero(instance.interp == number), slot),
                    int(instance.interpreters[number, slot]),
                )
        else:
            earlier, later = instance.order[number].tolist()
            precede(cp, stands[earlier], stands[later], instance.slots)
    return Model(cp, stands)


def here(stands: list[dict[int, Literal]], meetings: Iterable[int], slot: int) -> list[Literal]:
    return [stands[meeting][slot] for meeting in meetings if slot in stands[meeting]]


def limit(cp: cp_model.CpModel, literals: list[Literal], room: int) -> None:
    if len(literals) > room:
        cp.add(sum(literals) <= room)


def precede(cp: cp_model.CpModel, earlier: dict[int, Literal], later: dict[int, Literal], slots: int) -> None:
    """Wherever the later one stands by a slot, the earlier one stands before that."""
    for slot in range(slots):
        if slot in later:
            begun = [literal for other, literal in later.items() if other <= slot]
            cp.add(sum(begun) <= sum(literal for other, literal in earlier.items() if other < slot))


class Listener(cp_model.CpSolverSolutionCallback):
    """Hands every plan on. What is raised meanwhile ends the search and is raised again behind it."""

    def __init__(self, model: Model, found: Callable[[np.ndarray], None]) -> None:
        super().__init__()
        self.model, self.found = model, found
        self.error: Exception | None = None

    def on_solution_callback(self) -> None:
        try:
            self.found(self.model.plan(self.value))
        except Exception as error:  # noqa: BLE001 - raised again behind the search
            self.error = error
            self.stop_search()


def answer(model: Model, *, seconds: float, seed: int = 0, found: Callable[[np.ndarray], None] = lambda _plan: None,
           register: Callable[[cp_model.CpSolver], None] = lambda _solver: None,
           bound: Callable[[float], None] | None = None) -> bool | None:
    """True: a plan was found, and the best one if there is an objective; each better one was handed on.

    False: proven that there is none; None: time was up or the search was stopped. `bound` is told how the bound rises:
    the search then minimises by cores."""
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(seconds, 0.01)
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    if bound is not None:
        solver.parameters.optimize_with_core = True
        solver.parameters.linearization_level = 0
        solver.best_bound_callback = bound
    register(solver)
    listener = Listener(model, found)
    status = solver.solve(model.cp, listener)
    if listener.error is not None:
        raise listener.error
    if status == cp_model.OPTIMAL or status == cp_model.FEASIBLE and not model.cp.has_objective():
        return True
    return False if status == cp_model.INFEASIBLE else None
