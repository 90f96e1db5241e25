"""The cluster with all migrations that test runs start from: made once, and never taken when it is stale."""
import json

import pytest

from tests import migrated


@pytest.fixture
def store(tmp_path, monkeypatch):
    """A store of its own, in which making is only noted."""
    made = []

    def make(kept):
        kept.mkdir()
        made.append(kept.name)

    monkeypatch.setattr(migrated, "STORE", tmp_path / "store")
    monkeypatch.setattr(migrated, "_make", make)
    monkeypatch.setattr(migrated.postgres, "copy", lambda _kept, _home: None)
    return made


def test_the_second_run_makes_nothing(store, tmp_path):
    migrated.lay_out(tmp_path)
    migrated.lay_out(tmp_path)
    assert store == [migrated.digest()]


def test_a_stale_one_is_not_taken(store, tmp_path, monkeypatch):
    migrated.lay_out(tmp_path)
    monkeypatch.setattr(migrated, "digest", lambda: "another migration")
    migrated.lay_out(tmp_path)
    assert store[1:] == ["another migration"]


def test_only_those_used_last_are_kept(store, tmp_path, monkeypatch):
    for name in "abcde":
        monkeypatch.setattr(migrated, "digest", lambda name=name: name)
        migrated.lay_out(tmp_path)
    assert {path.name for path in migrated.STORE.iterdir() if path.is_dir()} == {"c", "d", "e"}


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """Today's migrations are three; keeps a cluster made by those that are given."""
    def keep(name: str, made_by: dict[str, str]):
        place = migrated.STORE / name
        place.mkdir(parents=True)
        (place / migrated.WRITTEN).write_text(json.dumps(made_by))

    monkeypatch.setattr(migrated, "STORE", tmp_path)
    monkeypatch.setattr(migrated, "_made_by", lambda _patterns: {"first": "a", "second": "b", "third": "c"})
    return keep


def test_a_new_one_begins_with_the_one_that_has_most_of_the_same_migrations(kept):
    kept("one", {"first": "a"})
    kept("two", {"first": "a", "second": "b"})
    assert migrated.nearest().name == "two"


@pytest.mark.parametrize("made_by", [{"first": "a", "second": "changed"}, {"first": "a", "of another branch": "d"}])
def test_no_new_one_begins_with_a_migration_that_is_not_there(kept, made_by):
    kept("other", made_by)
    assert migrated.nearest() is None


def test_another_migration_gives_another_name(tmp_path, monkeypatch):
    monkeypatch.setattr(migrated, "ROOT", tmp_path)
    folder = tmp_path / "core" / "migrations"
    folder.mkdir(parents=True)
    before = migrated.digest()
    (folder / "0001_first.py").write_text("operations = []")
    assert migrated.digest() != before
