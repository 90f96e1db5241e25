"""Why an instance is refused: a kind the portal has words for, who and when, and one English sentence."""
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Conflict:
    kind: str
    text: str
    people: tuple[int, ...] = ()
    meetings: tuple[int, ...] = ()
    slots: tuple[int, ...] = ()


class TimetableRefused(ValueError):
    """No timetable can be made of this: every conflict found, the first ones first."""

    def __init__(self, conflicts: Iterable[Conflict]) -> None:
        self.conflicts = tuple(conflicts)
        super().__init__("; ".join(conflict.text for conflict in self.conflicts))


def spelled(noun: str, numbers: Iterable[int]) -> str:
    """`people 1, 2, 5–9`: sorted, runs of three and more shortened; `no people` where there are none."""
    ordered = sorted({int(number) for number in numbers})
    runs: list[list[int]] = []
    for number in ordered:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = [f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    plural = {"person": "people"}.get(noun, f"{noun}s")
    if not ordered:
        return f"no {plural}"
    return f"{noun if len(ordered) == 1 else plural} {', '.join(words)}"
