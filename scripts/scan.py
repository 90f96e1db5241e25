"""Read the code with the rules of semgrep/: 0 hits in the portal, and every bug planted beside a rule is found.

    python -m scripts.scan

Exit code 0: clean. 1: a hit, or a rule that no longer finds what it was written for. 2: semgrep did not work.
One run reads both, so a scanner that finds nothing because it is broken is never green.
"""
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
RULES = ROOT / "semgrep"
SEMGREP = ROOT / ".venv-scan" / "bin" / "semgrep"
FOLDERS = [
    "accounts", "companies", "core", "dashboard", "events", "leads", "matching", "meetings", "minamin_portal", "mou",
    "notifications", "office", "talks", "benchmarks", "scripts",
]
SECONDS = 600
PLANTED = re.compile(r"^\s*# (ruleid|ok): (\S+)$")


class Hit(NamedTuple):
    rule: str
    path: str
    line: int


class NotScanned(Exception):
    """semgrep ended with a fault, or read next to nothing."""


def planted(path: Path) -> tuple[set[Hit], set[Hit]]:
    """What a file of examples says of itself: the lines that must be found, and those that must not."""
    found: dict[str, set[Hit]] = {"ruleid": set(), "ok": set()}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if said := PLANTED.match(line):
            found[said[1]].add(Hit(said[2], f"{RULES.name}/{path.name}", number + 1))
    return found["ruleid"], found["ok"]


def judged(hits: set[Hit], must: set[Hit]) -> tuple[list[Hit], list[Hit]]:
    """(hits that are not planted, planted bugs that were not found)"""
    examples = {hit for hit in hits if hit.path.startswith(f"{RULES.name}/")}
    own = {hit for hit in examples if hit.rule == Path(hit.path).stem}  # a bad example may break another rule too
    return sorted((hits - examples) | (own - must)), sorted(must - hits)


def read(report: dict) -> set[Hit]:
    if report["errors"]:
        raise NotScanned("; ".join(str(fault.get("message", fault))[:300] for fault in report["errors"]))
    return {Hit(one["check_id"].rpartition(".")[2], one["path"], one["start"]["line"]) for one in report["results"]}


def scanned() -> dict:
    """semgrep's report. Offline: it sends no figures and asks for no newer version."""
    command = [
        SEMGREP, "scan", "--config", RULES, "--json", "--quiet", "--metrics=off", "--disable-version-check",
        "--no-git-ignore", "--exclude", "migrations", *FOLDERS, RULES.name,
    ]
    quiet = os.environ | {"SEMGREP_SEND_METRICS": "off", "SEMGREP_ENABLE_VERSION_CHECK": "0"}
    try:
        ended = subprocess.run(command, cwd=ROOT, env=quiet, capture_output=True, text=True, timeout=SECONDS)
        report = json.loads(ended.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired) as fault:
        raise NotScanned(f"semgrep did not answer: {type(fault).__name__}") from fault
    missing = [folder for folder in FOLDERS if not any(p.startswith(folder) for p in report["paths"]["scanned"])]
    if missing:
        raise NotScanned(f"nothing was read in {', '.join(missing)}")
    return report


def main() -> int:
    must = set().union(*(planted(path)[0] for path in RULES.glob("*.py")))
    try:
        report = scanned()
        wrong, missed = judged(read(report), must)
    except NotScanned as fault:
        print(f"could not check: {fault}")
        return 2
    messages = {one["check_id"].rpartition(".")[2]: one["extra"]["message"] for one in report["results"]}
    for hit in wrong:
        print(f"{hit.path}:{hit.line}: {hit.rule}: {messages[hit.rule]}")
    for hit in missed:
        print(f"{hit.path}:{hit.line}: the rule {hit.rule} no longer finds the bug planted here")
    rules, files = len(list(RULES.glob("*.yaml"))), len(report["paths"]["scanned"])
    found = len(must) - len(missed)
    print(f"{rules} rules, {files} files: {len(wrong)} hits; {found} of {len(must)} planted bugs found")
    return 1 if wrong or missed else 0


if __name__ == "__main__":
    sys.exit(main())
