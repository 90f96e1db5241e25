"""Who can answer for a firm: its people, an open invitation, nobody."""
from datetime import timedelta

import pytest
from django.urls import reverse

from companies import services
from companies.computed.reach import reach_of
from companies.enums import Reach
from companies.models import Firm, Membership
from tests import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def imported(hokuriku) -> Firm:
    """A verified firm that nobody acts for."""
    Membership.objects.filter(firm=hokuriku).delete()
    return hokuriku


def test_a_firm_with_an_active_owner_can_answer(hokuriku, now):
    assert reach_of(hokuriku, now).code == Reach.SOMEBODY


def test_a_firm_whose_only_owner_left_cannot(hokuriku, tanaka, now):
    tanaka.is_active = False
    tanaka.save()
    assert reach_of(hokuriku, now).code == Reach.NOBODY


def test_a_firm_with_a_mere_reader_cannot(imported, tanaka, now):
    services.add_member(imported, user=build.user("v@x.example", "V"), role="viewer", by=tanaka, now=now)
    assert reach_of(imported, now).code == Reach.NOBODY


def test_an_open_invitation_counts_until_it_ends(hokuriku, tanaka, now):
    services.invite_member(hokuriku, email="new@x.example", role="owner", language="ja", by=tanaka, now=now)
    Membership.objects.filter(firm=hokuriku).delete()
    assert reach_of(hokuriku, now) == (Reach.INVITED, now)
    assert reach_of(hokuriku, now + timedelta(days=40)).code == Reach.NOBODY


def test_staff_find_the_firms_nobody_answers_for(imported, altai, sato, as_):
    page = as_(sato).get(reverse("companies:firms"), {"reach": "nobody"}).content.decode()
    assert imported.name in page
    assert altai.name not in page


def test_a_value_that_does_not_exist_is_no_filter(imported, altai, sato, as_):
    page = as_(sato).get(reverse("companies:firms"), {"reach": "x"}).content.decode()
    assert imported.name in page
    assert altai.name in page
