"""The lock files hold what requirements*.txt ask for, with hashes and without an address."""
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAIRS = [("requirements.txt", "requirements.lock"), ("requirements-dev.txt", "requirements-dev.lock")]
SCAN = ("requirements-scan.txt", "requirements-scan.lock")  # in an environment of its own


def pins(name: str) -> dict[str, str]:
    """Package (as packages are compared: lower case, dashes) → exact version."""
    found = re.findall(r"^([A-Za-z][\w.-]*)(?:\[[\w,]+\])?==([\w.+]+)", (ROOT / name).read_text(), re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", package).lower(): version for package, version in found}


@pytest.mark.parametrize("wanted, locked", [*PAIRS, SCAN])
def test_every_requirement_is_pinned_explained_and_locked(wanted, locked):
    lines = [line for line in (ROOT / wanted).read_text().splitlines() if line and not line.startswith(("#", "-c"))]
    assert [line for line in lines if not re.fullmatch(r"\S+==\S+ +# \S.+", line)] == []
    assert pins(wanted).items() <= pins(locked).items()


@pytest.mark.parametrize("locked", [locked for _, locked in [*PAIRS, SCAN]])
def test_a_lock_has_a_hash_for_every_package_and_no_address(locked):
    text = (ROOT / locked).read_text()
    entries = re.split(r"^(?=[A-Za-z])", text, flags=re.MULTILINE)[1:]
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text


def test_both_locks_agree():
    runtime, tools = (pins(locked) for _, locked in PAIRS)
    assert {name: (runtime[name], tools[name]) for name in runtime.keys() & tools if runtime[name] != tools[name]} == {}
