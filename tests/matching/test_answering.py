"""Answers on record: reckoned from what is there, shown to whom they concern, and what silence costs."""
from datetime import timedelta

import pytest
from django.urls import reverse

from companies.models import Membership
from matching import services
from matching.computed.answering import PATIENCE, Record, record_of, records_of, silent_firms
from matching.models import Introduction, Match
from matching.pages.answering import record_words
from matching.scoring.profile import FirmFacts
from matching.scoring.selection import PER_FIRM, places
from matching.scoring.weights import DEFAULT_WEIGHTS
from matching.services.engine_facts import load_firms
from notifications.models import Message
from tests.migrating import migrate, newest


@pytest.fixture
def asked_long_ago(match, now) -> Match:
    """A suggestion that has stood open for as long as patience lasts; both firms could answer."""
    Match.objects.update(created_at=now - PATIENCE)
    Membership.objects.update(joined_at=now - PATIENCE - timedelta(days=1))
    match.refresh_from_db()
    return match


@pytest.mark.parametrize("record, words", [
    (Record(2, 2, 1), "Not enough answers yet"),
    (Record(10, 8, 2), "Answers 8 of 10, usually within 2 working days"),
    (Record(3, 3, 0), "Answers 3 of 3, usually within 1 working day"),
    (Record(6, 0, None), "Answers 0 of 6"),
])
def test_a_record_in_words(record, words):
    assert record_words(record) == words


def test_whoever_never_answers_gets_fewer_places():
    firms = [FirmFacts("a", "japan", "JP"), FirmFacts("b", "japan", "JP", silent=True)]
    assert places(firms, DEFAULT_WEIGHTS).tolist() == [PER_FIRM, DEFAULT_WEIGHTS["silent"]["places"]]


def test_interest_and_refusal_are_answers_and_silence_is_none(asked_long_ago, tanaka, now):
    both = asked_long_ago.firms
    assert records_of(both, now) == {firm.pk: Record(1, 0, None) for firm in both}
    services.decline_suggestion(asked_long_ago, firm=both[0], code="size", by=tanaka, now=now)
    found = records_of(both, now + timedelta(days=30))
    assert found[both[0].pk][:2] == (1, 1)
    assert found[both[0].pk].usual > 5
    assert found[both[1].pk] == Record(1, 0, None)


def test_what_stood_open_shortly_or_nobody_could_answer_does_not_count(asked_long_ago, altai, hokuriku, now):
    assert record_of(altai, now - timedelta(days=1)).asked == 0
    Membership.objects.filter(firm=altai).update(joined_at=now)
    assert record_of(altai, now).asked == 0
    Match.objects.update(state="expired", ended_at=now - PATIENCE / 2)
    assert record_of(hokuriku, now).asked == 0


def test_consent_and_refusal_of_an_introduction_are_answers(asked, tanaka, aigul, altai, hokuriku, now):
    services.give_consent(asked, firm=hokuriku, contact_agrees=True, by=tanaka, now=now)
    services.decline_introduction(asked, firm=altai, code="timing", by=aigul, now=now + timedelta(days=2))
    for firm in (hokuriku, altai):
        assert record_of(firm, now + timedelta(days=3)).answered == 1


def test_an_introduction_that_ran_out_was_left_by_one(asked, tanaka, altai, hokuriku, now):
    Membership.objects.update(joined_at=now - timedelta(days=99))
    Match.objects.update(created_at=now)
    services.give_consent(asked, firm=hokuriku, contact_agrees=True, by=tanaka, now=now)
    later = asked.answer_by + timedelta(hours=1)
    services.expire_due(now=later)
    assert (record_of(hokuriku, later)[:2], record_of(altai, later)[:2]) == ((1, 1), (1, 0))


def test_the_engine_hears_of_silent_firms(asked_long_ago, tanaka, now, monkeypatch):
    monkeypatch.setitem(DEFAULT_WEIGHTS["silent"], "asked", 1)
    services.decline_suggestion(asked_long_ago, firm=asked_long_ago.japan, code="size", by=tanaka, now=now)
    assert silent_firms(now, 1) == {asked_long_ago.partner_id}
    assert silent_firms(now, 2) == set()
    japan, partners = load_firms()
    assert [firm.silent for firm in (*japan, *partners)] == [False, True]


def test_a_silent_firm_is_told_once_and_reads_it(asked_long_ago, aigul, tanaka, as_, now, monkeypatch):
    monkeypatch.setitem(DEFAULT_WEIGHTS["silent"], "asked", 1)
    services.decline_suggestion(asked_long_ago, firm=asked_long_ago.japan, code="size", by=tanaka, now=now)
    assert services.tell_silent_firms(now=now) == 1
    assert services.tell_silent_firms(now=now + timedelta(days=1)) == 0
    assert [one.recipient for one in Message.objects.filter(kind="matching/never_answers")] == [aigul]
    url = reverse("matching:suggestions")
    assert "Your firm gets fewer suggestions" in as_(aigul).get(url).content.decode()
    assert "Your firm gets fewer suggestions" not in as_(tanaka).get(url).content.decode()


def test_nobody_reads_another_firms_record_before_both_agree(asked, tanaka, aigul, sato, as_, now):
    line = "How this partner answers"
    page = reverse("matching:introduction", args=[asked.pk])
    assert line not in as_(tanaka).get(page).content.decode()
    for person, firm in ((tanaka, asked.match.japan), (aigul, asked.match.partner)):
        services.give_consent(asked, firm=firm, contact_agrees=True, by=person, now=now)
    assert line in as_(tanaka).get(page).content.decode()
    for place in (reverse("matching:approval", args=[asked.match_id]), asked.match.japan.get_absolute_url()):
        assert "Not enough answers yet" in as_(sato).get(place, follow=True).content.decode()


def test_many_firms_ask_no_more_than_one(match, detal, hokuriku, altai, now, django_assert_num_queries):
    with django_assert_num_queries(1):
        records_of([hokuriku], now)
    with django_assert_num_queries(1):
        records_of([hokuriku, altai, detal], now)


@pytest.mark.django_db(transaction=True)
def test_former_refusals_name_their_side_on_the_way_forward(asked, aigul, altai, now):
    services.decline_introduction(asked, firm=altai, code="timing", by=aigul, now=now)
    try:
        migrate([("matching", "0009_proposals_by_hand")])
    finally:
        migrate(newest())
    assert Introduction.objects.get().declined_side == "central_asia"
