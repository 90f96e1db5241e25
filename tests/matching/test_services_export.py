"""Export-control questions keep contacts back until a named reviewer has answered them."""
from datetime import UTC, datetime, timedelta

import pytest

from accounts.models import User
from companies.rules.export_control import clearance_day
from core.errors import NotPermitted, ReasonMissing, TransitionNotAllowed
from core.models import Activity
from matching import services
from matching.enums import MatchState
from matching.errors import ClearanceOutOfRange
from matching.models import ExportReview, Introduction, Match, Referral
from matching.services.export import flag_controlled_codes
from matching.states import LIVE_MATCH
from tests import build

from .asking import acts, told, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept_back(review, hokuriku, altai, tanaka, aigul, sato, now) -> Introduction:
    """Both firms have agreed, the question is open."""
    introduction = services.approve_match(review.match, by=sato, now=now)
    services.give_consent(introduction, firm=hokuriku, contact_agrees=True, by=tanaka, now=now)
    services.give_consent(introduction, firm=altai, contact_agrees=True, by=aigul, now=now)
    return introduction


def test_a_proposal_raises_the_question(review):
    assert (review.code, review.tier, review.state, review.list_version) == ("854231", "1", "flagged", "2024-02-23")


def test_goods_off_the_list_raise_none(proposed):
    assert not ExportReview.objects.exists()


def test_raising_it_again_changes_nothing(review, now):
    flag_controlled_codes(review.match, now=now)
    assert ExportReview.objects.count() == 1


def test_an_open_question_keeps_the_contacts_back(kept_back, sato, mori):
    assert Introduction.objects.get().state == "consent_requested"
    assert told("release_kept_back") == [mori.email, sato.email]
    assert told("contacts_released") == []


def test_request_end_use_statement(review, sato, now):
    services.request_end_use_statement(review, by=sato, now=now)
    assert ExportReview.objects.get().state == "end_use_statement_requested"
    assert acts(review) == ["request_statement"]
    with pytest.raises(TransitionNotAllowed):
        services.request_end_use_statement(review, by=sato, now=now)


def test_clearing_releases_what_waited_only_for_it(kept_back, review, sato, tanaka, aigul, dana, now):
    services.clear_export_review(
        review, until=now.date() + timedelta(days=90), reason="Statement of 20 November", by=sato, now=now
    )
    assert Introduction.objects.get().state == "contacts_released"
    assert told("contacts_released") == [aigul.email, tanaka.email]
    assert Activity.objects.get(verb="matching.exportreview.clear").reason == "Statement of 20 November"
    with pytest.raises(TransitionNotAllowed):
        services.clear_export_review(review, until=now.date(), reason="Because", by=sato, now=now)


def cleared(review, by, at, days: int) -> None:
    services.clear_export_review(
        review, until=clearance_day(at) + timedelta(days=days), reason="Statement", by=by, now=at
    )


def test_a_clearance_that_has_run_out_keeps_the_contacts_back(review, hokuriku, altai, tanaka, aigul, sato, now):
    cleared(review, sato, now - timedelta(days=9), 5)
    introduction = services.approve_match(review.match, by=sato, now=now)
    services.give_consent(introduction, firm=hokuriku, contact_agrees=True, by=tanaka, now=now)
    services.give_consent(introduction, firm=altai, contact_agrees=True, by=aigul, now=now)
    assert Introduction.objects.get().state == "consent_requested"
    assert Match.objects.with_open_export_question(now).exists()


@pytest.mark.parametrize("days", [-1, 366])
def test_a_clearance_ends_within_a_year_and_not_before_it_begins(review, sato, now, days):
    before = written()
    with pytest.raises(ClearanceOutOfRange):
        cleared(review, sato, now, days)
    assert written() == before


def test_a_clearance_that_ran_out_can_be_given_again(review, sato, now):
    cleared(review, sato, now - timedelta(days=30), 20)
    cleared(review, sato, now, 90)
    review.refresh_from_db()
    assert review.holds(clearance_day(now))
    assert acts(review) == ["clear", "lapse", "clear"]


def test_a_clearance_in_force_cannot_be_given_a_second_time(review, sato, now):
    cleared(review, sato, now, 20)
    with pytest.raises(TransitionNotAllowed):
        cleared(review, sato, now, 90)


@pytest.fixture
def released(kept_back, review, sato, dana, now) -> Introduction:
    """Cleared for ten days from now, so that the contacts are open."""
    cleared(review, sato, now, 10)
    return Introduction.objects.with_firms().get()


def sees(person, introduction, at) -> bool:
    try:
        return bool(services.reveal_contacts(introduction, by=person, now=at))
    except NotPermitted:
        return False


# The day ends in Tokyo: at 15:00 of Greenwich.
LAST_MINUTE = datetime(2026, 12, 4, 14, 59, tzinfo=UTC)
HALF_PAST_MIDNIGHT = datetime(2026, 12, 4, 15, 30, tzinfo=UTC)
LATE_AT_GREENWICH = datetime(2026, 12, 4, 23, 30, tzinfo=UTC)


def test_contacts_are_kept_back_from_midnight_on_whether_or_not_the_sweep_has_run(released, tanaka, aigul, dana, sato):
    for person in (tanaka, aigul, dana):
        assert [
            sees(person, released, at) for at in (LAST_MINUTE, HALF_PAST_MIDNIGHT, LATE_AT_GREENWICH)
        ] == [True, False, False]
    assert sees(sato, released, HALF_PAST_MIDNIGHT)


def test_a_lapse_returns_to_the_reviewer_with_a_word(released, review, sato, mori):
    services.expire_due(now=LAST_MINUTE)
    assert told("clearance_lapsed") == []
    for _hour in range(2):
        services.expire_due(now=HALF_PAST_MIDNIGHT)
    review.refresh_from_db()
    assert (review.state, review.cleared_until) == ("flagged", None)
    assert told("clearance_lapsed") == [sato.email]
    assert acts(review) == ["clear", "lapse"]


def test_the_whole_staff_is_told_when_the_reviewer_has_left(released, sato, mori):
    User.objects.filter(pk=sato.pk).update(is_active=False)
    services.expire_due(now=HALF_PAST_MIDNIGHT)
    assert told("clearance_lapsed") == [mori.email]


def test_clearing_after_a_lapse_shows_the_contacts_again(released, review, sato, tanaka):
    services.expire_due(now=HALF_PAST_MIDNIGHT)
    review.refresh_from_db()
    cleared(review, sato, HALF_PAST_MIDNIGHT, 90)
    assert sees(tanaka, released, LATE_AT_GREENWICH)


def test_a_clearance_taken_back_keeps_the_contacts_back_from_that_moment(released, review, sato, tanaka, now):
    assert sees(tanaka, released, now)
    services.reopen_export_review(review, reason="Statement was forged", by=sato, now=now)
    assert not sees(tanaka, released, now)
    said = Activity.objects.get(verb="matching.exportreview.reopen")
    assert (said.reason, said.actor) == ("Statement was forged", sato)
    assert f"matching.match:{review.match_id}" in said.about


def test_taking_back_needs_a_reason_and_a_clearance(review, sato, now):
    with pytest.raises(TransitionNotAllowed):
        services.reopen_export_review(review, reason="Because", by=sato, now=now)
    cleared(review, sato, now, 10)
    with pytest.raises(ReasonMissing):
        services.reopen_export_review(review, reason=" ", by=sato, now=now)


def test_a_pair_in_contact_can_still_be_blocked(released, review, sato, dana, now):
    services.reopen_export_review(review, reason="Statement was forged", by=sato, now=now)
    services.block_export(review, reason="End use is military", by=sato, now=now)
    assert (Introduction.objects.get().state, Match.objects.get().state) == ("recalled", "blocked")
    assert Referral.objects.get().state == "abandoned"


class TestTheListItself:
    def test_a_pair_nobody_has_proposed_is_asked(self, controlled, unlisted, now):
        (question,) = services.questions_of(controlled)
        assert (question.code, question.tier, question.state) == ("854231", "1", "flagged")
        assert services.questions_of(unlisted) == []
        assert not ExportReview.objects.exists()
        assert list(Match.objects.for_export_review(now)) == [controlled]

    def test_a_heading_that_hides_listed_goods_is_asked_about(self, hokuriku, request_, sato, now):
        vague = build.profile(hokuriku, sato, "business_offer", "supply", ["集積回路"], ["8542"], ["KZ"])
        pair = build.match(vague, request_)
        assert [(one.code, one.tier) for one in services.questions_of(pair)] == [("8542", "1")]
        assert Match.objects.for_export_review(now).exists()

    def test_a_code_added_after_the_approval_keeps_the_contacts_back(self, asked, hokuriku, altai, tanaka, aigul, now):
        asked.match.japan_profile.lines.update(hs_codes=["842230", "854231"])
        services.give_consent(asked, firm=hokuriku, contact_agrees=True, by=tanaka, now=now)
        assert services.give_consent(asked, firm=altai, contact_agrees=True, by=aigul, now=now) is False
        assert told("release_kept_back")

    def test_a_code_taken_out_after_the_proposal_stays_a_question(self, review, now):
        review.match.japan_profile.lines.update(hs_codes=[])
        assert list(Match.objects.for_export_review(now)) == [review.match]

    def test_an_open_question_stays_in_the_queue_in_every_living_state(self, review, sato, now):
        Match.objects.update(approved_by=sato, approved_at=now, ended_at=now)
        for state in MatchState.values:
            Match.objects.update(state=state)
            assert Match.objects.for_export_review(now).exists() is (state in LIVE_MATCH)

    def test_a_cleared_pair_is_no_question_until_its_day_is_over(self, review, sato, now):
        cleared(review, sato, now, 10)
        asked = [Match.objects.for_export_review(at).exists() for at in (LAST_MINUTE, HALF_PAST_MIDNIGHT)]
        assert asked == [False, True]

    def test_every_code_must_be_cleared(self, hokuriku, request_, sato, now):
        both = build.profile(hokuriku, sato, "business_offer", "supply", ["集積回路"], ["854231", "854232"], ["KZ"])
        pair = build.match(both, request_)
        first, second = services.questions_of(pair)
        cleared(first, sato, now, 10)
        assert Match.objects.for_export_review(now).exists()
        cleared(second, sato, now, 10)
        assert not Match.objects.for_export_review(now).exists()

    def test_answering_a_question_nobody_has_raised_writes_it_down_once(self, controlled, sato, now):
        one, two = services.questions_of(controlled)[0], services.questions_of(controlled)[0]
        services.request_end_use_statement(one, by=sato, now=now)
        cleared(two, sato, now, 10)
        assert ExportReview.objects.get().state == "cleared"


def test_clear_and_block_need_a_reason(review, sato, now):
    before = written()
    for act in (lambda: services.clear_export_review(review, until=now.date(), reason=" ", by=sato, now=now),
                lambda: services.block_export(review, reason="", by=sato, now=now)):
        with pytest.raises(ReasonMissing):
            act()
    assert written() == before


def test_blocking_ends_the_match_and_tells_firms_that_were_asked(kept_back, review, sato, tanaka, aigul, now):
    services.block_export(review, reason="End use unclear", by=sato, now=now)
    assert ExportReview.objects.get().state == "blocked"
    assert Match.objects.get().state == "blocked"
    assert Introduction.objects.get().state == "recalled"
    assert told("introduction_recalled") == [aigul.email, tanaka.email]
    assert Introduction.objects.visible_to(tanaka).exists()
    assert not Match.objects.visible_to(tanaka).exists()
    with pytest.raises(TransitionNotAllowed):
        services.block_export(review, reason="Because", by=sato, now=now)


def test_with_open_export_question_finds_each_match_once(review, unlisted, now):
    ExportReview.objects.create(match=review.match, code="854232", tier="1", list_version="x")
    assert list(Match.objects.with_open_export_question(now)) == [review.match]
