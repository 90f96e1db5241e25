"""Only the two firms, staff and the chamber that helps take part; whoever may not touches no row."""
from datetime import timedelta

import pytest

from talks import services
from talks.models import FollowUp
from tests.files_build import pdf
from tests.refusing import refuses

from .conftest import AMOUNT
from .samples_build import ORDER, TERMS, VERDICT, WHAT

PAPER = ("prices.pdf", pdf())
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_world")]


def test_strangers_ask_answer_and_write_nothing(asked, match, tanaka, aigul, bekzat, dana, zafar, now):
    for person in (bekzat, dana, zafar):
        refuses(lambda who=person: services.ask_questions(match, keys=["need"], by=who, now=now))
        refuses(lambda who=person: services.write_remark(match, text="Hello", by=who, now=now))
        refuses(lambda who=person: services.share_file(match, file=PAPER, sort="prices", by=who, now=now))
    for person in (tanaka, bekzat, dana):
        refuses(lambda who=person: services.answer_question(asked, value=AMOUNT, by=who, now=now))
    for person in (aigul, bekzat):
        refuses(lambda who=person: services.withdraw_question(asked, by=who, now=now))


def test_only_the_side_that_added_a_file_removes_it(introduced, match, tanaka, aigul, bekzat, sato, dana, now):
    shared = services.share_file(match, file=PAPER, sort="prices", by=tanaka, now=now)
    for person in (aigul, bekzat, sato, dana):
        refuses(lambda who=person: services.remove_file(shared, by=who, now=now))


def test_a_side_names_and_ends_its_own_day_only(introduced, match, tanaka, aigul, bekzat, sato, dana, now):
    until = now.date() + timedelta(days=9)
    for person in (bekzat, sato, dana):
        refuses(lambda who=person: services.name_day(match, reason="other", until=until, by=who, now=now))
    row = services.name_day(match, reason="other", until=until, by=aigul, now=now)
    for person in (tanaka, bekzat, sato, dana):
        refuses(lambda who=person: services.end_decision(row, by=who, now=now))


def test_strangers_staff_and_chambers_take_no_step_of_a_sample(sample, match, aigul, bekzat, dana, sato, zafar, now):
    day = now.date()
    acts = [
        lambda who: services.request_sample(match, **WHAT, **TERMS, by=who, now=now),
        lambda who: services.offer_terms(sample, **TERMS, by=who, now=now),
        lambda who: services.agree_sample(sample, by=who, now=now),
        lambda who: services.send_sample(sample, sent_on=day, by=who, now=now),
        lambda who: services.receive_sample(sample, received_on=day, by=who, now=now),
        lambda who: services.judge_sample(sample, **VERDICT, by=who, now=now),
        lambda who: services.propose_order(sample, **ORDER, by=who, now=now),
        lambda who: services.agree_order(sample, by=who, now=now),
        lambda who: services.deliver_order(sample, delivered_on=day, by=who, now=now),
        lambda who: services.repeat_order(sample, by=who, now=now),
        lambda who: services.finish_order(sample, by=who, now=now),
        lambda who: services.decline_sample(sample, code="other", by=who, now=now),
        lambda who: services.stop_sample(sample, code="other", by=who, now=now),
    ]
    for person in (bekzat, dana, sato, zafar):
        for act in acts:
            refuses(lambda who=person, act=act: act(who))


def test_only_who_helps_reminds_of_a_sample(sample, aigul, bekzat, zafar, now):
    for person in (aigul, bekzat, zafar):
        refuses(lambda who=person: services.remind_of_sample(sample, by=who, now=now))
def test_calls_are_the_firms(introduced, match, tanaka, aigul, bekzat, sato, dana, now):
    given = {"times": [now + timedelta(days=3)], "minutes": 30, "interpreter": False, "languages": [], "place": ""}
    for person in (bekzat, sato, dana):
        refuses(lambda who=person: services.propose_call(match, by=who, now=now, **given))
    call = services.propose_call(match, by=tanaka, now=now, **given)
    for person in (tanaka, bekzat, sato, dana):
        refuses(lambda who=person: services.take_time(call, starts_at=call.times[0], by=who, now=now))
        refuses(lambda who=person: services.decline_times(call, by=who, now=now))
    for person in (aigul, bekzat, sato, dana):
        refuses(lambda who=person: services.withdraw_times(call, by=who, now=now))
    for person in (bekzat, sato, dana):
        refuses(lambda who=person: services.cancel_call(call, by=who, now=now))


def test_a_firm_says_its_own_result_and_staff_settle(introduced, tanaka, bekzat, sato, dana, now):
    services.ask_results(now=introduced.released_at + timedelta(days=30))
    row = FollowUp.objects.with_firms().get()
    for person in (bekzat, sato, dana):
        refuses(lambda who=person: services.say_result(row, answer="agreement", by=who, now=now))
    for person in (tanaka, bekzat, dana):
        refuses(lambda who=person: services.settle_result(row, answer="agreement", reason="Seen", by=who, now=now))


def test_translations_are_asked_for_by_those_who_take_part_and_written_by_staff_and_readers(
    introduced, match, tanaka, aigul, bekzat, dana, sato, zafar, now
):
    remark = services.write_remark(match, text="こんにちは。", by=tanaka, now=now)
    for person in (bekzat, zafar):
        refuses(lambda who=person: services.ask_translation(remark, language="kk", by=who, now=now))
    row = services.ask_translation(remark, language="kk", by=aigul, now=now)
    for person in (tanaka, bekzat, dana, zafar):
        refuses(lambda who=person: services.write_translation(row, text="Сәлеметсіз бе.", by=who, now=now))
        refuses(lambda who=person: services.check_translation(row, by=who, now=now))
        refuses(lambda who=person: services.drop_translation(row, by=who, now=now))


def test_only_an_owner_agrees_to_the_service_and_only_the_two_firms_keep_a_conversation_from_it(
    introduced, match, hokuriku, altai, tanaka, aigul, bekzat, dana, sato, now
):
    for person in (aigul, bekzat, dana, sato):
        refuses(lambda who=person: services.agree_to_machine(hokuriku, by=who, now=now))
    services.agree_to_machine(hokuriku, by=tanaka, now=now)
    for person in (aigul, bekzat, dana, sato):
        refuses(lambda who=person: services.end_machine(hokuriku, by=who, now=now))
    for person in (bekzat, dana, sato):
        refuses(lambda who=person: services.keep_from_machine(match, by=who, now=now))
        refuses(lambda who=person: services.allow_machine(match, by=who, now=now))
