"""One rule for every reason: what the form takes, the service takes, and nothing else."""

import pytest
from django.core.exceptions import ValidationError

from core.errors import ReasonMissing
from core.forms.fields import Reason
from core.reasons import MOST, optional_reason, required_reason
from core.text import TextProblem

GOOD = ["病気", "No", "Ill since Monday.\nA colleague comes.", "あ" * MOST, "b" * (MOST - 1) + " \u200b"]
EMPTY = ["", "  ", "\u200b\u202e", "x", "—", "12 345"]
LONG = ["あ" * (MOST + 1), "x" * 50_000]


@pytest.mark.parametrize("typed", GOOD)
def test_form_and_service_take_a_reason_whole(typed):
    assert required_reason(typed) == Reason().clean(typed) == typed.strip(" \u200b")


@pytest.mark.parametrize("typed", EMPTY)
def test_form_and_service_refuse_what_says_nothing(typed):
    with pytest.raises(ReasonMissing) as refused:
        required_reason(typed, field="summary")
    assert refused.value.field == "summary"
    with pytest.raises(ValidationError):
        Reason().clean(typed)


@pytest.mark.parametrize("typed", LONG)
def test_form_and_service_refuse_what_is_too_long_and_name_the_limit(typed):
    for refused in (required_reason, optional_reason):
        with pytest.raises(TextProblem, match="2000") as problem:
            refused(typed, field="note")
        assert problem.value.field == "note"
    with pytest.raises(ValidationError, match="2000"):
        Reason().clean(typed)


def test_a_reason_that_may_stay_unsaid():
    assert [optional_reason(typed) for typed in (" \n", "x", "a\r\nb")] == ["", "x", "a\nb"]
