"""Locked packages against the snapshot of advisories: what is found, what is accepted, and when nothing was checked."""

import io
import json
import zipfile
from datetime import date

import pytest
from packaging.version import Version

from scripts import advisories
from scripts.advisories import NotChecked, check, found, in_range, kept, locked, open_ones, snapshot_of

TODAY = date(2026, 11, 30)
PINS = {("django", "5.2.1"), ("idna", "3.20")}
DJANGO = {
    "id": "PYSEC-2026-1", "package": "django", "aliases": ["CVE-2026-1"], "versions": [], "withdrawn": "",
    "ranges": [[{"introduced": "5.2"}, {"fixed": "5.2.2"}]],
}


def snapshot(*rows: dict, **changed) -> dict:
    return {"newest": "2026-11-01", "looked_up": ["django", "idna"], "advisories": [*rows]} | changed


@pytest.mark.parametrize("version, hit", [
    ("5.1", False), ("5.2", True), ("5.2.1", True), ("5.2.2", False), ("6.0", True), ("6.0.1", True), ("6.0.2", False),
    ("5.2rc1", False),
])
def test_a_range_may_have_several_beginnings_in_any_order(version, hit):
    events = [{"introduced": "6.0"}, {"last_affected": "6.0.1"}, {"introduced": "5.2"}, {"fixed": "5.2.2"}]
    assert in_range(Version(version), events) is hit


@pytest.mark.parametrize("events, hit", [
    ([{"introduced": "0"}], True),
    ([{"introduced": "0"}, {"fixed": "1.0"}], False),
    ([{"introduced": "0"}, {"last_affected": "1.0"}], True),
    ([{"introduced": "0"}, {"fixed": "0.9"}, {"introduced": "1.0"}], True),
    ([], False),
])
def test_ends_of_a_range(events, hit):
    assert in_range(Version("1.0"), events) is hit


def test_an_advisory_about_a_locked_version_is_found(capsys):
    assert check(PINS, snapshot(DJANGO), {}, None, TODAY) == 1
    assert "django 5.2.1: PYSEC-2026-1 (CVE-2026-1)" in capsys.readouterr().out


@pytest.mark.parametrize("changed", [
    {"withdrawn": "2026-11-02T00:00:00Z"}, {"ranges": [[{"introduced": "6.0"}]]}, {"package": "djangofmt"},
])
def test_what_is_withdrawn_or_about_something_else_is_not(changed):
    assert check(PINS, snapshot(DJANGO | changed), {}, None, TODAY) == 0


def test_a_version_that_is_named_is_found_without_a_range():
    assert found(PINS, snapshot(DJANGO | {"ranges": [], "versions": ["5.2.1"]}))


@pytest.mark.parametrize("accepted, left", [
    ({"PYSEC-2026-1": {"reason": "We do not use it.", "until": "2026-11-30"}}, 0),
    ({"CVE-2026-1": {"reason": "We do not use it.", "until": "2027-03-01"}}, 0),
    ({"CVE-2026-1": {"reason": "We do not use it.", "until": "2026-11-29"}}, 1),
    ({"CVE-2026-1": {"reason": " ", "until": "2027-03-01"}}, 1),
    ({"CVE-2026-2": {"reason": "Another.", "until": "2027-03-01"}}, 1),
])
def test_accepted_is_what_has_a_reason_and_a_day_to_come(accepted, left):
    assert len(open_ones(found(PINS, snapshot(DJANGO)), accepted, TODAY)) == left


@pytest.mark.parametrize("pins, rows", [
    (set(), snapshot(DJANGO)),
    (PINS, {}),
    (PINS, snapshot(looked_up=[])),
    (PINS | {("new-one", "1.0")}, snapshot()),
])
def test_what_was_not_looked_up_is_not_green(pins, rows):
    with pytest.raises(NotChecked):
        found(pins, rows)


def test_an_old_snapshot_is_not_green_where_its_age_is_asked():
    assert check(PINS, snapshot(), {}, None, TODAY) == 0
    assert check(PINS, snapshot(), {}, 29, TODAY) == 0
    with pytest.raises(NotChecked, match="2026-11-01"):
        check(PINS, snapshot(), {}, 28, TODAY)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"looked_up": []}'])
def test_an_unreadable_or_empty_snapshot_could_not_be_checked(tmp_path, capsys, content):
    (tmp_path / "s.json").write_text(content)
    assert advisories.main(["--snapshot", str(tmp_path / "s.json")]) == 2
    assert "could not check" in capsys.readouterr().out


def test_names_are_compared_as_packages_are():
    assert locked(["Typing_Extensions==4.16.0 \\\n    --hash=x\njsonschema[format-nongpl]==4.25.1 ; x\n# no==1\n"]) == {
        ("typing-extensions", "4.16.0"), ("jsonschema", "4.25.1")
    }


def osv(name: str, **changed) -> dict:
    affected = {"package": {"ecosystem": "PyPI", "name": name}, "ranges": [
        {"type": "GIT", "events": [{"introduced": "0"}]}, {"type": "ECOSYSTEM", "events": [{"introduced": "5.2"}]},
    ], "versions": ["5.2"]}
    return {"id": "PYSEC-2026-1", "modified": "2026-11-02T00:00:00Z", "affected": [affected]} | changed


def test_a_record_is_kept_for_our_packages_by_its_versions_only():
    [row] = kept(osv("Django"), {"django"})
    assert (row["package"], row["ranges"], row["versions"]) == ("django", [[{"introduced": "5.2"}]], [])
    assert kept(osv("flask"), {"django"}) == []


def test_the_snapshot_is_written_from_a_zip_and_from_a_folder(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("PYSEC-2026-1.json", json.dumps(osv("django")))
        archive.writestr("PYSEC-2019-1.json", json.dumps(osv("django", id="PYSEC-2019-1", modified="2026-11-03")))
    (tmp_path / "all.zip").write_bytes(packed.getvalue())
    folder = tmp_path / "vulns" / "django"
    folder.mkdir(parents=True)
    (folder / "PYSEC-2026-1.yaml").write_text(json.dumps(osv("django")))  # JSON is YAML
    one = snapshot_of(tmp_path / "all.zip", {"django", "idna"}, TODAY)
    other = snapshot_of(tmp_path / "vulns", {"django", "idna"}, TODAY)
    assert one["advisories"] == other["advisories"]
    assert [row["id"] for row in one["advisories"]] == ["PYSEC-2026-1"], "an old one says nothing of today's versions"
    assert (one["newest"], other["newest"]) == ("2026-11-03", "2026-11-02")
    assert one["looked_up"] == ["django", "idna"]


def test_an_export_without_a_record_writes_nothing(tmp_path, capsys):
    target = tmp_path / "snapshot.json"
    assert advisories.main(["--from", str(tmp_path), "--snapshot", str(target)]) == 2
    assert not target.exists()


def test_every_locked_package_was_looked_up_and_nothing_is_open(capsys):
    assert advisories.main([]) == 0, capsys.readouterr().out
