"""Samples and trial orders become evidence for commitment 1, and count while they stand."""
import pytest

from core.i18n import speaking
from mou.models import Evidence
from mou.pages.labels import evidence_labels
from mou.pages.proofs import proofs
from talks import services as talks
from tests.talks.samples_build import requested, walked

from .test_event_sources import delivered, settle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_world")]


@pytest.fixture
def sample(introduced, match, aigul, now):
    return requested(match, aigul, now=now)


def test_a_sample_counts_once_it_has_arrived(owed, sample, aigul, tanaka, read_all, sato, dana, now):
    obligation = owed("sample_received")
    walked(sample, "sent", aigul, tanaka, now=now)
    read_all()
    assert not Evidence.objects.exists()
    talks.receive_sample(sample, received_on=now.date(), by=aigul, now=now)
    read_all()
    evidence = Evidence.objects.get()
    assert (evidence.obligation, evidence.source_id, evidence.happened_on) == (obligation, sample.pk, now.date())
    settle(evidence, sato, dana, now)
    assert delivered(obligation, now) == 1
    with speaking("en"):
        [label] = evidence_labels([evidence], dana).values()
        [proof] = proofs([evidence]).values()
    assert label.title == f"{sample.thread.match.japan} × {sample.thread.match.partner}"
    assert str(sample.thread.match.japan) in proof.who


def test_what_was_entered_by_mistake_counts_no_more(owed, sample, aigul, tanaka, read_all, sato, dana, now):
    obligation = owed("sample_received")
    walked(sample, "received", aigul, tanaka, now=now)
    read_all()
    settle(Evidence.objects.get(), sato, dana, now)
    talks.stop_sample(sample, code="mistake", by=aigul, now=now)
    read_all()
    assert delivered(obligation, now) == 0


def test_a_sample_stopped_later_has_arrived_all_the_same(owed, sample, aigul, tanaka, read_all, sato, dana, now):
    obligation = owed("sample_received")
    walked(sample, "received", aigul, tanaka, now=now)
    talks.stop_sample(sample, code="price", by=aigul, now=now)
    read_all()
    settle(Evidence.objects.get(), sato, dana, now)
    assert delivered(obligation, now) == 1


def test_a_delivered_trial_order_counts(owed, sample, aigul, tanaka, read_all, now):
    obligation = owed("trial_delivered")
    walked(sample, "ordered", aigul, tanaka, now=now)
    read_all()
    assert not Evidence.objects.exists()
    talks.deliver_order(sample, delivered_on=now.date(), by=tanaka, now=now)
    read_all()
    assert Evidence.objects.get().obligation == obligation
