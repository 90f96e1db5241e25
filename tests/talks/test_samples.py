"""Samples and trial orders: each side its own steps, from the request to the next order."""
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.own_data import Person
from companies.models import Firm
from core.models import Activity
from core.text import InvalidValue
from matching.models import ExportReview, Introduction, Match
from notifications.models import Message
from talks import services
from talks.data.papers import papers_for
from talks.enums import SampleState
from talks.errors import (
    ExportQuestionOpen,
    FlawsMissing,
    NoFlaws,
    NotAnyMore,
    NotYet,
    NotYourStep,
    PausedFirm,
    RemindedToday,
    SampleUnderWay,
    WrongDay,
)
from talks.models import Sample
from talks.services import own_data
from talks.states import SAMPLE
from tests.walking import walk

from .samples_build import ORDER, STEPS, TERMS, TODAY, VERDICT, requested, step, walked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_world")]


def told(person, kind: str = "sample_moved") -> int:
    return Message.objects.filter(recipient=person, kind=f"talks/{kind}").count()


def ask_about_export(match) -> None:
    ExportReview.objects.create(match=match, code="842230", tier="1", list_version="x")


def test_the_whole_way_to_the_next_order(sample, aigul, tanaka, now):
    walked(sample, "repeated", aigul, tanaka, now=now)
    assert (sample.state, sample.ended_at, sample.verdict) == ("repeated", now, "as_described")
    assert (sample.order_price, sample.order_basis, sample.order_place) == (1500.5, "CIF", "Aktau")


def test_each_step_tells_the_other_firm(sample, aigul, tanaka, now):
    walked(sample, "received", aigul, tanaka, now=now)
    assert (told(tanaka), told(aigul)) == (2, 2)


@pytest.mark.parametrize("state", STEPS)
def test_nobody_takes_the_others_step(sample, aigul, tanaka, now, state):
    if state != "agreed":
        walked(sample, STEPS[STEPS.index(state) - 1], aigul, tanaka, now=now)
    if state == "order_proposed":
        return  # after the verdict either side may propose
    with pytest.raises(NotYourStep):
        step(sample, state, tanaka, aigul, now=now)


def test_other_terms_wait_for_the_other_side(sample, aigul, tanaka, now):
    services.offer_terms(sample, **TERMS | {"pays_goods": "buyer"}, by=tanaka, now=now)
    with pytest.raises(NotYourStep):
        services.agree_sample(sample, by=tanaka, now=now)
    services.agree_sample(sample, by=aigul, now=now)
    sample.refresh_from_db()
    assert (sample.state, sample.pays_goods) == ("agreed", "buyer")


def test_the_sending_firm_may_propose_the_order(sample, aigul, tanaka, now):
    walked(sample, "judged", aigul, tanaka, now=now)
    services.propose_order(sample, **ORDER, by=tanaka, now=now)
    services.propose_order(sample, **ORDER | {"price": "1400"}, by=aigul, now=now)
    services.agree_order(sample, by=tanaka, now=now)
    sample.refresh_from_db()
    assert (sample.state, sample.order_price) == ("ordered", 1400)


def test_whoever_wants_nothing_more_has_finished(sample, aigul, tanaka, now):
    walked(sample, "received", aigul, tanaka, now=now)
    services.judge_sample(sample, verdict="not", flaws=["colour"], wish="nothing", by=aigul, now=now)
    sample.refresh_from_db()
    assert (sample.state, sample.flaws, sample.turn) == ("finished", ["colour"], "")


def test_a_finished_sample_makes_way_for_another(sample, aigul, tanaka, match, now):
    services.decline_sample(sample, code="no_stock", by=tanaka, now=now)
    requested(match, aigul, now=now)
    assert Sample.objects.count() == 2


def test_one_for_each_side_at_a_time(sample, match, aigul, tanaka, now):
    with pytest.raises(SampleUnderWay):
        requested(match, aigul, now=now)
    requested(match, tanaka, now=now)


def test_only_once_contacts_are_open(match, aigul, now):
    with pytest.raises(NotYet):
        requested(match, aigul, now=now)


@pytest.mark.parametrize("state", ["agreed", "sent", "order_proposed", "ordered"])
def test_nothing_goes_forward_while_an_export_question_is_open(sample, match, aigul, tanaka, now, state):
    if state != "agreed":
        walked(sample, STEPS[STEPS.index(state) - 1], aigul, tanaka, now=now)
    ask_about_export(match)
    with pytest.raises(ExportQuestionOpen):
        step(sample, state, aigul, tanaka, now=now)


def test_no_sample_is_asked_for_while_an_export_question_is_open(introduced, match, aigul, now):
    ask_about_export(match)
    with pytest.raises(ExportQuestionOpen, match="export-control question"):
        requested(match, aigul, now=now)


def test_what_has_arrived_is_said_all_the_same(sample, match, aigul, tanaka, now):
    walked(sample, "sent", aigul, tanaka, now=now)
    ask_about_export(match)
    services.receive_sample(sample, received_on=TODAY, by=aigul, now=now)
    assert Sample.objects.get(pk=sample.pk).state == "received"


def test_nothing_while_a_firm_is_suspended(sample, hokuriku, tanaka, now):
    Firm.objects.filter(pk=hokuriku.pk).update(state="suspended")
    with pytest.raises(PausedFirm):
        services.agree_sample(sample, by=tanaka, now=now)


def test_nothing_after_a_recall(sample, introduced, match, tanaka, now):
    Introduction.objects.filter(pk=introduced.pk).update(state="recalled")
    Match.objects.filter(pk=match.pk).update(state="expired", ended_at=now)
    with pytest.raises(NotAnyMore):
        services.agree_sample(sample, by=tanaka, now=now)


@pytest.mark.parametrize("given, error", [
    ({"verdict": "partly", "flaws": [], "wish": "time"}, FlawsMissing),
    ({"verdict": "as_described", "flaws": ["colour"], "wish": "time"}, NoFlaws),
    ({"verdict": "wonderful", "flaws": [], "wish": "time"}, InvalidValue),
])
def test_a_verdict_that_does_not_hold_together(sample, aigul, tanaka, now, given, error):
    walked(sample, "received", aigul, tanaka, now=now)
    with pytest.raises(error):
        services.judge_sample(sample, **given, by=aigul, now=now)


@pytest.mark.parametrize("given", [
    {"quantity": "0"}, {"unit": "barrels"}, {"pays_goods": "nobody"}, {"papers": ["passport"]}, {"goods": " "},
    {"address": ""}, {"phone": "call me"},
])
def test_bad_input_of_a_request(introduced, match, aigul, now, given):
    with pytest.raises(InvalidValue):
        requested(match, aigul, now=now, **given)
    assert not Sample.objects.exists()


def test_days_that_cannot_be(sample, aigul, tanaka, now):
    walked(sample, "agreed", aigul, tanaka, now=now)
    for day in (TODAY + timedelta(days=3), TODAY - timedelta(days=60)):
        with pytest.raises(WrongDay):
            services.send_sample(sample, sent_on=day, by=tanaka, now=now)
    services.send_sample(sample, sent_on=TODAY, by=tanaka, now=now)
    with pytest.raises(WrongDay):
        services.receive_sample(sample, received_on=TODAY - timedelta(days=1), by=aigul, now=now)


def test_an_order_in_the_past(sample, aigul, tanaka, now):
    walked(sample, "judged", aigul, tanaka, now=now)
    with pytest.raises(WrongDay):
        services.propose_order(sample, **ORDER | {"day": TODAY - timedelta(days=9)}, by=aigul, now=now)


def test_either_firm_stops_and_says_why(sample, aigul, tanaka, now):
    walked(sample, "sent", aigul, tanaka, now=now)
    services.stop_sample(sample, code="lost", by=tanaka, now=now)
    sample.refresh_from_db()
    assert (sample.state, sample.end_code, sample.ended_by) == ("stopped", "lost", "japan")


def test_a_reminder_a_day(sample, dana, sato, tanaka, now):
    services.remind_of_sample(sample, by=dana, now=now)
    assert told(tanaka, "sample_reminder") == 1
    with pytest.raises(RemindedToday):
        services.remind_of_sample(sample, by=sato, now=now + timedelta(hours=23))
    services.remind_of_sample(sample, by=sato, now=now + timedelta(hours=24))
    assert told(tanaka, "sample_reminder") == 2


def test_what_has_ended_needs_no_reminder(sample, tanaka, dana, now):
    services.decline_sample(sample, code="other", by=tanaka, now=now)
    with pytest.raises(NotAnyMore):
        services.remind_of_sample(sample, by=dana, now=now)


@pytest.mark.parametrize("state", ["requested", *STEPS])
def test_who_must_act_is_the_same_in_the_database(sample, hokuriku, altai, aigul, tanaka, now, state):
    if state != "requested":
        walked(sample, state, aigul, tanaka, now=now)
    side = {"japan": hokuriku, "central_asia": altai}
    waiting = [name for name, firm in side.items() if Sample.objects.waiting_for(firm).exists()]
    assert waiting == ([sample.turn] if sample.turn else [])


def test_papers_by_what_the_goods_are():
    assert papers_for(["842230"]) == ["proforma", "packing", "wood", "datasheet", "carnet"]
    assert {"phytosanitary", "origin", "health"} <= set(papers_for(["090210"]))
    assert "excise" in papers_for(["220421"])
    assert "batteries" in papers_for(["850760"])
    assert "batteries" not in papers_for(["850110"])
    assert papers_for([]) == ["proforma", "packing"]


def test_the_log_holds_no_address(sample, now):
    rows = Activity.objects.filter(subject=f"talks.sample:{sample.pk}")
    assert rows.exists()
    assert not [row for row in rows.values_list("data", flat=True) if "Abai" in str(row)]


def test_an_address_is_told_to_its_person_and_forgotten_with_them(sample, aigul, now):
    person = Person(aigul, frozenset([aigul.email]))
    assert any("Abai" in one for one in own_data.notes(person))
    own_data.forget(person, now=now)
    sample.refresh_from_db()
    assert (sample.address, sample.phone) == ("…", "")


def values_at(state: str, now) -> dict:
    """What a row in this state holds, for tests that put it there."""
    order = {
        "order_by": "central_asia", "order_quantity": 1, "order_unit": "t", "order_price": 1, "order_currency": "USD",
        "order_basis": "CIF", "order_on": TODAY,
    }
    whole = order | {
        "agreed_at": now, "sent_on": TODAY, "received_on": TODAY, "verdict": "as_described", "wish": "order",
        "judged_at": now, "ordered_at": now, "delivered_on": TODAY,
    }
    is_early = state in ("declined", "stopped")
    ended = {"end_code": "other", "ended_by": "japan"} if is_early else {"end_code": "", "ended_by": ""}
    has_ended = is_early or state in ("repeated", "finished")
    return whole | ended | {"ended_at": now if has_ended else None, "state": state}


def test_every_state_and_action(sample, tanaka, now):
    def put(state):
        Sample.objects.filter(pk=sample.pk).update(**values_at(state, now))

    early = {"end_code": "other", "ended_by": "japan", "ended_at": now}
    fields = {
        "decline": early, "stop": early, "judge": {"to": "judged"}, "repeat": {"ended_at": now},
        "finish": {"ended_at": now},
    }
    walk(sample, SAMPLE, SampleState.values, put, fields=fields, by=tanaka, now=now)


BROKEN = {
    "sample_state_is_known": {"state": "unheard_of"},
    "sample_is_between_the_firms": {"buyer_side": "office"},
    "sample_says_what_how_much_and_where": {"quantity": 0},
    "sample_says_who_pays": {"pays_goods": "nobody"},
    "sample_under_way_was_agreed": {"state": "sent", "sent_on": TODAY},
    "sample_sent_has_its_day": {"state": "sent", "agreed_at": "2026-11-24T00:00Z"},
    "sample_verdict_is_whole": {"verdict": "as_described"},
    "sample_flaws_are_named_where_there_are_any": {"flaws": ["colour"]},
    "sample_order_is_whole": {"order_by": "japan"},
    "sample_proposed_order_has_its_terms": {"state": "order_proposed"},
    "sample_order_was_agreed": {"state": "ordered"},
    "sample_delivered_order_has_its_day": {"state": "delivered"},
    "sample_ended_early_says_why": {"state": "declined", "ended_at": "2026-11-24T00:00Z"},
    "sample_ended_has_its_time": {"ended_at": "2026-11-24T00:00Z"},
    "sample_received_has_its_day": {"state": "received"},
    "sample_is_received_after_it_was_sent": {"sent_on": TODAY, "received_on": TODAY - timedelta(days=1)},
}
WHOLE = {
    "agreed_at": "2026-11-24T00:00Z", "sent_on": TODAY, "received_on": TODAY, "ordered_at": "2026-11-24T00:00Z",
}
NEEDS_WHOLE = {
    "sample_proposed_order_has_its_terms": {}, "sample_order_was_agreed": {"ordered_at": None},
    "sample_delivered_order_has_its_day": {}, "sample_received_has_its_day": {"received_on": None},
    "sample_state_is_known": {},
}


@pytest.mark.parametrize("name", BROKEN)
def test_rules_of_the_database(sample, name):
    given = (WHOLE | NEEDS_WHOLE[name] if name in NEEDS_WHOLE else {}) | BROKEN[name]
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Sample.objects.filter(pk=sample.pk).update(**given)


def test_one_under_way_is_a_rule_of_the_database(sample):
    again = {one.attname: getattr(sample, one.attname) for one in Sample._meta.concrete_fields if one.name != "id"}
    with pytest.raises(IntegrityError, match="sample_one_under_way_for_each_side"), transaction.atomic():
        Sample.objects.create(**again)


def test_a_verdict_in_ticks(sample, aigul, tanaka, now):
    walked(sample, "received", aigul, tanaka, now=now)
    services.judge_sample(sample, **VERDICT | {"verdict": "partly", "flaws": ["size", "quality"]}, by=aigul, now=now)
    sample.refresh_from_db()
    assert (sample.state, sample.flaws) == ("judged", ["quality", "size"])


def test_a_day_to_come_is_said_to_be_one(sample, aigul, tanaka, now):
    walked(sample, "agreed", aigul, tanaka, now=now)
    with pytest.raises(WrongDay) as refused:
        services.send_sample(sample, sent_on=TODAY + timedelta(days=3), by=tanaka, now=now)
    assert str(refused.value.message) == "This day has not come yet."
