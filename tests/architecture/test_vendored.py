"""Vendored files are exactly what docs/vendored.json says, with package, version and licence."""
import importlib.util
import json
import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
RECORD = json.loads((ROOT / "docs/vendored.json").read_text())


def vendor_script():
    spec = importlib.util.spec_from_file_location("vendor", ROOT / "scripts/vendor.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_vendored_files_are_as_recorded():
    assert vendor_script().differences() == []


def test_every_foreign_file_is_recorded():
    foreign = [path for folder in ("vendor", "fonts") for path in (ROOT / "static" / folder).iterdir()]
    assert {str(path.relative_to(ROOT)) for path in foreign} <= {row["file"] for row in RECORD}


def test_record_agrees_with_the_pinned_packages():
    pinned = {(package, version, licence) for package, version, licence, _ in vendor_script().PACKAGES}
    assert {(row["package"], row["version"], row["licence"]) for row in RECORD} == pinned
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", row["version"]) for row in RECORD)


def test_every_package_brings_its_licence_text():
    with_text = {row["package"] for row in RECORD if "LICENSE" in row["file"] or "OFL" in row["file"]}
    assert with_text == {row["package"] for row in RECORD}


def test_sprite_holds_exactly_the_listed_icons():
    sprite = (ROOT / "static/icons/sprite.svg").read_text()
    assert re.findall(r'<symbol id="([^"]+)"', sprite) == vendor_script().ICONS


def test_a_changed_file_is_noticed(tmp_path, monkeypatch):
    script = vendor_script()
    row = RECORD[0]
    (tmp_path / row["file"]).parent.mkdir(parents=True)
    (tmp_path / row["file"]).write_text("changed")
    (tmp_path / "record.json").write_text(json.dumps([row, row | {"file": "static/gone.js"}]))
    monkeypatch.setattr(script, "ROOT", tmp_path)
    monkeypatch.setattr(script, "RECORD", tmp_path / "record.json")
    assert [line.split(" ")[0] for line in script.differences()] == [row["file"], "static/gone.js"]


def test_the_lists_of_characters_are_what_the_fonts_have(tmp_path):
    script = vendor_script()
    for package, listed in script.CHARACTERS.items():
        script.list_characters([ROOT / font for font in script.PRINT_FONTS[package]], tmp_path / "characters.txt")
        assert (tmp_path / "characters.txt").read_bytes() == (ROOT / listed).read_bytes()
