"""Events and journeys as evidence for commitments 4 and 5:
proposed from the log, fallen with their source, counted again.
"""

from datetime import timedelta

import pytest

from core.multilingual import Texts
from events import services as events
from events.errors import NobodyReceived
from events.models import Delegation, Event, Registration
from meetings import services as meeting_services
from meetings.models import Meeting
from mou import services
from mou.computed import ledger
from mou.models import Evidence, Occasion
from mou.sources import source_of
from notifications.models import Message
from tests.events.conftest import event_fields, person, seat
from tests.meetings.meeting_build import accepted, placed, wishing, with_meetings

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(sato, now):
    def make(*, by=None, chamber=None, **more) -> Event:
        event = events.plan_event(chamber=chamber, by=by or sato, now=now, **event_fields(**more))
        events.set_seats(event, role="delegate", country="", capacity=9, by=by or sato, now=now)
        return event

    return make


def announced(plan, now, **more) -> Event:
    by = more.get("by")
    event = plan(**more)
    events.announce_event(event, anyway=True, by=by or event.created_by, now=now)
    return Event.objects.get(pk=event.pk)


def settle(evidence: Evidence, first, second, now) -> None:
    evidence = Evidence.objects.with_obligation().get(pk=evidence.pk)
    services.submit_evidence(evidence, by=first, now=now)
    services.countersign_evidence(evidence, by=second, now=now)


def delivered(obligation, now) -> int:
    return sum(one.delivered for one in ledger.account(obligation, now).periods)


def cancel(event: Event, by, now) -> None:
    digest = events.preview_change(event, "cancel")[2]
    events.confirm_change(
        event, anyway=True,
        kind="cancel", digest=digest, reasons={"en": "Earthquake advisory"}, at_once=True, by=by, now=now
    )
    assert events.carry_out_due(now=now) == 1


def test_a_cancelled_event_reopens_the_obligation_it_had_fulfilled(owed, plan, read_all, sato, dana, now):
    obligation = owed("event_announced", owing="japan", cadence="half_yearly", commitment=5)
    event = announced(plan, now)
    read_all()
    settle(Evidence.objects.get(), sato, dana, now)
    assert delivered(obligation, now) == 1
    people, others, _digest = events.preview_change(event, "cancel")
    assert [one.count for one in others] == [1], "the preview says that evidence would fall"
    cancel(event, sato, now)
    read_all()
    assert (delivered(obligation, now), Evidence.objects.get().state) == (0, "countersigned")
    assert ledger.account(obligation, now).current.standing in ("on_track", "due_soon", "overdue")
    assert sorted(
        Message.objects.filter(kind="mou/source_fell").values_list("recipient__email", flat=True)
    ) == [dana.email, sato.email]


def test_an_announcement_counts_only_in_a_language_of_the_other_side(owed, plan, read_all, sato, now):
    owed("event_announced", owing="japan", cadence="half_yearly", commitment=5)
    event = announced(plan, now, titles={"ja": "フォーラム", "en": "Forum"})
    read_all()
    assert not Evidence.objects.exists()
    events.edit_event(event, titles={"ru": "Форум"}, by=sato, now=now)
    read_all()
    assert Evidence.objects.count() == 1
    source = source_of("event_announced", "events.event")
    assert event in source.standing()
    events.edit_event(event, titles={"ru": ""}, by=sato, now=now)
    assert event not in source.standing()


def test_each_side_counts_for_what_it_announced(owed, plan, read_all, dana, atameken, now):
    japan = owed("event_announced", owing="japan", cadence="half_yearly", commitment=5)
    theirs = owed("event_announced", owing="central_asia", cadence="half_yearly", commitment=5)
    announced(plan, now, by=dana, chamber=atameken)
    read_all()
    assert [row.obligation for row in Evidence.objects.all()] == [theirs]
    assert japan.evidence.count() == 0


def test_support_answers_the_occasion_and_falls_with_the_event(owed, plan, read_all, sato, dana, atameken, now):
    obligation = owed("event_supported", owing="central_asia", cadence="per_event", days_to_deliver=30, commitment=5)
    event = announced(plan, now)
    read_all()
    assert Occasion.objects.get().source_id == event.pk
    support = events.give_support(event, kind="promotion", note="", chamber=atameken, by=dana, now=now)
    assert events.give_support(event, kind="promotion", note="", chamber=atameken, by=dana, now=now) == support
    read_all()
    evidence = Evidence.objects.get()
    assert evidence.occasion == Occasion.objects.get()
    settle(evidence, dana, sato, now)
    assert [one.standing for one in ledger.account(obligation, now).periods] == ["fulfilled"]
    cancel(event, sato, now)
    read_all()
    assert ledger.account(obligation, now).periods == [], "a cancelled event asks for no support"


def test_an_event_counts_as_held_together_while_somebody_of_the_other_side_was_there(owed, plan, read_all, sato, now):
    owed("event_held", cadence="yearly", commitment=5)
    event = announced(plan, now, needs_approval=False)
    guests = [person(1, country="KZ", zone="Asia/Almaty"), person(2)]
    rows = events.register_delegates(event, people=guests, role="delegate", by=sato, now=now)
    for row in rows:
        events.check_in(row, by=sato, now=event.starts_at)
    events.turn_events(now=event.starts_at)
    events.hold_event(Event.objects.get(pk=event.pk), by=sato, now=event.ends_at)
    source = source_of("event_held", "events.event")
    assert event in source.standing()
    guest = Registration.objects.with_people().get(pk=rows[0].pk)
    events.correct_attendance(guest, came=False, by=sato, now=event.ends_at)
    assert event not in source.standing()
    assert list(source.falls["events.registration.did_not_come"]([guest.pk])) == [event.pk]
    events.correct_attendance(guest, came=True, by=sato, now=event.ends_at)
    assert event in source.standing()


@pytest.fixture
def journey(sato, now):
    made = events.plan_delegation(
        titles={"en": "To Astana"}, event=None, chamber=None, from_country="JP", to_country="KZ", purposes={},
        starts_on=now.date() - timedelta(days=5), ends_on=now.date(), by=sato, now=now,
    )
    events.add_member(
        made, name="Tanaka", email="t@example.jp", phone="", language="ja",
        zone="Asia/Tokyo", organisation="Hokuriku", position="",
        is_head=True, by=sato, now=now,
    )
    for step in (events.confirm_delegation, events.begin_delegation, events.complete_delegation):
        step(made, by=sato, now=now)
    return made


def received(journey, sato, now, host="Atameken"):
    return events.add_stop(
        journey, starts_at=now - timedelta(hours=2), ends_at=now, zone="Asia/Almaty",
        place="Astana", host=host, by=sato, now=now,
    )


def test_a_journey_counts_once_it_was_received_and_reported(owed, journey, read_all, sato, dana, now):
    obligation = owed("delegation_completed", cadence="yearly", commitment=4)
    source = source_of("delegation_completed", "events.delegation")
    received(journey, sato, now, host="")
    read_all()
    assert not Evidence.objects.exists()
    assert journey not in source.standing(), "completed is not enough"
    with pytest.raises(NobodyReceived):
        events.report_delegation(journey, reports={"en": "They met three makers of packaging."}, by=sato, now=now)
    received(journey, sato, now)
    assert journey not in source.standing(), "nobody has written what came of it"
    events.report_delegation(journey, reports={"en": "They met three makers of packaging."}, by=sato, now=now)
    read_all()
    [found] = Evidence.objects.all()
    assert (found.obligation, found.source_id, found.happened_on) == (obligation, journey.pk, now.date())
    settle(found, sato, dana, now)
    assert delivered(obligation, now) == 1
    events.report_delegation(journey, reports={"en": "They met four makers of packaging."}, by=sato, now=now)
    read_all()
    assert (Evidence.objects.count(), delivered(obligation, now)) == (1, 1), "a corrected report proves nothing twice"


def test_evidence_signed_before_journeys_were_reported_counts_again_once_its_own_is(
    owed, journey, read_all, sato, dana, now
):
    """A completed journey proved itself once; what was signed then asks its source like everything else."""
    obligation = owed("delegation_completed", cadence="yearly", commitment=4)
    received(journey, sato, now)
    events.report_delegation(journey, reports={"en": "They met three makers of packaging."}, by=sato, now=now)
    read_all()
    settle(Evidence.objects.get(), sato, dana, now)
    Delegation.objects.update(reports=Texts(), reported_at=None)
    assert delivered(obligation, now) == 0
    events.report_delegation(journey, reports={"en": "They met three makers of packaging."}, by=sato, now=now)
    read_all()
    assert (Evidence.objects.count(), delivered(obligation, now)) == (1, 1)


@pytest.fixture
def meet(plan, sato, tanaka, hokuriku, now):
    """meet(firm, by) → somebody of Hokuriku and somebody of that firm at one table, each pair in a slot of its own."""
    fair = with_meetings(announced(plan, now, needs_approval=False), by=sato, now=now)

    def make(firm, by) -> Meeting:
        number = Meeting.objects.count()
        here = seat(fair, number, by=tanaka, firm=hokuriku)
        guest = seat(fair, number + 5, by=by, firm=firm, country="KZ", zone="Asia/Almaty", language="en")
        Registration.objects.filter(pk=here.pk).update(language="en")
        here.refresh_from_db()
        return placed(accepted(wishing(here), wishing(guest), now=now), number, by=sato, now=now)

    return make


def test_a_meeting_counts_while_it_was_held(owed, meet, altai, aigul, read_all, sato, dana):
    obligation = owed("meeting_held", cadence="yearly", commitment=4)
    meeting = meet(altai, aigul)
    then = meeting.slot.ends_at
    read_all()
    assert not Evidence.objects.exists(), "a placed meeting is none yet"
    meeting_services.hold_meeting(meeting, by=sato, now=then)
    read_all()
    evidence = Evidence.objects.get()
    assert (evidence.obligation, evidence.source_id, evidence.happened_on) == (obligation, meeting.pk, then.date())
    assert delivered(obligation, then) == 0, "only what both sides have signed counts"
    settle(evidence, sato, dana, then)
    assert delivered(obligation, then) == 1
    meeting_services.miss_meeting(meeting, missing=meeting.asked, by=sato, now=then)
    read_all()
    assert (delivered(obligation, then), Evidence.objects.get().state) == (0, "countersigned")
    assert sorted(
        Message.objects.filter(kind="mou/source_fell").values_list("recipient__email", flat=True)
    ) == [dana.email, sato.email]
    meeting_services.hold_meeting(meeting, by=sato, now=then)
    read_all()
    assert (delivered(obligation, then), Evidence.objects.count()) == (1, 1), "the same evidence counts again"


def test_a_memorandum_of_two_firms_counts_only_meetings_of_the_two(
    owed, meet, pact, altai, aigul, detal, bekzat, read_all, sato, tanaka
):
    of_chambers = owed("meeting_held", cadence="yearly", commitment=4)
    ours, others = meet(altai, aigul), meet(detal, bekzat)
    then = others.slot.ends_at
    article = pact.commitments.get()
    article.memorandum = pact
    given = {
        "owing": "joint", "indicator": "meeting_held", "wordings": {}, "cadence": "once", "target": 1,
        "starts_on": pact.in_force_on,
    }
    made = services.propose_obligation(article, **given, ends_on=None, by=tanaka, now=then)
    services.agree_obligation(made, by=aigul, now=then)
    for meeting in (ours, others):
        meeting_services.hold_meeting(meeting, by=sato, now=then)
    read_all()
    assert [row.source_id for row in made.evidence.all()] == [ours.pk]
    assert {row.source_id for row in of_chambers.evidence.all()} == {ours.pk, others.pk}
