"""What was left with a merged record follows at night:
of merges made before cases followed, and of acts under way meanwhile.
"""
import pytest

from companies import services as companies
from companies.models import Firm
from matching.models import Introduction, Match
from tests import build

from .asking import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def merged_long_ago(introduced, altai, detal, aigul) -> Firm:
    """As merges were before: the people moved, their cases did not."""
    altai.memberships.update(firm=detal)
    Firm.objects.filter(pk=altai.pk).update(state="merged", merged_into=detal)
    return altai


def test_the_cases_of_an_old_merge_follow_and_the_other_side_is_told(merged_long_ago, detal, aigul, tanaka, dana, now):
    assert not Introduction.objects.visible_to(aigul).exists()
    assert companies.follow_up_merges(now=now) == 1
    assert Introduction.objects.visible_to(aigul).get().match.partner == detal
    assert told("partner_merged") == sorted([tanaka.email, dana.email])


def test_a_second_night_finds_nothing(merged_long_ago, now):
    companies.follow_up_merges(now=now)
    assert companies.follow_up_merges(now=now) == 0
    assert len(told("partner_merged")) == 2


def test_what_was_written_while_the_merge_went_on_follows_and_goes_back_with_it(
    altai, detal, offer, request_, sato, mori, now
):
    merge = build.merge(altai, detal, sato, mori, now)
    late = build.match(offer, request_)
    Match.objects.filter(pk=late.pk).update(partner=altai)
    assert companies.follow_up_merges(now=now) == 1
    late.refresh_from_db()
    assert late.partner == detal
    merge.refresh_from_db()
    companies.take_back_merge(merge, reason="Two firms", by=sato, now=now)
    late.refresh_from_db()
    assert late.partner == altai


def test_what_stays_by_design_is_not_swept_every_night(altai, detal, sato, mori, now):
    """The contact person and the checks of a closed record."""
    build.merge(altai, detal, sato, mori, now)
    assert companies.follow_up_merges(now=now) == 0
