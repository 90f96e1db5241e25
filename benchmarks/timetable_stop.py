"""How soon a stop is heard: `python -m benchmarks.timetable_stop FILE.json 0.1 0.5 2 10`; a line for each moment, each
in a process of its own, because what was being loaded or compiled goes on.
"""
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from meetings.timetable import read_instance, solve


def stopped(path: str, after: float) -> dict[str, Any]:
    instance, phases = read_instance(json.loads(Path(path).read_text())), [""]
    begin = time.perf_counter()
    found = solve(
        instance, seconds=after + 60, should_stop=lambda: time.perf_counter() - begin > after,
        progress=lambda *figures: phases.append(figures[4]),
    )
    heard = round(time.perf_counter() - begin - after, 2)
    return {"after": after, "phase": phases[-2], "heard": heard, "placed": found.placed, "weight": found.weight}


def main(path: str, *moments: str) -> None:
    if len(moments) == 1:
        print(json.dumps(stopped(path, float(moments[0]))))
        return
    for moment in moments:
        subprocess.run([sys.executable, "-m", "benchmarks.timetable_stop", path, moment], check=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
