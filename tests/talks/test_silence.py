"""A firm that does not answer for five business days of both countries is seen by those who help."""
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from core.workdays import deadline
from office.computed import work
from talks import services
from talks.computed.silence import silences_of, unanswered
from talks.models import Asked, Thread

from .conftest import AMOUNT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_world")]
FRIDAY = datetime(2026, 12, 11, 6, tzinfo=UTC)
BOTH = ("JP", "KZ")


@pytest.fixture
def written(introduced, match, aigul) -> Thread:
    """Altai has written to Hokuriku; 16 and 17 December are free in Kazakhstan."""
    services.write_remark(match, text="Сәлеметсіз бе!", by=aigul, now=FRIDAY)
    return Thread.objects.with_firms().get()


def sides(thread: Thread, days: int) -> list[tuple[str, int]]:
    return [(one.side, one.workdays) for one in silences_of(thread, Asked.objects.all(), FRIDAY + timedelta(days=days))]


def listed(reader, now: datetime) -> bool:
    return "silence" in work.tally(reader, now, [reader.pk])


def test_only_days_on_which_both_work_count(written):
    assert sides(written, 8) == []
    assert sides(written, 10) == [], "Monday: 14, 15, 18, 21; two days were free in one country"
    assert [side for side, _days in sides(written, 12)] == ["japan"]


def test_the_list_of_staff_and_the_page_agree(written, sato, dana):
    last = deadline(FRIDAY, 5, BOTH)
    for reader in (sato, dana):
        assert not listed(reader, last - timedelta(minutes=1))
        assert listed(reader, last + timedelta(days=1))


def test_whatever_the_other_firm_says_ends_it(written, match, tanaka):
    later = FRIDAY + timedelta(days=1)
    assert unanswered().exists()
    services.ask_questions(match, keys=["capacity"], by=tanaka, now=later)
    assert not unanswered().exists()


def test_its_own_side_does_not_end_it(written, match, aigul, sato):
    later = FRIDAY + timedelta(days=1)
    services.ask_questions(match, keys=["capacity"], by=aigul, now=later)
    services.write_remark(match, text="Please answer", by=sato, now=later)
    assert unanswered().get().spoke_at == FRIDAY


def test_a_named_day_is_no_silence(written, match, tanaka):
    services.name_day(match, reason="budget", until=(FRIDAY + timedelta(days=30)).date(), by=tanaka, now=FRIDAY)
    assert not unanswered().exists()


def test_a_question_without_an_answer_is_seen_on_the_page(match, tanaka, aigul):
    asked = services.ask_questions(match, keys=["capacity"], by=tanaka, now=FRIDAY)[0]
    thread = Thread.objects.with_firms().get()
    assert [side for side, _days in sides(thread, 14)] == ["central_asia"]
    services.answer_question(asked, value=AMOUNT, by=aigul, now=FRIDAY)
    assert sides(thread, 14) == []


def test_staff_and_the_chamber_read_it_the_firms_do_not(written, match, sato, dana, tanaka, as_, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: FRIDAY + timedelta(days=14))
    page = reverse("talks:thread", args=[match.pk])
    words = b"No answer from: Hokuriku"
    assert words in as_(sato).get(page).content
    assert words in as_(dana).get(page).content
    assert words not in as_(tanaka).get(page).content
