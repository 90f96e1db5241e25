"""The demonstration shows each state of a call and of an answer on behalf of a firm, whatever the day."""
from datetime import UTC, datetime

import pytest

from companies.enums import CallState, SpokenState
from companies.models import Call, Spoken
from dashboard import demo
from matching.computed.callers import waiting_calls
from matching.models import Introduction

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("now", [datetime(2026, 11, 30, 3, tzinfo=UTC), datetime(2027, 1, 3, 22, tzinfo=UTC)])
def test_one_in_each_state_and_one_late(now):
    demo.load(now=now)
    assert set(Call.objects.values_list("state", flat=True)) == set(CallState.values)
    assert set(Spoken.objects.values_list("state", flat=True)) == set(SpokenState.values)
    sato = demo.User.objects.get(email="sato@minamin.example")
    assert waiting_calls(sato).late(now).count() >= 1
    assert waiting_calls(sato).filter(tries=1).count() == 1
    aigul = demo.User.objects.get(email="aigul@firm.example")
    assert Introduction.objects.visible_to(aigul).get().partner_consent_spoken.state == "recorded"
