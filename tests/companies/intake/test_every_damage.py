"""The benchmark in small: what was damaged is read as it was meant, asked about or refused, never mistaken."""
import pytest

from benchmarks.intake import KINDS, measure


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("kind", KINDS)
def test_no_damaged_row_is_taken_for_something_else(kind, seed):
    found = measure(kind, 400, seed)
    assert (found["unreadable"], found["wrong_rows"]) == ([], [])
    assert found["right"] + found["asked"] + found["refused"] == found["rows"] == 400


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_spreadsheet_cut_off_is_asked_about(kind):
    damage = measure(kind, 400, 3)["damage"]
    for name in ("lost zeros", "lost zero of a code", "tail and lost zero"):
        assert damage[name]["asked"] == sum(damage[name].values()) > 0


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["none", "guard", "label", "groups", "decimal tail", "count in words"])
def test_what_can_be_read_is_read(kind, name):
    damage = measure(kind, 400, 4)["damage"][name]
    assert damage["right"] == sum(damage.values()) > 0
