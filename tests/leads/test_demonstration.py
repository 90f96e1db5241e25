"""The demonstration shows one inquiry in each state, and one that is late."""
import pytest
from django.utils import timezone

from dashboard import demo_leads
from leads.enums import LeadState
from leads.models import Lead

pytestmark = pytest.mark.django_db


def test_one_in_each_state_and_one_late(sato, dana, aigul, altai, atameken):
    now = timezone.now()
    people = {"sato@minamin.example": sato, "dana@chamber.example": dana, "aigul@firm.example": aigul}
    demo_leads.load(people, atameken, now=now)
    assert set(Lead.objects.values_list("state", flat=True)) == set(LeadState.values)
    assert Lead.objects.late(now).count() == 1
    assert Lead.objects.visible_to(dana).count() == 2
