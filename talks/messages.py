"""What each side is told: questions, answers and messages of ten minutes in one mail."""
from datetime import UTC, datetime, timedelta

from companies.messages import people_of, staff
from companies.models import Firm, Liaison
from core.i18n import say_both, speaking
from matching.messages import PARTNER_IN
from matching.models import Referral
from matching.rules.overlap import far_zone
from matching.states import RELEASED
from notifications.services import say

from .calendars import mail_call
from .enums import Asker, DecidingReason, ResultAnswer
from .models import Deciding, FollowUp, PlannedCall, Sample, Thread
from .permissions import firm_on, released, side_of
from .rules.turns import OTHER

TOGETHER = timedelta(minutes=10)


def questions_asked(thread: Thread, to_side: str, *, by_side: str, now: datetime) -> None:
    _tell_firm(thread, to_side, "questions_asked", now=now, from_office=by_side == Asker.OFFICE)


def questions_answered(thread: Thread, to_side: str, *, now: datetime) -> None:
    """To whoever asked."""
    if to_side == Asker.OFFICE:
        _tell(thread, staff(), "questions_answered", now=now, partner=thread.match)
    else:
        _tell_firm(thread, to_side, "questions_answered", now=now)


def remark_written(thread: Thread, by_side: str, *, now: datetime) -> None:
    """To the firms but the writer's, and to chambers that help."""
    for side in (Asker.JAPAN, Asker.CENTRAL_ASIA):
        if side != by_side:
            _tell_firm(thread, side, "remark_written", now=now)
    if by_side != Asker.CHAMBER:
        _tell(thread, _liaisons(thread), "remark_written", now=now, partner=thread.match)


def translation_written(thread: Thread, person, *, now: datetime) -> None:
    """To whoever asked for it, if they still take part."""
    if person.is_active and side_of(person, thread.match):
        _tell(thread, [person], "translation_written", now=now, partner=_partner_for(thread, person))


def _partner_for(thread: Thread, person) -> object:
    side = side_of(person, thread.match)
    return thread.match if side in (Asker.OFFICE, Asker.CHAMBER) else _partner(thread, firm_on(thread.match, side))


def day_named(row: Deciding, *, now: datetime) -> None:
    """To the other side."""
    _of_decision(row, OTHER[row.by_side], "day_named", now=now)


def day_is_near(row: Deciding, *, now: datetime) -> None:
    """To the firm that named it."""
    _of_decision(row, row.by_side, "day_is_near", now=now)


def day_passed(row: Deciding, *, now: datetime) -> None:
    """To both sides, each in its own words."""
    _of_decision(row, OTHER[row.by_side], "day_passed", now=now)
    _of_decision(row, row.by_side, "day_passed_yours", now=now)


def _of_decision(row: Deciding, side: str, kind: str, *, now: datetime) -> None:
    given = {"until": row.until, "reason": DecidingReason(row.reason).label}
    _tell_firm(row.thread, side, kind, now=now, key=str(row.pk), **given)


def call_proposed(call: PlannedCall, *, now: datetime) -> None:
    """To the other side."""
    _of_call(call, OTHER[call.by_side], "call_proposed", now=now)


def times_declined(call: PlannedCall, *, now: datetime) -> None:
    """To the firm that proposed them."""
    _of_call(call, call.by_side, "times_declined", now=now)


def call_agreed(call: PlannedCall, *, now: datetime) -> None:
    """To both, with the invitation for their calendars."""
    for side in OTHER:
        _of_call(call, side, "call_agreed", now=now)


def call_off(call: PlannedCall, *, now: datetime) -> None:
    """To both, and their calendars strike it out."""
    for side in OTHER:
        _of_call(call, side, "call_off", now=now)


def _of_call(call: PlannedCall, side: str, kind: str, *, now: datetime) -> None:
    """Each person reads the times on their own clock and on the partner's."""
    match = call.thread.match
    firm = firm_on(match, side)
    other = match.other(firm)
    for person in people_of(firm):
        zones = (person.time_zone, far_zone(match, person.time_zone))
        with speaking(person.language):
            times = [say_both(at, *zones) for at in ([call.starts_at] if call.starts_at else call.times)]
        say(
            person, f"talks/{kind}", about=call.thread, path=call.thread.get_absolute_url(), key=str(call.pk), now=now,
            context={"partner": other, "times": times, "minutes": call.minutes, "call": call},
            calendar=mail_call(call, str(other), person, now=now) if call.starts_at else "",
        )


def _tell_firm(thread: Thread, side: str, kind: str, *, now: datetime, **context) -> None:
    firm = firm_on(thread.match, side)
    yours = thread.match.other_profile(thread.match.other(firm)) or firm
    context |= {"yours": yours, "partner": _partner(thread, firm)}
    _tell(thread, people_of(firm), kind, now=now, **context)


def _partner(thread: Thread, firm: Firm) -> object:
    """Its name once contacts are open, before that only where it is."""
    other = thread.match.other(firm)
    return other if released(thread.match) else PARTNER_IN[other.country]


def _liaisons(thread: Thread) -> list:
    referrals = Referral.objects.open().filter(
        introduction__match=thread.match_id, introduction__state__in=RELEASED
    )
    rows = Liaison.objects.filter(chamber__in=referrals.values("chamber"), user__is_active=True)
    return [row.user for row in rows.select_related("user")]


def _tell(thread: Thread, people: list, kind: str, *, now: datetime, key: str = "", **context) -> None:
    """One of each kind for all that is said within ten minutes; it leaves when they are over.

    `key`: of what is told by itself, at once.
    """
    begin = int(now.timestamp() // TOGETHER.total_seconds() * TOGETHER.total_seconds())
    after = datetime.fromtimestamp(begin, UTC) + TOGETHER
    for person in people:
        say(
            person, f"talks/{kind}", about=thread, path=thread.get_absolute_url(), key=key or str(begin), now=now,
            after=None if key else after, context=context,
        )


def result_asked(follow_up: FollowUp, *, now: datetime) -> None:
    """To both firms, each for itself."""
    for side in OTHER:
        _of_result(follow_up, people_of(firm_on(follow_up.thread.match, side)), "result_asked", now=now, side=side)


def result_concluded(follow_up: FollowUp, answer: str, *, now: datetime) -> None:
    """To both firms, and to the chambers that help."""
    said = {"answer": ResultAnswer(answer).label}
    for side in OTHER:
        people = people_of(firm_on(follow_up.thread.match, side))
        _of_result(follow_up, people, "result_concluded", now=now, side=side, **said)
    _of_result(follow_up, _liaisons(follow_up.thread), "result_concluded", now=now, **said)


def _of_result(follow_up: FollowUp, people: list, kind: str, *, now: datetime, side: str = "", **context) -> None:
    match = follow_up.thread.match
    partner = match.other(firm_on(match, side)) if side else match
    context |= {"partner": partner, "days": follow_up.days}
    path = follow_up.get_absolute_url() if kind == "result_asked" else follow_up.thread.get_absolute_url()
    for person in people:
        say(
            person, f"talks/{kind}", about=follow_up.thread, path=path, key=str(follow_up.pk), now=now, context=context
        )


def sample_moved(sample: Sample, act: str, *, by_side: str, now: datetime) -> None:
    """To the other firm; after release, so that it is named."""
    match = sample.thread.match
    partner = firm_on(match, by_side)
    firm = match.other(partner)
    said = {"act": act, "partner": partner, "goods": sample.goods, "yours": sample.turn == match.side_of(firm)}
    _tell_of_sample(sample, people_of(firm), "sample_moved", key=f"{act} {now.isoformat()}", now=now, **said)


def sample_reminder(sample: Sample, *, now: datetime) -> None:
    """To the firm that acts next."""
    match = sample.thread.match
    firm = firm_on(match, sample.turn)
    said = {"partner": match.other(firm), "goods": sample.goods}
    _tell_of_sample(sample, people_of(firm), "sample_reminder", key=now.isoformat(), now=now, **said)


def _tell_of_sample(sample: Sample, people: list, kind: str, *, key: str, now: datetime, **context) -> None:
    for person in people:
        say(
            person, f"talks/{kind}", about=sample, path=sample.get_absolute_url(), key=key, now=now, context=context
        )
