"""The command line: one line of JSON with the keys in their order, and a file with slots and tables."""
import json
import subprocess
import sys
from pathlib import Path

from benchmarks.timetable_instances import KINDS, invent

from . import checker
from .invented import instance

ROOT = Path(__file__).resolve().parents[3]
KEYS = (
    "name placed weight weight_bound breaks idle moved seconds first_plan_seconds peak_mb proven infeasible reason"
).split()


def run(tmp_path, data, *options):
    path = tmp_path / "forum.json"
    path.write_text(json.dumps(data) if isinstance(data, dict) else data)
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks/timetable.py", path, *options],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )
    line = json.loads(done.stdout)
    assert list(line) == KEYS
    assert line["name"] == "forum"
    return line


def test_a_plan_is_printed_and_written(tmp_path):
    data = invent(KINDS["small"], seed=1)
    line = run(tmp_path, data, "--seconds", "20", "--out", tmp_path / "plan.json")
    plan = json.loads((tmp_path / "plan.json").read_text())
    assert checker.broken_rules(data, plan["slot"], plan["table"], all_placed=True, fair=True) == []
    assert (line["placed"], line["breaks"]) == (len(data["meetings"]), sum(checker.breaks(data, plan["slot"])))
    assert line["first_plan_seconds"] < 3
    assert line["peak_mb"] < 400
    assert line["infeasible"] is False


def test_refusals_are_lines_too(tmp_path):
    assert "0 slots" in run(tmp_path, instance(2, 0, 1, [(0, 1)]))["reason"]
    assert run(tmp_path, "{not JSON")["infeasible"] is True
    line = run(tmp_path, instance(4, 2, 2, [(0, 1), (0, 2), (0, 3)]))
    assert line["infeasible"] is True
    assert "person 0" in line["reason"]
