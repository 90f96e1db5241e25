"""The list of what the portal is made of: whole, and the same for the same lock."""

import json
import re

import pytest

from scripts import sbom
from scripts.advisories import locked

LOCK = (sbom.ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_every_locked_package_is_in_it_with_its_hashes():
    found = sbom.document(LOCK)["components"]
    assert {(one["name"], one["version"]) for one in found} == locked([LOCK])
    assert all(one["externalReferences"] for one in found)
    assert sum(len(one["externalReferences"]) for one in found) == LOCK.count("--hash=sha256:")


def test_licences_are_named_but_for_packages_of_other_machines():
    without = {one["name"] for one in sbom.document(LOCK)["components"] if "licenses" not in one}
    elsewhere = {name for name in without if re.search(rf"^{name}==\S+ ; ", LOCK, re.MULTILINE)}
    assert without == elsewhere


def test_the_same_lock_gives_the_same_document():
    assert json.dumps(sbom.document(LOCK)) == json.dumps(sbom.document(LOCK))
    assert sbom.document(LOCK)["serialNumber"] != sbom.document(LOCK + "\n")["serialNumber"]


def test_its_format_is_said_as_readers_expect_it(capsys):
    assert sbom.main() == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    refs = [one["bom-ref"] for one in made["components"]]
    assert len(refs) == len({*refs})
    assert made["dependencies"][0]["dependsOn"] == sorted(refs)


def test_an_empty_lock_is_not_green(monkeypatch, tmp_path, capsys):
    (tmp_path / "requirements.lock").write_text("# nothing\n")
    monkeypatch.setattr(sbom, "ROOT", tmp_path)
    assert sbom.main() == 2


@pytest.mark.parametrize("fields, said", [
    ({"License": "MIT"}, "MIT"),
    ({"License": "x" * 61}, ""),
    ({"License": "long\n" * 30, "Classifier": "License :: OSI Approved :: BSD License"}, "BSD License"),
    ({"License": "MIT", "Classifier": "License :: OSI Approved"}, "MIT"),
])
def test_a_licence_is_a_name_not_its_text(fields, said):
    about = sbom.Message()
    for name, value in fields.items():
        about[name] = value
    assert sbom.licence(about) == said
