"""Reasons of every length that a form takes reach the row whole."""

import pytest
from django.urls import reverse

from core.reasons import MOST
from events import services
from events.models import Notice

from .conftest import seat, state_of
from .test_changes import confirm

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("length, status, state", [(MOST, 302, "refused"), (MOST + 1, 422, "applied")])
def test_a_refusal_takes_exactly_what_its_form_takes(as_, make_event, tanaka, hokuriku, sato, length, status, state):
    row = seat(make_event(2, needs_approval=True), 1, by=tanaka, firm=hokuriku)
    answer = as_(sato).post(reverse("events:decide", args=[row.pk, "refuse"]), {"reason": "あ" * length})
    assert (answer.status_code, state_of(row)) == (status, state)


def test_why_somebody_need_not_be_told_is_kept_whole(make_event, tanaka, hokuriku, sato, now):
    event = make_event(2)
    seat(event, 1, by=tanaka, firm=hokuriku)
    confirm(event, by=sato, now=now, at_once=True)
    services.carry_out_due(now=now)
    notice = Notice.objects.first()
    services.account_for(notice, reason="長" * MOST, by=sato, now=now)
    assert Notice.objects.get(pk=notice.pk).accounted_as == "長" * MOST
