"""Until when a side decides: said, read by the other side, reminded of, passed, renewed, ended."""
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from companies.models import Firm
from core.models import Activity
from matching.models import Match
from notifications.models import Message
from talks import messages, services
from talks.enums import DecidingReason, DecidingState
from talks.errors import DayOutOfReach, NotAnyMore, PausedFirm
from talks.models import Deciding
from talks.states import DECIDING
from tests import build
from tests.sweeping import break_for, one_rotten_row
from tests.walking import walk

from .conftest import AMOUNT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_world")]
DAY = date(2026, 12, 18)  # a Friday


@pytest.fixture
def deciding(match, aigul, now) -> Deciding:
    """Altai needs time."""
    return services.name_day(match, reason="budget", until=DAY, by=aigul, now=now)


def told(person) -> list[str]:
    rows = Message.objects.filter(recipient=person, kind__startswith="talks/").order_by("created_at", "kind")
    return [row.kind.removeprefix("talks/") for row in rows]


def page(match, name: str = "thread") -> str:
    return reverse(f"talks:{name}", args=[match.pk])


def test_the_other_side_reads_it_in_its_language_without_a_name(deciding, match, tanaka, altai, as_):
    assert told(tanaka) == ["day_named"]
    letter = Message.objects.get(recipient=tanaka, kind="talks/day_named")
    with override("ja"):
        assert str(DecidingReason.BUDGET.label) in letter.text
        text = as_(tanaka, "ja").get(page(match)).content.decode()
        assert str(DecidingReason.BUDGET.label) in text
    assert "2026年12月18日" in text
    for words in (letter.text, text):
        assert altai.name not in words
        assert altai.name_latin not in words


def test_it_is_said_on_the_page(match, aigul, as_):
    client = as_(aigul)
    assert "We need time to decide" in client.get(page(match)).content.decode()
    until = timezone.now().date() + timedelta(days=20)
    answer = client.post(page(match, "decide"), {"reason": "season", "until": until.isoformat()})
    assert answer.headers["Location"] == page(match)
    row = Deciding.objects.get()
    assert (row.by_side, row.reason, row.until) == ("central_asia", "season", until)
    text = client.get(page(match)).content.decode()
    assert "Name another day" in text
    client.post(reverse("talks:decided", args=[row.pk]))
    row.refresh_from_db()
    assert row.state == "ended"


@pytest.mark.parametrize("days", [0, -1, 91])
def test_a_day_out_of_reach(match, aigul, now, days):
    with pytest.raises(DayOutOfReach):
        services.name_day(match, reason="budget", until=now.date() + timedelta(days=days), by=aigul, now=now)


def test_a_day_out_of_reach_is_said_beside_the_field_and_keeps_the_rest(match, aigul, as_):
    answer = as_(aigul).post(page(match, "decide"), {"reason": "season", "until": "2020-01-01"})
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "at most 90 days from today." in text
    assert answer.context["form"]["reason"].value() == "season"


def test_another_day_takes_the_place_of_the_first(deciding, match, aigul, now):
    services.name_day(match, reason="papers", until=DAY + timedelta(days=7), by=aigul, now=now)
    assert list(Deciding.objects.current().values_list("reason", flat=True)) == ["papers"]
    deciding.refresh_from_db()
    assert deciding.state == "renewed"


def test_each_side_has_its_own(deciding, match, tanaka, now):
    services.name_day(match, reason="management", until=DAY, by=tanaka, now=now)
    assert Deciding.objects.current().count() == 2


def test_the_firm_is_reminded_once_two_working_days_before(deciding, aigul, now):
    services.watch_decisions(now=now + timedelta(days=1))
    assert told(aigul) == []
    for _time in range(2):
        services.watch_decisions(now=now.replace(month=12, day=16))
    assert told(aigul) == ["day_is_near"]


def test_both_are_told_once_when_it_has_passed(deciding, tanaka, aigul, now):
    services.watch_decisions(now=now.replace(month=12, day=18))
    deciding.refresh_from_db()
    assert deciding.state == "standing", "the day itself is theirs"
    for _time in range(2):
        services.watch_decisions(now=now.replace(month=12, day=19))
    deciding.refresh_from_db()
    assert deciding.state == "passed"
    assert told(tanaka) == ["day_named", "day_passed"]
    assert told(aigul) == ["day_is_near", "day_passed_yours"]


def test_answering_all_that_was_asked_ends_it(match, tanaka, aigul, now):
    first, second = services.ask_questions(match, keys=["capacity", "minimum"], by=tanaka, now=now)
    row = services.name_day(match, reason="budget", until=DAY, by=aigul, now=now)
    services.answer_question(first, value=AMOUNT, by=aigul, now=now)
    row.refresh_from_db()
    assert row.state == "standing"
    services.answer_question(second, value=AMOUNT, by=aigul, now=now)
    row.refresh_from_db()
    assert row.state == "ended"


def test_nothing_is_swept_of_a_case_that_has_ended(deciding, match, aigul, tanaka, now):
    Match.objects.filter(pk=match.pk).update(state="expired", ended_at=now)
    services.watch_decisions(now=now.replace(month=12, day=19))
    assert "day_passed" not in told(tanaka)
    with pytest.raises(NotAnyMore):
        services.name_day(match, reason="budget", until=DAY, by=aigul, now=now)


def test_not_while_a_firm_is_suspended(match, hokuriku, aigul, now):
    Firm.objects.filter(pk=hokuriku.pk).update(state="suspended")
    with pytest.raises(PausedFirm):
        services.name_day(match, reason="budget", until=DAY, by=aigul, now=now)


def test_one_rotten_decision_stops_nobody(deciding, match, tanaka, aigul, mori, now, monkeypatch):
    services.name_day(match, reason="management", until=DAY + timedelta(days=1), by=tanaka, now=now)
    one_rotten_row(
        "talks.watch_decisions",
        lambda: services.watch_decisions(now=now.replace(month=12, day=21)),
        mend=break_for(monkeypatch, messages, "day_passed", deciding),
        staff=mori,
        done=Deciding.objects.filter(state="passed").count,
    )


def test_every_state_and_action(deciding, aigul, now):
    put = lambda state: Deciding.objects.filter(pk=deciding.pk).update(state=state)  # noqa: E731
    walk(deciding, DECIDING, DecidingState.values, put, fields={}, by=aigul, now=now)


def test_the_log_holds_codes(deciding):
    row = Activity.objects.get(verb="talks.thread.decide_later")
    assert row.data == {"side": "central_asia", "code": "budget", "until": "2026-12-18"}


BROKEN = {
    "deciding_state_is_known": {"state": "unheard_of"},
    "deciding_reason_is_known": {"reason": "unheard_of"},
    "deciding_is_a_firm_s": {"by_side": "office"},
}


@pytest.mark.parametrize("name", BROKEN)
def test_rules_of_the_database(deciding, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Deciding.objects.filter(pk=deciding.pk).update(**BROKEN[name])


def test_one_of_each_side_counts(deciding, now):
    deciding.refresh_from_db()
    with pytest.raises(IntegrityError, match="deciding_one_of_each_side"), transaction.atomic():
        Deciding.objects.create(
            thread=deciding.thread, by_side="central_asia", reason="other", until=DAY, said_at=build.THEN
        )
