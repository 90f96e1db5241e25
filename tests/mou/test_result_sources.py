"""A result that both firms reported is evidence for commitment 1; the word of one is not."""
from datetime import timedelta

import pytest

from mou.models import Evidence
from talks import services as talks
from talks.models import FollowUp

from .test_event_sources import delivered, settle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_world")]


@pytest.fixture
def asked(introduced, now) -> FollowUp:
    talks.ask_results(now=introduced.released_at + timedelta(days=30))
    return FollowUp.objects.with_firms().get()


def test_an_agreement_counts_when_both_have_said_so(owed, asked, tanaka, aigul, read_all, sato, dana, now):
    obligation = owed("agreement_signed")
    talks.say_result(asked, answer="agreement", by=tanaka, now=now)
    read_all()
    assert not Evidence.objects.exists()
    talks.say_result(asked, answer="agreement", by=aigul, now=now)
    read_all()
    evidence = Evidence.objects.get()
    assert (evidence.obligation, evidence.source_id) == (obligation, asked.introduction_id)
    settle(evidence, sato, dana, now)
    assert delivered(obligation, now) == 1


def test_nothing_is_no_evidence(owed, asked, tanaka, aigul, read_all, now):
    owed("agreement_signed")
    for person in (tanaka, aigul):
        talks.say_result(asked, answer="nothing", code="price", by=person, now=now)
    read_all()
    assert not Evidence.objects.exists()
