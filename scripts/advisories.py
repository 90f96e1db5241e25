"""Known advisories against every package of the lock files, from a snapshot that is checked in; no network.

    python -m scripts.advisories                    every locked package, compared
    python -m scripts.advisories --max-age 30       and the snapshot may be 30 days old (the nightly run)
    python -m scripts.advisories --from all.zip     writes the snapshot anew: an OSV export of PyPI (a zip of JSON),
                                                    or a checkout of the PyPA advisory database (YAML)

Exit code 0: no advisory that was not accepted. 1: there is one. 2: could not check, because a locked package was never
looked up, or the snapshot is empty, unreadable or too old. What is known and does not hurt us stands in
advisories_accepted.json: advisory, reason, and the day on which it counts again.
"""
import argparse
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

ROOT = Path(__file__).resolve().parents[1]
SNAPSHOT = ROOT / "scripts" / "advisories.json"
ACCEPTED = ROOT / "scripts" / "advisories_accepted.json"
LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-scan.lock"]
PIN = re.compile(r"^([A-Za-z0-9][\w.-]*)(?:\[[\w,-]+\])?==([^\s;]+)", re.MULTILINE)
SOURCE = "PyPA advisory database (github.com/pypa/advisory-database), CC-BY-4.0; ids, aliases and versions only"
FIRST_YEAR = 2024  # older ones are about versions that nobody could lock today


class NotChecked(Exception):
    """Nothing can be said about the packages; never the same as "nothing was found"."""


def locked(texts: list[str]) -> set[tuple[str, str]]:
    """(package, version), with names as packages are compared"""
    return {(canonicalize_name(name), version) for text in texts for name, version in PIN.findall(text)}


def in_range(version: Version, events: list[dict[str, str]]) -> bool:
    """By the events of OSV in the order of versions: introduced, fixed (hit no more), last_affected (still hit)."""
    steps = [(Version("0") if at == "0" else Version(at), kind) for event in events for kind, at in event.items()]
    hit = False
    for at, kind in sorted(steps, key=lambda step: (step[0], step[1] == "introduced")):
        if kind == "introduced" and version >= at:
            hit = True
        elif (kind == "fixed" and version >= at) or (kind == "last_affected" and version > at):
            hit = False
    return hit


def hits(advisory: dict[str, Any], version: str) -> bool:
    if advisory.get("withdrawn"):
        return False
    return version in advisory["versions"] or any(in_range(Version(version), one) for one in advisory["ranges"])


def found(pins: set[tuple[str, str]], snapshot: dict[str, Any]) -> list[tuple[str, str, dict]]:
    """(package, version, advisory). Raises NotChecked unless every package was looked up."""
    looked_up = set(snapshot.get("looked_up", []))
    if not pins or not looked_up:
        raise NotChecked("nothing was looked up")
    if missing := sorted({name for name, _version in pins} - looked_up):
        raise NotChecked(f"never looked up: {', '.join(missing)}")
    return [
        (name, version, one) for name, version in sorted(pins) for one in snapshot["advisories"]
        if one["package"] == name and hits(one, version)
    ]


def open_ones(rows: list[tuple[str, str, dict]], accepted: dict[str, dict[str, str]], today: date) -> list:
    """Without those accepted by id or alias, with a reason, until a day that has not come."""
    known = {
        name for name, one in accepted.items() if one["reason"].strip() and today <= date.fromisoformat(one["until"])
    }
    return [row for row in rows if not known & {row[2]["id"], *row[2]["aliases"]}]


def too_old(snapshot: dict[str, Any], days: int, today: date) -> bool:
    return (today - date.fromisoformat(snapshot["newest"])).days > days


# ── writing the snapshot ──


def records(path: Path) -> Iterator[dict[str, Any]]:
    """Records of OSV, JSON or YAML, in a zip or a folder."""
    if path.is_dir():
        files = ((one.name, one.read_bytes()) for one in sorted(path.rglob("*")) if one.is_file())
    else:
        archive = zipfile.ZipFile(path)
        files = ((name, archive.read(name)) for name in sorted(archive.namelist()))
    for name, content in files:
        if name.endswith(".json"):
            yield json.loads(content)
        elif name.endswith((".yaml", ".yml")):
            yield yaml.safe_load(content)


def kept(record: dict[str, Any], names: set[str]) -> list[dict[str, Any]]:
    """What the snapshot keeps of a record: one row for each of our packages."""
    rows = []
    for affected in record.get("affected", []):
        package = affected.get("package", {})
        name = canonicalize_name(package.get("name", ""))
        if package.get("ecosystem") != "PyPI" or name not in names:
            continue
        ranges = [one["events"] for one in affected.get("ranges", []) if one["type"] == "ECOSYSTEM"]
        rows.append({
            "id": record["id"], "package": name, "aliases": record.get("aliases", []), "ranges": ranges,
            # A list of versions repeats the range, wherever there is one.
            "versions": [] if ranges else affected.get("versions", []), "withdrawn": str(record.get("withdrawn") or ""),
        })
    return rows


def year(record: dict[str, Any]) -> int:
    """Of its id, else of the day it was published."""
    named = re.match(r"(?:PYSEC|CVE)-(\d{4})-", record["id"])
    return int(named[1] if named else str(record.get("published") or record["modified"])[:4])


def snapshot_of(path: Path, names: set[str], today: date) -> dict[str, Any]:
    """Raises NotChecked where the source holds no record at all."""
    everything = [one for one in records(path) if isinstance(one, dict) and "id" in one and "modified" in one]
    if not everything:
        raise NotChecked(f"{path} holds no advisory")
    rows = [row for one in everything if year(one) >= FIRST_YEAR for row in kept(one, names)]
    return {
        "source": SOURCE, "years": f"{FIRST_YEAR} and later", "written": today.isoformat(),
        "newest": max(str(one["modified"])[:10] for one in everything),
        "looked_up": sorted(names), "advisories": sorted(rows, key=lambda row: (row["package"], row["id"])),
    }


def loaded(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise NotChecked(f"{path} cannot be read: {fault}") from fault
    if not isinstance(content, dict):
        raise NotChecked(f"{path} is no snapshot")
    return content


def check(pins: set[tuple[str, str]], snapshot: dict, accepted: dict, max_age: int | None, today: date) -> int:
    rows = found(pins, snapshot)
    left = open_ones(rows, accepted, today)
    for name, version, advisory in left:
        print(f"{name} {version}: {advisory['id']} ({', '.join(advisory['aliases'])})")
    if max_age is not None and too_old(snapshot, max_age, today):
        raise NotChecked(f"the newest advisory of the snapshot is of {snapshot['newest']}: older than {max_age} days")
    print(
        f"{len(pins)} packages, {len(snapshot['advisories'])} advisories up to {snapshot['newest']}:"
        f" {len(left)} open, {len(rows) - len(left)} accepted"
    )
    return 1 if left else 0


def main(argv: list[str] | None = None) -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--from", dest="source", type=Path, help="OSV export (zip) or checkout of the advisory database")
    asked.add_argument("--max-age", type=int, help="days since the newest advisory of the snapshot")
    asked.add_argument("--snapshot", type=Path, default=SNAPSHOT)
    options = asked.parse_args(argv)
    today = datetime.now(UTC).date()
    try:
        pins = locked([(ROOT / name).read_text(encoding="utf-8") for name in LOCKS])
        if options.source:
            fresh = snapshot_of(options.source, {name for name, _version in pins}, today)
            options.snapshot.write_text(json.dumps(fresh, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        return check(pins, loaded(options.snapshot), loaded(ACCEPTED), options.max_age, today)
    except (NotChecked, InvalidVersion, KeyError, TypeError, ValueError, OSError) as fault:
        print(f"could not check: {fault}")
        return 2


if __name__ == "__main__":
    sys.exit(main())
