"""Export-control questions keep contacts back until a named reviewer has answered them."""
from datetime import timedelta

import pytest

from core.errors import ReasonMissing, TransitionNotAllowed
from core.models import Activity
from matching import services
from matching.models import ExportReview, Introduction, Match
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
    from matching.services.export import flag_controlled_codes

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
    services.clear_export_review(review, until=now.date() + timedelta(days=90), reason="Statement of 20 November", by=sato, now=now)
    assert Introduction.objects.get().state == "contacts_released"
    assert told("contacts_released") == [aigul.email, tanaka.email]
    assert Activity.objects.get(verb="matching.exportreview.clear").reason == "Statement of 20 November"
    with pytest.raises(TransitionNotAllowed):
        services.clear_export_review(review, until=now.date(), reason="Because", by=sato, now=now)


def test_a_clearance_that_has_run_out_keeps_the_contacts_back(kept_back, review, sato, now):
    services.clear_export_review(review, until=now.date() - timedelta(days=1), reason="Old statement", by=sato, now=now)
    assert Introduction.objects.get().state == "consent_requested"
    assert Match.objects.with_open_export_question(now.date()).exists()


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


def test_with_open_export_question_finds_each_match_once(review, offer, detal, sato, now):
    wanted = build.profile(detal, sato, "business_request", "agency", ["Ищем поставщика"], ["870829"], ["JP"])
    build.match(offer, wanted)
    ExportReview.objects.create(match=review.match, code="854232", tier="1", list_version="x")
    assert list(Match.objects.with_open_export_question(now.date())) == [review.match]
