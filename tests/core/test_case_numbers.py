"""What people type for a case number, and what it is then."""
import pytest

from core.case_numbers import read


@pytest.mark.parametrize("typed", [
    "MA-2026-0148", "ma-2026-0148", " MA 2026 148 ", "ma2026-148", "ＭＡ－２０２６－０１４８", "MA–2026–00148",
])
def test_a_number_is_read_as_people_type_it(typed):
    assert read(typed) == "MA-2026-0148"


@pytest.mark.parametrize("typed", [
    "", "MA", "2026-0148", "M-2024-001", "MA-26-1", "MA-2026-", "Mamma 2026 1", "MA20260148",
])
def test_what_is_none_is_none(typed):
    assert read(typed) == ""


def test_a_long_number_keeps_all_its_digits():
    assert read("RE-2026-12345") == "RE-2026-12345"
