"""What the portal is made of: every package of requirements.lock as CycloneDX JSON, with hashes and known licences.

    python -m scripts.sbom > sbom.json

Licences are those the installed packages name themselves; a package that is for another machine only (Windows) has
none here. The document is the same for the same lock: no date, no random number.
"""
import hashlib
import json
import re
import sys
import uuid
from email.message import Message
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
ENTRY = re.compile(
    r"^([A-Za-z0-9][\w.-]*)(?:\[[\w,-]+\])?==([^\s;\\]+)(.*?)(?=^[A-Za-z0-9]|\Z)", re.MULTILINE | re.DOTALL
)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
CLASSIFIER = "License :: "


def licence(about: Message) -> str:
    """By its classifiers, else in its own short word."""
    named = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier", []) if line.startswith(CLASSIFIER)]
    named = [name for name in named if name != "OSI Approved"]
    word = (about.get("License") or "").strip()
    return " / ".join(named) or (word if len(word) <= 60 else "")


def licences(name: str) -> list[dict[str, Any]]:
    try:
        about = metadata(name)
    except PackageNotFoundError:
        return []
    if expression := about.get("License-Expression"):
        return [{"expression": expression}]
    return [{"license": {"name": said}}] if (said := licence(about)) else []


def component(name: str, version: str, rest: str) -> dict[str, Any]:
    name = canonicalize_name(name)
    purl = f"pkg:pypi/{name}@{version}"
    found = {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}
    if said := licences(name):
        found["licenses"] = said
    # One of these is what was installed: which, depends on the machine.
    hashes = [[{"alg": "SHA-256", "content": one}] for one in HASH.findall(rest)]
    files = [{"type": "distribution", "url": purl, "hashes": one} for one in hashes]
    return found | ({"externalReferences": files} if files else {})


def document(lock: str) -> dict[str, Any]:
    components = [component(*entry) for entry in ENTRY.findall(lock)]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "serialNumber": f"urn:uuid:{uuid.UUID(hashlib.sha256(lock.encode()).hexdigest()[:32])}",
        "metadata": {"component": {"type": "application", "bom-ref": "minamin-portal", "name": "minamin-portal"}},
        "components": sorted(components, key=lambda one: one["purl"]),
        "dependencies": [{"ref": "minamin-portal", "dependsOn": sorted(one["purl"] for one in components)}],
    }


def main() -> int:
    made = document((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    print(json.dumps(made, indent=1, ensure_ascii=False))
    without = [one["name"] for one in made["components"] if "licenses" not in one]
    print(f"{len(made['components'])} packages; no licence known: {', '.join(without) or 'none'}", file=sys.stderr)
    return 0 if made["components"] else 2


if __name__ == "__main__":
    sys.exit(main())
