"""Evidence grows from daily work, once for each source, and falls when its source falls."""

import pytest

from core.activity import ref
from core.models import Activity
from matching import services as matching
from matching.models import Introduction, Referral
from mou import services
from mou.computed import ledger
from mou.models import Evidence
from notifications.models import Message
from tests import build

pytestmark = pytest.mark.django_db


def told(kind: str) -> list[str]:
    return sorted(Message.objects.filter(kind=f"mou/{kind}").values_list("recipient__email", flat=True))


def countersigned(evidence: Evidence, sato, dana, now) -> None:
    evidence = Evidence.objects.with_obligation().get(pk=evidence.pk)
    services.submit_evidence(evidence, by=sato, now=now)
    services.countersign_evidence(evidence, by=dana, now=now)


def delivered(obligation, now) -> int:
    return sum(one.delivered for one in ledger.account(obligation, now).periods)


def test_a_release_is_proposed_once_however_often_the_log_is_read(owed, introduced, read_all):
    obligation = owed("contacts_released")
    read_all()
    read_all()
    found = Evidence.objects.get()
    assert (found.obligation, found.source_id, found.state) == (obligation, introduced.pk, "proposed")
    assert Activity.objects.filter(subject=ref(found), verb="mou.evidence.propose").count() == 1


def test_what_happened_before_an_obligation_came_into_force_is_caught_up_with(introduced, owed, read_all):
    read_all()
    assert not Evidence.objects.exists()
    owed("contacts_released")
    read_all()
    assert Evidence.objects.count() == 1


def test_proposed_evidence_does_not_count_countersigned_does(owed, introduced, read_all, sato, dana, now):
    obligation = owed("contacts_released")
    read_all()
    assert delivered(obligation, now) == 0
    countersigned(Evidence.objects.get(), sato, dana, now)
    assert delivered(obligation, now) == 1


def test_a_recalled_introduction_opens_the_period_again_and_both_owners_are_told(
    owed, introduced, read_all, sato, dana, now
):
    obligation = owed("contacts_released")
    read_all()
    countersigned(Evidence.objects.get(), sato, dana, now)
    assert ledger.account(obligation, now).periods[-2].standing == "fulfilled"
    matching.recall_introduction(Introduction.objects.get(), reason="Wrong firm", by=sato, now=now)
    assert delivered(obligation, now) == 0
    read_all()
    read_all()
    assert told("source_fell") == [dana.email, sato.email]
    assert "Wrong firm" not in "".join(Message.objects.filter(kind="mou/source_fell").values_list("text", flat=True))
    assert Evidence.objects.get().state == "countersigned", "the signature stays, the period is open"


def test_only_the_obligation_of_its_kind_and_country_is_proven(owed, introduced, read_all):
    owed("bulletin_published", owing="japan", commitment=2)
    owed("contacts_released", starts_on=build.THEN.date().replace(year=2027))
    read_all()
    assert not Evidence.objects.exists()


def test_a_referral_helped_is_the_chambers_delivery(owed, introduced, read_all, dana, now):
    theirs, not_ours = owed("referral_helped", owing="central_asia"), owed("referral_helped", owing="japan")
    referral = Referral.objects.get()
    matching.take_in_charge(referral, by=dana, now=now)
    matching.record_interaction(referral, channel="call", happened_on=now.date(), text="Called", by=dana, now=now)
    matching.complete_referral(referral, result="help", summary="Met", by=dana, now=now)
    read_all()
    assert [row.obligation for row in Evidence.objects.all()] == [theirs]
    assert not not_ours.evidence.exists()


def test_each_referral_is_an_occasion_of_its_own(owed, introduced, read_all, dana, sato, now):
    obligation = owed("referral_helped", owing="central_asia", cadence="per_event", days_to_deliver=45)
    read_all()
    [period] = ledger.account(obligation, now).periods
    assert (period.delivered, period.standing) == (0, "on_track")
    referral = Referral.objects.get()
    matching.take_in_charge(referral, by=dana, now=now)
    matching.record_interaction(referral, channel="call", happened_on=now.date(), text="Called", by=dana, now=now)
    matching.complete_referral(referral, result="help", summary="Met", by=dana, now=now)
    read_all()
    evidence = Evidence.objects.with_obligation().get()
    services.submit_evidence(evidence, by=dana, now=now)
    services.countersign_evidence(evidence, by=sato, now=now)
    [period] = ledger.account(obligation, now).periods
    assert (period.delivered, period.standing) == (1, "fulfilled")


def test_a_memorandum_between_two_firms_hears_only_of_the_two(pact, introduced, tanaka, aigul, read_all, now):
    article = pact.commitments.get()
    article.memorandum = pact
    made = services.propose_obligation(
        article, owing="joint", indicator="agreement_signed", wordings={}, cadence="once", target=1,
        starts_on=pact.in_force_on, ends_on=None, by=tanaka, now=now,
    )
    services.agree_obligation(made, by=aigul, now=now)
    matching.conclude_introduction(introduced, outcome="agreement", note="", by=tanaka, now=now)
    read_all()
    assert Evidence.objects.get().obligation == made
