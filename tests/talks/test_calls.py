"""A call between the firms: proposed, taken, declined, countered, moved, cancelled, and in both calendars."""
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from core.errors import TransitionNotAllowed
from core.models import Activity
from matching.models import Introduction, Match
from notifications.models import Message
from talks import services
from talks.enums import CallState
from talks.errors import NotAnyMore, NotYet, TimeIsOver, TimesWrong
from talks.models import PlannedCall
from talks.pages.calls import free_times
from talks.states import CALL
from tests import build
from tests.walking import walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_world")]
FIRST = datetime(2026, 12, 8, 5, tzinfo=UTC)  # 14:00 in Tokyo, 10:00 in Almaty; a Tuesday
SECOND = FIRST + timedelta(days=1)
WAY = {"minutes": 30, "interpreter": True, "languages": ["ru"], "place": "https://meet.example/x"}


def propose(match, by, now, *times) -> PlannedCall:
    return services.propose_call(match, times=list(times or (FIRST, SECOND)), by=by, now=now, **WAY)


@pytest.fixture
def call(introduced, match, tanaka, now) -> PlannedCall:
    return propose(match, tanaka, now)


def told(person, kind: str) -> list[Message]:
    return list(Message.objects.filter(recipient=person, kind=f"talks/{kind}"))


def page(row, name: str = "thread") -> str:
    return reverse(f"talks:{name}", args=[row.pk])


def entry(message: Message):
    [found] = Calendar.from_ical(message.calendar).walk("VEVENT")
    return found


def test_the_other_side_reads_each_time_on_both_clocks(call, match, aigul, as_):
    [letter] = told(aigul, "call_proposed")
    text = as_(aigul).get(page(match)).content.decode()
    for words in (letter.text, text):
        assert "10:00" in words
        assert "14:00" in words
    assert text.count(page(call, "call_take")) == 2


def test_a_time_is_taken_and_both_get_the_invitation(call, match, tanaka, aigul, as_, now):
    services.take_time(call, starts_at=SECOND, by=aigul, now=now)
    for person in (tanaka, aigul):
        [letter] = told(person, "call_agreed")
        assert entry(letter)["dtstart"].dt == SECOND
        assert entry(letter)["dtend"].dt == SECOND + timedelta(minutes=30)
        assert "METHOD:REQUEST" in letter.calendar
    file = as_(tanaka).get(page(call, "call_ics"))
    assert Calendar.from_ical(file.content).walk("VEVENT")[0]["dtstart"].dt == SECOND


def test_none_of_them_suits(call, tanaka, aigul, now):
    services.decline_times(call, by=aigul, now=now)
    assert len(told(tanaka, "times_declined")) == 1
    with pytest.raises(TransitionNotAllowed):
        services.take_time(call, starts_at=FIRST, by=aigul, now=now)


def test_other_times_take_the_place_of_the_first(call, match, tanaka, aigul, now):
    other = propose(match, aigul, now, SECOND)
    call.refresh_from_db()
    assert (call.state, other.by_side) == ("replaced", "central_asia")
    assert told(tanaka, "call_off") == []
    services.take_time(other, starts_at=SECOND, by=tanaka, now=now)


def test_a_call_is_moved_and_the_first_entry_struck_out(call, match, tanaka, aigul, now):
    services.take_time(call, starts_at=FIRST, by=aigul, now=now)
    propose(match, aigul, now, SECOND)
    for person in (tanaka, aigul):
        [letter] = told(person, "call_off")
        assert entry(letter)["status"] == "CANCELLED"
        assert entry(letter)["uid"] == entry(told(person, "call_agreed")[0])["uid"]


def test_a_call_is_cancelled_by_either_firm(call, match, tanaka, aigul, as_, now):
    services.take_time(call, starts_at=FIRST, by=aigul, now=now)
    services.cancel_call(call, by=tanaka, now=now)
    assert "METHOD:CANCEL" in told(aigul, "call_off")[0].calendar
    assert as_(tanaka).get(page(call, "call_ics")).status_code == 404


def test_times_are_withdrawn(call, match, tanaka, aigul, as_, now):
    as_(tanaka).post(page(call, "call_withdraw"))
    with pytest.raises(TransitionNotAllowed):
        services.take_time(call, starts_at=FIRST, by=aigul, now=now)


@pytest.mark.parametrize("times", [[], [FIRST, FIRST], [build.THEN], [FIRST + timedelta(days=200)], [
    FIRST + timedelta(days=number) for number in range(4)
]])
def test_times_that_are_refused(introduced, match, tanaka, now, times):
    with pytest.raises(TimesWrong):
        services.propose_call(match, times=times, by=tanaka, now=now, **WAY)


def test_a_time_that_has_passed_or_was_not_proposed(call, aigul, now):
    with pytest.raises(TimeIsOver):
        services.take_time(call, starts_at=FIRST, by=aigul, now=FIRST)
    with pytest.raises(TimeIsOver):
        services.take_time(call, starts_at=FIRST + timedelta(hours=1), by=aigul, now=now)


def test_calls_wait_for_release_and_end_with_the_case(match, tanaka, now):
    with pytest.raises(NotYet):
        propose(match, tanaka, now)
    Match.objects.filter(pk=match.pk).update(state="expired", ended_at=now)
    with pytest.raises(NotAnyMore):
        propose(match, tanaka, now)


def test_names_that_are_closed_again_close_the_call(call, introduced, match, aigul, as_):
    Introduction.objects.filter(pk=introduced.pk).update(state="recalled")
    client = as_(aigul)
    assert client.post(page(call, "call_take"), {"time": "0"}).status_code == 404
    assert "meet.example" not in client.get(page(match)).content.decode()


def test_it_is_proposed_and_taken_on_the_pages(introduced, match, tanaka, aigul, as_):
    client = as_(tanaka)
    form = client.get(page(match, "call_new")).context["form"]
    filled = {name: form[name].value() for name in ("day_1", "clock_1")}
    assert filled["clock_1"] == "13:00", "both are at work from 9:00 in Almaty"
    day = filled["day_1"].isoformat()
    given = {"day_1": day, "clock_1": "13:30", "minutes": "45", "languages": ["ja", "ru"], "place": ""}
    assert client.post(page(match, "call_new"), given).headers["Location"] == page(match)
    call = PlannedCall.objects.get()
    assert (call.minutes, call.languages) == (45, ["ja", "ru"])
    as_(aigul).post(page(call, "call_take"), {"time": "0"})
    call.refresh_from_db()
    assert (call.state, call.starts_at) == ("agreed", call.times[0])
    assert f"{call.starts_at:%H:%M}" == "04:30"


def test_half_a_time_is_said_beside_the_field_and_keeps_the_rest(introduced, match, tanaka, as_):
    given = {"day_1": "2030-01-07", "clock_1": "10:00", "day_2": "2030-01-08", "minutes": "30", "place": "Room"}
    answer = as_(tanaka).post(page(match, "call_new"), given)
    assert answer.status_code == 422
    assert "clock_2" in answer.context["form"].errors
    assert answer.context["form"]["place"].value() == "Room"


def test_strangers_see_and_take_nothing(call, bekzat, zafar, as_):
    for person in (bekzat, zafar):
        client = as_(person)
        for name in ("call_take", "call_decline", "call_withdraw", "call_cancel"):
            assert client.post(page(call, name), {"time": "0"}).status_code == 404
        assert client.get(page(call, "call_ics")).status_code == 404


def test_days_on_which_one_country_is_closed_are_left_out(match):
    """29 December to 3 January Japanese offices are closed, 1 and 2 January Kazakh ones too."""
    times = free_times(match, "Asia/Tokyo", datetime(2026, 12, 26, 3, tzinfo=UTC))
    assert [f"{time.astimezone(UTC):%m-%d %H:%M}" for time in times][0].startswith(("12-28", "01-0"))
    assert all(not "12-29" <= f"{time:%m-%d}" <= "12-31" for time in times)


def test_every_state_and_action(call, aigul, now):
    put = lambda state: PlannedCall.objects.filter(pk=call.pk).update(state=state, starts_at=FIRST)  # noqa: E731
    walk(call, CALL, CallState.values, put, fields={"take": {"starts_at": FIRST}}, by=aigul, now=now)


def test_the_log_holds_no_place(call, aigul, now):
    assert not [row for row in Activity.objects.values_list("data", flat=True) if "meet.example" in str(row)]


BROKEN = {
    "planned_call_state_is_known": {"state": "unheard_of"},
    "planned_call_is_a_firm_s": {"by_side": "office"},
    "planned_call_has_one_to_three_times": {"times": []},
    "planned_call_agreed_has_its_time": {"state": "agreed"},
}


@pytest.mark.parametrize("name", BROKEN)
def test_rules_of_the_database(call, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        PlannedCall.objects.filter(pk=call.pk).update(**BROKEN[name])


def test_one_proposal_waits(call):
    call.refresh_from_db()
    with pytest.raises(IntegrityError, match="planned_call_one_proposal_waits"), transaction.atomic():
        PlannedCall.objects.create(
            thread=call.thread, by_side="japan", times=[FIRST], minutes=30, proposed_at=timezone.now()
        )
