"""The demonstration shows each state of a call and of an answer on behalf of a firm, whatever the day."""
from datetime import UTC, datetime

import pytest

from companies.enums import CallState, SpokenState
from companies.models import Call, Spoken
from companies.permissions import membership_of
from dashboard import demo, demo_talks
from matching.computed.callers import waiting_calls
from matching.models import Introduction
from talks.models import Asked

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("now", [datetime(2026, 11, 30, 3, tzinfo=UTC), datetime(2027, 1, 3, 22, tzinfo=UTC)])
def test_one_in_each_state_and_one_late(now):
    demo.load(now=now)
    assert set(Call.objects.values_list("state", flat=True)) == set(CallState.values)
    assert set(Spoken.objects.values_list("state", flat=True)) == set(SpokenState.values)
    sato = demo.User.objects.get(email="sato@minamin.example")
    assert waiting_calls(sato).late(now).count() >= 1
    assert waiting_calls(sato).filter(tries=1).count() == 1
    aigul, tanaka = (demo.User.objects.get(email=f"{name}@firm.example") for name in ("aigul", "tanaka"))
    assert Asked.objects.waiting_for(membership_of(aigul).firm).count() == len(demo_talks.OF_AIGUL)
    assert Asked.objects.filter(state="answered", answered_by=tanaka).count() == len(demo_talks.ANSWERS)
    assert Introduction.objects.visible_to(aigul).get().partner_consent_spoken.state == "recorded"
