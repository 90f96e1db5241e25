"""One instance, one line of JSON: `python benchmarks/timetable.py FILE.json [--seconds 60] [--objective breaks|weight]
[--fairness 0|1|2|3|none] [--everybody] [--out FILE]`.
"""
import argparse
import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from meetings.timetable import Solution, TimetableRefused, read_instance, solve

# Loading the interpreter and the solver is part of the wait for a first plan.
BEGIN = time.perf_counter() - time.process_time()
FIGURES = ("placed", "weight", "weight_bound", "breaks", "idle", "moved")


def peak_megabytes() -> float:
    """Of this process (VmHWM: ru_maxrss would count whoever started it too), or of a child of it that took more."""
    own = next(
        int(line.split()[1]) for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")
    )
    return round(max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024, 1)


def line(name: str, solution: Solution, loading: float) -> dict[str, Any]:
    return {
        "name": name, **{key: getattr(solution, key) for key in FIGURES},
        "seconds": round(time.perf_counter() - BEGIN, 2),
        "first_plan_seconds": round(loading + solution.first_plan_seconds, 2),
        "peak_mb": peak_megabytes(), "proven": solution.proven, "infeasible": solution.infeasible,
        "reason": solution.reason or None,
    }


def refused(name: str, reason: str) -> dict[str, Any]:
    return {"name": name, **dict.fromkeys(FIGURES, 0), "seconds": round(time.perf_counter() - BEGIN, 2),
            "first_plan_seconds": None,
            "peak_mb": peak_megabytes(), "proven": True, "infeasible": True, "reason": reason}


def written(solution: Solution) -> dict[str, list[int | None]]:
    return {
        key: [None if number < 0 else int(number) for number in getattr(solution, key)] for key in ("slot", "table")
    }


def given(options: argparse.Namespace) -> Any:
    data = json.loads(options.instance.read_text())
    if not isinstance(data, dict):
        return data
    if options.fairness is not None:
        data["fairness"] = None if options.fairness == "none" else int(options.fairness)
    return data | ({"everybody": True} if options.everybody else {})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("instance", type=Path)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--objective", choices=("breaks", "weight"))
    parser.add_argument("--fairness", choices=("0", "1", "2", "3", "none"), help="instead of what the file says")
    parser.add_argument(
        "--everybody", action="store_true", help="a meeting for as many people as can be, before weight; prints how"
        " many are left \"alone\""
    )
    parser.add_argument("--out", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    try:
        instance = read_instance(given(options))
    except (TimetableRefused, ValueError) as error:
        print(json.dumps(refused(options.instance.stem, str(error)), ensure_ascii=False))
        return
    loading = time.perf_counter() - BEGIN
    solution = solve(instance, seconds=options.seconds - loading, objective=options.objective, seed=options.seed)
    if options.out:
        options.out.write_text(json.dumps(written(solution)))
    said = line(options.instance.stem, solution, loading) | ({"alone": solution.alone} if options.everybody else {})
    print(json.dumps(said, ensure_ascii=False), flush=True)
    os._exit(0)  # a search that is still being compiled would hold it up


if __name__ == "__main__":
    main()
