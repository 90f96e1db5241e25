"""Ten thousand rows of workbooks and of CSV files with every kind of damage: python -m benchmarks.intake [--json]

Writes them (the same for the same --seed), reads them with production code in a process of its own, and prints seconds,
peak memory and what became of the rows: right (as it stood before the damage, or an optional field left out with a
notice), asked (refused with what was probably meant), refused, wrong (taken as something else: must be 0).
"""
import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections import Counter, defaultdict
from datetime import UTC, datetime

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minamin_portal.settings.test")
import django

django.setup()

from companies.intake.csv_files import read_firms, read_lines  # noqa: E402
from companies.intake.rows import Row  # noqa: E402
from companies.services.imports.preview import LIKELY  # noqa: E402
from core.text import InvalidValue  # noqa: E402

from .intake_files import Given, Made, files  # noqa: E402

KINDS, ROWS, SEED = ("xlsx", "csv"), 10_000, 14
OUTCOMES = ("right", "asked", "refused", "wrong")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.intake", description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--only", choices=KINDS, help="in this process; without it each kind in one of its own")
    given = parser.parse_args()
    if given.only:
        print(json.dumps(measure(given.only, given.rows, given.seed)))
        return
    found = {kind: _in_a_process(kind, given) for kind in KINDS}
    today = str(datetime.now(UTC).date())
    if given.json:
        print(json.dumps({"date": today, "machine": machine(), "kinds": found}))
    else:
        print(f"{today}, {machine()}")
        for kind, figures in found.items():
            _say(kind, figures)


def machine() -> str:
    load = "/".join(f"{value:.0f}" for value in os.getloadavg())
    return f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, load {load}"


def _in_a_process(kind: str, given: argparse.Namespace) -> dict:
    command = [sys.executable, "-m", "benchmarks.intake", "--only", kind]
    command += ["--rows", str(given.rows), "--seed", str(given.seed)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def measure(kind: str, rows: int, seed: int) -> dict:
    pairs = list(files(kind, rows, seed))
    before, began, cpu = _peak(), time.perf_counter(), time.process_time()
    read, unreadable = [], []
    for firms, lines in pairs:
        try:
            sheet = read_firms(firms.content, firms.name)
            read += [(firms, sheet.rows), (lines, read_lines(lines.content, lines.name, sheet).rows)]
        except InvalidValue as problem:
            unreadable.append(f"{firms.name}: {problem.code}")
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    return {
        "rows": sum(row is not None for pair in pairs for one in pair for row in one.rows),
        "seconds": round(seconds, 2), "cpu": round(cpu, 2), "peak_mb": _peak(), "before_mb": before,
        "unreadable": unreadable, **_tally(read),
    }


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _tally(read: list[tuple[Given, tuple[Row, ...]]]) -> dict:
    by_damage: dict[str, Counter] = defaultdict(Counter)
    wrong = []
    for file, rows in read:
        made = {file.header + place: one for place, one in enumerate(file.rows, 1) if one}
        for row in rows:
            outcome = judge(row, made[row.number])
            by_damage[_damage(row, made[row.number])][outcome] += 1
            if outcome == "wrong":
                wrong.append(f"{file.name} {row.number}: {made[row.number].damage}")
    total = sum(by_damage.values(), Counter())
    return {
        **{outcome: total[outcome] for outcome in OUTCOMES},
        "damage": {name: {outcome: counts[outcome] for outcome in OUTCOMES} for name, counts in by_damage.items()},
        "wrong_rows": wrong[:20],
    }


def _damage(row: Row, made: Made) -> str:
    lost_with_its_firm = any(problem.code == "firm_refused" for problem in row.problems)
    return "line of a refused firm" if lost_with_its_firm else made.damage


def judge(row: Row, made: Made) -> str:
    if row.problems:
        return "asked" if all(LIKELY & one.message.params.keys() for one in row.problems) else "refused"
    noticed = {notice.field for notice in row.notices}
    return "right" if row.values and all(_same(row.values, name, made, noticed) for name in made.cells) else "wrong"


def _same(values, name: str, made: Made, noticed: set[str]) -> bool:
    found, meant = getattr(values, name), made.truth[name]
    if name == "legal_id":
        found = found.number
    if name in ("hs_codes", "markets"):
        found = " ".join(found)
    return found == meant or (found in (None, "") and name in noticed)


def _say(kind: str, figures: dict) -> None:
    print(f"\n{kind}: {figures['rows']} rows in {figures['seconds']} s ({figures['cpu']} s of CPU), "
          f"{figures['peak_mb']} MB at most ({figures['before_mb']} MB before)")
    for name in figures["unreadable"]:
        print(f"  not read: {name}")
    print(f"  {'damage':24}" + "".join(f"{outcome:>9}" for outcome in OUTCOMES))
    for name, counts in [*sorted(figures["damage"].items()), ("all", figures)]:
        print(f"  {name:24}" + "".join(f"{counts[outcome]:9}" for outcome in OUTCOMES))
    for row in figures["wrong_rows"]:
        print(f"  wrong: {row}")


if __name__ == "__main__":
    main()
