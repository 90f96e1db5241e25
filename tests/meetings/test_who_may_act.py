"""The services themselves refuse whoever may not act, before they look at anything else, and write nothing."""

from types import SimpleNamespace

import pytest

from companies.models import Membership
from events.errors import NotTheOrganiser
from meetings import services
from meetings.models import Slot, TimeProposal, TimetableRun
from tests.refusing import refuses

from .meeting_build import accepted, delegates, interpreter, with_meetings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_world")]
WHY = "Because it must be so"

BY_ORGANISERS = {
    "set_up_meetings": lambda at, **who: services.set_up_meetings(
        at.event, tables=1, most_per_person=1, hold_hours=1, blocks=[], minutes=1, pause=1, **who
    ),
    "set_interpreter": lambda at, **who: services.set_interpreter(at.interpreter, pairs=[], slots=[], **who),
    "set_absences": lambda at, **who: services.set_absences(at.interpreter, slots=[], **who),
    "arrange_meeting": lambda at, **who: services.arrange_meeting(at.event, one=at.asker, other=at.asked, **who),
    "cancel_meeting": lambda at, **who: services.cancel_meeting(at.meeting, reason=WHY, **who),
    "correct_pair": lambda at, **who: services.correct_pair(at.meeting, pair="", **who),
    "word_topic": lambda at, **who: services.word_topic(at.meeting, topics={"en": "Oil"}, **who),
    "place_meeting": lambda at, **who: services.place_meeting(at.meeting, slot=at.slot, **who),
    "order_meeting": lambda at, **who: services.order_meeting(at.meeting, after=None, **who),
    "loosen_meeting": lambda at, **who: services.loosen_meeting(at.meeting, **who),
    "hold_meeting": lambda at, **who: services.hold_meeting(at.meeting, **who),
    "miss_meeting": lambda at, **who: services.miss_meeting(at.meeting, missing=at.asked, **who),
    "request_run": lambda at, **who: services.request_run(at.event, seconds=1, keep_moves_few=False, **who),
    "stop_run": lambda at, **who: services.stop_run(TimetableRun(event=at.event), **who),
    "apply_run": lambda at, **who: services.apply_run(TimetableRun(event=at.event), **who),
}
BY_DELEGATES = {
    "request_meeting": lambda at, **who: services.request_meeting(at.asked, asked=at.asker, **who),
    "accept_meeting": lambda at, **who: services.accept_meeting(at.meeting, registration=at.asked, **who),
    "decline_meeting": lambda at, **who: services.decline_meeting(at.meeting, registration=at.asked, **who),
    "cancel_meeting": lambda at, **who: services.cancel_meeting(
        at.meeting, registration=at.asked, reason=WHY, **who
    ),
    "propose_time": lambda at, **who: services.propose_time(
        at.meeting, registration=at.asked, slot=at.slot, **who
    ),
    "answer_proposal": lambda at, **who: services.answer_proposal(
        TimeProposal(meeting=at.meeting), registration=at.asked, take=True, **who
    ),
    "confirm_meeting": lambda at, **who: services.confirm_meeting(at.meeting, registration=at.asked, **who),
    "follow_up": lambda at, **who: services.follow_up(
        at.meeting, registration=at.asked, rating=5, next_step="", owner="", due_on=None, **who
    ),
    "set_listed": lambda at, **who: services.set_listed(at.asked, listed=False, **who),
    "set_absences": lambda at, **who: services.set_absences(at.asked, slots=[], **who),
}


@pytest.fixture
def at(make_event, atameken, dana, tanaka, hokuriku, aigul, altai, now):
    """Atameken's forum: a meeting between one of Tanaka's and one of Aigul's people."""
    event = with_meetings(make_event(4, by=dana, chamber=atameken), by=dana, now=now)
    [asker], [asked] = delegates(event, by=tanaka, firm=hokuriku, other_by=aigul, other_firm=altai, count=1)
    li = interpreter(event, by=dana, now=now)
    meeting, slot = accepted(asker, asked, now=now), Slot.objects.filter(event=event).first()
    return SimpleNamespace(event=event, asker=asker, asked=asked, interpreter=li, meeting=meeting, slot=slot)


@pytest.fixture
def viewer(altai, mori, now):
    mori.role = "member"
    mori.save()
    Membership.objects.create(firm=altai, user=mori, role="viewer", joined_at=now)
    return mori


@pytest.mark.parametrize("name", BY_ORGANISERS)
def test_only_the_organiser(at, tanaka, aigul, bekzat, zafar, now, name):
    for stranger in (tanaka, aigul, bekzat, zafar):
        refuses(lambda who=stranger: BY_ORGANISERS[name](at, by=who, now=now))


def test_the_organisers_own_refusal_names_them(at, tanaka, now):
    refuses(lambda: BY_ORGANISERS["place_meeting"](at, by=tanaka, now=now), NotTheOrganiser)


@pytest.mark.parametrize("act", BY_DELEGATES.values(), ids=BY_DELEGATES)
def test_only_the_delegate_and_who_acts_for_them(at, tanaka, bekzat, zafar, viewer, now, act):
    """Nobody answers in the other side's name, and a viewer in nobody's."""
    for stranger in (tanaka, bekzat, zafar, viewer):
        refuses(lambda who=stranger: act(at, by=who, now=now))


@pytest.mark.parametrize("listed", [True, False])
def test_only_the_person_says_that_they_may_be_asked(at, aigul, dana, sato, now, listed):
    """Their firm and the organiser may take them off the list, not put them on it."""
    at.asked.user = None
    at.asked.save(update_fields=["user"])
    for other in (aigul, dana, sato):
        if listed:
            refuses(lambda who=other: services.set_listed(at.asked, listed=True, by=who, now=now))
        else:
            services.set_listed(at.asked, listed=False, by=other, now=now)
            assert not at.asked.is_listed
