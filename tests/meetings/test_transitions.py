"""Every life cycle of this app: what its table allows happens, all else is refused."""

import pytest

from meetings import services, states
from meetings.enums import MeetingState, RunState
from meetings.models import Meeting, Slot, TimetableRun
from tests.walking import walk

from .meeting_build import accepted, delegates, with_meetings

pytestmark = pytest.mark.django_db
WALKED: dict[str, tuple] = {"MEETING": (Meeting, MeetingState), "RUN": (TimetableRun, RunState)}


def putting(instance, **fields):
    return lambda state: type(instance)._base_manager.filter(pk=instance.pk).update(state=state, **fields)


@pytest.fixture
def meeting(make_event, tanaka, hokuriku, aigul, altai, sato, now) -> Meeting:
    fair = with_meetings(make_event(9), by=sato, now=now)
    [one], [other] = delegates(fair, by=tanaka, firm=hokuriku, other_by=aigul, other_firm=altai, count=1)
    return accepted(one, other, now=now)


def test_meeting(meeting, sato, now):
    whole = {"slot": Slot.objects.filter(event=meeting.event).first(), "table": 1, "held_at": now}
    walk(meeting, states.MEETING, MeetingState.values, putting(meeting, **whole), by=sato, now=now)
    assert Meeting.objects.count() == 1


def test_run(meeting, sato, now):
    run = services.request_run(meeting.event, seconds=5, keep_moves_few=False, by=sato, now=now)
    walk(run, states.RUN, RunState.values, putting(run), by=sato, now=now)
    assert TimetableRun.objects.count() == 1


def test_every_life_cycle_of_this_app_is_walked_here():
    tables = {name for name, value in vars(states).items() if name.isupper() and isinstance(value, dict)}
    assert tables == set(WALKED)
    assert all(getattr(states, name) == model.lifecycle for name, (model, _states) in WALKED.items())


@pytest.mark.parametrize("name", WALKED)
def test_every_state_is_in_the_table(name):
    table = getattr(states, name)
    named = {state for move in table.values() for state in (*move.sources, move.target)}
    assert named == set(WALKED[name][1].values)
