"""One rule for every reason: what the form takes, the service takes, and nothing else."""

import pytest
from django.core.exceptions import ValidationError

from core.errors import ReasonMissing
from core.forms.fields import Reason
from core.forms.names import PersonName
from core.reasons import MOST, note_to_strangers, optional_reason, required_reason
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


@pytest.mark.parametrize("text", [
    "See https://evil.example/x", "look at www.evil.test", "evil.com has more", "пишите на сайт.рф",
    "ask x@evil.test",
])
def test_a_note_to_strangers_leads_nowhere_else(text):
    with pytest.raises(TextProblem) as refused:
        note_to_strangers(text)
    assert (refused.value.code, refused.value.field) == ("link", "note")


@pytest.mark.parametrize("text", [
    "", "Please read chapter 2.1 first.", "Хокурику Ко., Лтд. и Алтай, т.е. обе",
    "北陸充填機（株）より。ご確認ください。",
])
def test_a_note_to_strangers_says_what_it_wants(text):
    assert note_to_strangers(text) == text


def test_a_note_to_strangers_is_short():
    assert note_to_strangers("я" * 500)
    with pytest.raises(TextProblem, match="too_long|500"):
        note_to_strangers("я" * 501)


@pytest.mark.parametrize("name", ["Visit https://evil.example", "www.evil.test", "Ivan evil.ru/win", "x@evil.test"])
def test_a_name_of_a_person_is_no_advertisement(name):
    with pytest.raises(ValidationError):
        PersonName(limit=120).clean(name)


@pytest.mark.parametrize("name", ["Kim J. Aleksei", "Dr.Tanaka", "Ошима-Ли О.И.", "田中 一郎"])
def test_names_of_persons_stay(name):
    assert PersonName(limit=120).clean(name) == name
