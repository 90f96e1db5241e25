"""Asking, answering, writing: what happens and what is refused."""
import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from companies.models import Firm
from core.errors import TransitionNotAllowed
from core.models import Activity
from matching.models import Match
from notifications.models import Message
from talks import services
from talks.data.phrases import QUESTIONS
from talks.enums import AskedState
from talks.errors import AskedAlready, EmptyRemark, NotAnyMore, NothingAsked, NotYet, PausedFirm, TooManyEarly
from talks.models import Asked, Remark, Thread
from talks.rules.limits import MOST_EARLY
from talks.states import ASKED
from tests.walking import walk

from .conftest import AMOUNT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_world")]
EARLY = [key for key, one in QUESTIONS.items() if one.early]


def told(person) -> list[str]:
    return [row.kind for row in Message.objects.filter(recipient=person, kind__startswith="talks/")]


def test_the_asked_firm_is_told_without_a_name(asked, aigul, tanaka, hokuriku):
    assert told(aigul) == ["talks/questions_asked"]
    assert told(tanaka) == []
    text = Message.objects.get(recipient=aigul, kind="talks/questions_asked").text
    assert hokuriku.name not in text
    assert hokuriku.name_latin not in text


def test_whoever_asked_is_told_of_the_answer(answered, tanaka):
    answered.refresh_from_db()
    assert (answered.state, answered.value) == ("answered", AMOUNT)
    assert told(tanaka) == ["talks/questions_answered"]


def test_answers_of_ten_minutes_make_one_mail(match, tanaka, aigul, now):
    rows = services.ask_questions(match, keys=["capacity", "minimum", "need"], by=tanaka, now=now)
    for row in rows:
        services.answer_question(row, value=AMOUNT, by=aigul, now=now)
    assert told(tanaka) == ["talks/questions_answered"]


def test_an_answer_is_corrected_and_the_last_one_stands(answered, aigul, now):
    services.answer_question(answered, value=AMOUNT | {"number": "7"}, by=aigul, now=now)
    answered.refresh_from_db()
    assert answered.value["number"] == "7"
    verbs = Activity.objects.filter(subject=f"talks.asked:{answered.pk}").values_list("verb", flat=True)
    assert list(verbs) == ["talks.asked.answer", "talks.asked.correct"]


def test_the_same_answer_twice_is_one(answered, aigul, now):
    services.answer_question(answered, value=AMOUNT, by=aigul, now=now)
    assert Activity.objects.filter(verb="talks.asked.correct").count() == 0


def test_the_log_holds_no_words(introduced, match, tanaka, now):
    services.write_remark(match, text="Zeqo says hello", by=tanaka, now=now)
    assert not [row for row in Activity.objects.values_list("data", flat=True) if "Zeqo" in str(row)]


def test_a_withdrawn_question_may_be_asked_again(asked, match, tanaka, now):
    services.withdraw_question(asked, by=tanaka, now=now)
    services.ask_questions(match, keys=["capacity"], by=tanaka, now=now)
    assert Asked.objects.open().count() == 1


def test_an_answered_question_is_not_withdrawn(answered, tanaka, now):
    with pytest.raises(TransitionNotAllowed):
        services.withdraw_question(answered, by=tanaka, now=now)


def test_staff_ask_either_firm(match, sato, tanaka, now):
    services.ask_questions(match, keys=["capacity"], to="japan", by=sato, now=now)
    assert told(tanaka) == ["talks/questions_asked"]


def test_the_same_question_is_asked_once(asked, match, tanaka, now):
    with pytest.raises(AskedAlready):
        services.ask_questions(match, keys=["minimum", "capacity"], by=tanaka, now=now)
    assert Asked.objects.count() == 1, "all or none"


def test_nothing_ticked(match, tanaka, now):
    with pytest.raises(NothingAsked):
        services.ask_questions(match, keys=["unheard_of"], by=tanaka, now=now)


def test_ten_before_release(match, tanaka, aigul, now):
    services.ask_questions(match, keys=EARLY[:MOST_EARLY], by=tanaka, now=now)
    with pytest.raises(TooManyEarly):
        services.ask_questions(match, keys=EARLY[MOST_EARLY:MOST_EARLY + 1], by=tanaka, now=now)
    services.ask_questions(match, keys=EARLY[:1], by=aigul, now=now)  # the other side has its own ten


def test_words_wait_for_release(match, tanaka, now):
    with pytest.raises(NotYet):
        services.ask_questions(match, keys=["model"], by=tanaka, now=now)
    with pytest.raises(NotYet):
        services.write_remark(match, text="Who are you?", by=tanaka, now=now)


def test_after_release_firms_and_the_chamber_write(introduced, match, tanaka, aigul, dana, now):
    services.ask_questions(match, keys=["model"], by=tanaka, now=now)
    services.write_remark(match, text="Сәлеметсіз бе", by=aigul, now=now)
    services.write_remark(match, text="We help", by=dana, now=now)
    assert list(Remark.objects.order_by("pk").values_list("by_side", flat=True).order_by("by_side")) == [
        "central_asia", "chamber"
    ]
    assert "talks/remark_written" in told(tanaka)
    assert "talks/remark_written" in told(dana)


def test_an_empty_message(introduced, match, tanaka, now):
    with pytest.raises(EmptyRemark):
        services.write_remark(match, text=" \u200b ", by=tanaka, now=now)


def test_nothing_after_the_end(asked, match, aigul, tanaka, now):
    Match.objects.filter(pk=match.pk).update(state="expired", ended_at=now)
    with pytest.raises(NotAnyMore):
        services.answer_question(asked, value=AMOUNT, by=aigul, now=now)
    with pytest.raises(NotAnyMore):
        services.ask_questions(match, keys=["minimum"], by=tanaka, now=now)


def test_nothing_while_a_firm_is_suspended(asked, hokuriku, aigul, now):
    Firm.objects.filter(pk=hokuriku.pk).update(state="suspended")
    with pytest.raises(PausedFirm):
        services.answer_question(asked, value=AMOUNT, by=aigul, now=now)


def test_every_state_and_action(asked, tanaka, now):
    def put(state):
        given = {"value": AMOUNT, "answered_at": now} if state == "answered" else {"value": None, "answered_at": None}
        Asked.objects.filter(pk=asked.pk).update(state=state, **given)

    fields = {"answer": {"value": AMOUNT, "answered_at": now}, "correct": {"value": AMOUNT, "answered_at": now}}
    walk(asked, ASKED, AskedState.values, put, fields=fields, by=tanaka, now=now)


BROKEN = {
    "asked_of_the_other_side": {"by_side": F("to_side")},
    "asked_of_a_firm": {"to_side": "office"},
    "asked_state_is_known": {"state": "unheard_of"},
    "asked_answered_has_its_answer": {"state": "answered"},
}


@pytest.mark.parametrize("name", BROKEN)
def test_rules_of_the_database(asked, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Asked.objects.filter(pk=asked.pk).update(**BROKEN[name])


def test_a_message_says_something(introduced, match, tanaka, now):
    remark = services.write_remark(match, text="Hello", by=tanaka, now=now)
    with pytest.raises(IntegrityError, match="remark_says_something"), transaction.atomic():
        Remark.objects.filter(pk=remark.pk).update(text="")


def test_once_of_each_side_and_one_thread_a_match(asked, match, now):
    asked.refresh_from_db()
    values = {"thread": asked.thread, "key": "capacity", "version": 1, "to_side": asked.to_side}
    with pytest.raises(IntegrityError, match="asked_once_of_each_side"), transaction.atomic():
        Asked.objects.create(**values, by_side="office", asked_at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Thread.objects.create(match=match, opened_at=now)
