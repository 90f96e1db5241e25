"""How periods stand, compared with a slow recomputation that walks day by day and shares no code with the quick one."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mou.reckoning.periods import MONTHS
from mou.reckoning.standing import GRACE, SOON, Delivery, Terms, periods_of, reckon

FIRST = date(2026, 1, 1)
OFFSETS = st.integers(-40, 1200)


def day(offset: int) -> date:
    return FIRST + timedelta(days=offset)


@st.composite
def books(draw):
    """Terms with holds, agreed dates, an end or a cut; deliveries; a today."""
    cadence = draw(st.sampled_from([*MONTHS, "once"]))
    first = day(draw(st.integers(0, 60)))
    last = draw(st.none() | st.integers(30, 900).map(lambda n: first + timedelta(days=n)))
    cut = draw(st.none() | st.integers(0, 900).map(lambda n: first + timedelta(days=n)))
    plain = Terms(cadence, draw(st.integers(1, 3)), first, last, cut)
    today = day(draw(OFFSETS))
    keys = [one.key for one in periods_of(plain, today)]
    agreed = draw(st.dictionaries(st.sampled_from(keys), st.integers(1, 90), max_size=2)) if keys else {}
    ends = {one.key: one.end for one in periods_of(plain, today)}
    due_dates = {key: ends[key] + timedelta(days=more) for key, more in agreed.items()}
    holds = tuple((day(start), None if length is None else day(start + length)) for start, length in draw(
        st.lists(st.tuples(st.integers(0, 800), st.none() | st.integers(0, 200)), max_size=2)
    ))
    terms = Terms(cadence, plain.target, first, last, cut, draw(st.booleans()), due_dates=due_dates, holds=holds)
    deliveries = draw(st.lists(
        st.builds(Delivery, OFFSETS.map(day), st.integers(1, 3), st.none() | st.sampled_from([*keys, "2000-01-01"])),
        max_size=12,
    ))
    return terms, deliveries, today


def slow(terms: Terms, deliveries: list[Delivery], today: date) -> list[tuple[str, int, str]]:
    """(key, delivered, standing), found by looking at each day and each delivery by itself."""
    frames = [(one.key, one.start, one.end, terms.due_dates.get(one.key, one.end)) for one in periods_of(terms, today)]
    got = {key: 0 for key, *_rest in frames}
    for delivery in deliveries:
        home = None
        if delivery.for_period:
            home = delivery.for_period if delivery.for_period in got else None
        else:
            for key, start, end, due in frames:
                open_days = {start + timedelta(days=n) for n in range((max(end, due) - start).days + 1)}
                if home is None and delivery.day in open_days:
                    home = key
            if home is None and terms.cadence == "once" and frames and delivery.day >= terms.first:
                home = frames[0][0]
        if home:
            got[home] += delivery.quantity
    return [(key, got[key], _word(terms, start, due, got[key], today)) for key, start, _end, due in frames]


def _word(terms: Terms, start: date, due: date, delivered: int, today: date) -> str:
    rests = any(begin <= due <= (end or date.max) for begin, end in terms.holds)
    if delivered >= terms.target:
        return "fulfilled"
    if terms.cut_on and due > terms.cut_on:
        return "ended_early"
    if rests:
        return "on_hold"
    if today <= due:
        length = sum(1 for _n in range((due - start).days + 1))
        soon = min(SOON, length // 3)
        return "planned" if today < start else "due_soon" if (due - today).days <= soon else "on_track"
    if terms.live and (terms.cadence == "once" or today <= due + GRACE):
        return "overdue"
    return "partial" if delivered else "not_fulfilled"


@given(books())
@settings(max_examples=300, deadline=None)
def test_the_books_agree_with_a_slow_recomputation(given_books):
    terms, deliveries, today = given_books
    assert [
        (one.period.key, one.delivered, one.standing) for one in reckon(terms, deliveries, today)
    ] == slow(terms, deliveries, today)


@given(books())
@settings(deadline=None)
def test_each_delivery_counts_at_most_once(given_books):
    terms, deliveries, today = given_books
    counted = sum(one.delivered for one in reckon(terms, deliveries, today))
    assert counted <= sum(delivery.quantity for delivery in deliveries)
    for delivery in deliveries:
        rest = list(deliveries)
        rest.remove(delivery)
        assert counted - sum(one.delivered for one in reckon(terms, rest, today)) in (0, delivery.quantity)


WORSE = ["fulfilled", "planned", "on_track", "due_soon", "overdue", "partial", "not_fulfilled"]


@given(books(), OFFSETS.map(day))
@settings(deadline=None)
def test_a_delivery_never_makes_a_period_worse(given_books, when):
    terms, deliveries, today = given_books
    before = {one.period.key: one for one in reckon(terms, deliveries, today)}
    for one in reckon(terms, [*deliveries, Delivery(when)], today):
        assert one.delivered >= before[one.period.key].delivered
        assert one.standing in (before[one.period.key].standing, "fulfilled", "partial")


@given(books(), st.integers(1, 400))
@settings(deadline=None)
def test_time_alone_never_makes_a_period_better(given_books, days):
    terms, deliveries, today = given_books
    later = {one.period.key: one.standing for one in reckon(terms, deliveries, today + timedelta(days=days))}
    for one in reckon(terms, deliveries, today):
        now, then = one.standing, later.get(one.period.key, one.standing)
        if now in WORSE and then in WORSE:
            assert WORSE.index(then) >= WORSE.index(now)


QUARTER = Terms("quarterly", 2, date(2026, 1, 1))


@pytest.mark.parametrize("deliveries, today, standing, left", [
    ([], date(2025, 12, 31), "planned", 90),
    ([], date(2026, 1, 1), "on_track", 89),
    ([], date(2026, 3, 1), "due_soon", 30),
    ([], date(2026, 3, 31), "due_soon", 0),
    ([], date(2026, 4, 1), "overdue", -1),
    ([], date(2026, 4, 30), "overdue", -30),
    ([], date(2026, 5, 1), "not_fulfilled", -31),
    ([Delivery(date(2026, 2, 1))], date(2026, 5, 1), "partial", -31),
    ([Delivery(date(2026, 2, 1), 2)], date(2026, 5, 1), "fulfilled", -31),
    ([Delivery(date(2026, 2, 1)), Delivery(date(2026, 4, 5), 1, "2026-01-01")], date(2026, 5, 1), "fulfilled", -31),
])
def test_the_first_quarter_as_time_goes_by(deliveries, today, standing, left):
    first = reckon(QUARTER, deliveries, today)[0]
    assert (first.standing, first.days_left) == (standing, left)


def test_late_is_said_only_when_the_target_was_reached_after_the_due_date():
    late = reckon(
        QUARTER, [Delivery(date(2026, 2, 1)), Delivery(date(2026, 4, 5), 1, "2026-01-01")], date(2026, 5, 1)
    )[0]
    early = reckon(
        QUARTER, [Delivery(date(2026, 2, 1), 2), Delivery(date(2026, 4, 5), 1, "2026-01-01")], date(2026, 5, 1)
    )[0]
    assert (late.late, early.late) == (True, False)


def test_a_single_delivery_stays_owed_until_it_comes():
    once = Terms("once", 1, date(2026, 1, 1), date(2026, 1, 31))
    assert reckon(once, [], date(2029, 1, 1))[0].standing == "overdue"
    done = reckon(once, [Delivery(date(2028, 5, 5))], date(2029, 1, 1))[0]
    assert (done.standing, done.late) == ("fulfilled", True)


def test_an_occasion_is_answered_by_its_own_delivery_only():
    terms = Terms(
        "per_event", 1, date(2026, 1, 1), days_to_deliver=45,
        occasions=(("a", date(2026, 2, 1)), ("b", date(2026, 2, 2))),
    )
    one, other = reckon(terms, [Delivery(date(2026, 2, 20), 1, "b")], date(2026, 6, 1))
    assert (one.standing, other.standing) == ("overdue", "fulfilled")
