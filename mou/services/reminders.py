"""What is due, late or waiting for a countersignature is said in time: on the owner's working days, in their morning.

Everything is computed from the books; that something was said is known from the outbox (its dedupe key), so the sweep
may run as often as it likes. A threshold that falls on free days is reached on the last working day before them, never
after.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from core.days import local_day
from core.sweeps import each
from core.workdays import next_workday, workdays_between

from .. import messages
from ..computed import ledger
from ..computed.people import is_time_for
from ..enums import EvidenceState
from ..messages.recipients import other_side, owners_of, party_on
from ..models import Change, Evidence, Memorandum, Obligation, Party
from ..reckoning.standing import Reckoned
from ..rules.answering import ANSWER_WITHIN
from ..sources import standing

THRESHOLDS = (3, 14, 30)  # days before the due date
EVERY_OVERDUE = 7  # days between two reminders of the same late delivery
ESCALATE_AFTER = 7  # days late, or waiting for a countersignature, before the second contact hears of it
PATIENCE = ANSWER_WITHIN  # working days that a countersignature may take, or an answer
DIGEST_FROM = 3  # so many at once become one mail
Waits = tuple[str, datetime]  # for which side, since when


class Reminder(NamedTuple):
    """`kind`: 'due', 'overdue', 'countersign', 'answer' or 'renew'; `key`: said once for each."""

    kind: str
    key: str
    memorandum: Memorandum
    party: Party
    account: ledger.Account | None
    one: Reckoned | None
    count: int
    escalated: bool


def remind(*, now: datetime) -> int:
    """Hourly: tell everybody for whom it is morning on a working day. Returns how many messages were new."""
    waiting, told = _by_person(now), []

    def tell(person) -> bool:
        if not is_time_for(person, now):
            return False
        told.append(_remind(person, waiting[person], now))
        return True

    each("mou.remind", waiting, tell, now=now)
    return sum(told)


def _remind(person, reminders: list[Reminder], now: datetime) -> int:
    fresh = messages.not_reminded_of(person, reminders)
    if len(fresh) >= DIGEST_FROM:
        return messages.remind_in_one(person, fresh, now=now)
    return sum(messages.remind_of(person, one, now=now) for one in fresh)


def _by_person(now: datetime) -> dict:
    found: dict = {}

    def collect(memorandum: Memorandum) -> None:
        books = ledger.of_memorandum(memorandum, now)
        waiting = [*_of_books(memorandum, books, now), *_of_renewal(memorandum, now)]
        waiting += _of_waiting("countersign", memorandum, _to_countersign(memorandum), now)
        waiting += _of_waiting("answer", memorandum, _to_answer(memorandum), now)
        for reminder in waiting:
            for person in _told(reminder):
                found.setdefault(person, []).append(reminder)

    each("mou.remind:memoranda", Memorandum.objects.in_force().with_parties(), collect, now=now)
    return found


def _told(reminder: Reminder) -> list:
    """The responsible person or the owners; the second contact besides, when it is escalated."""
    obligation = reminder.account.obligation if reminder.account else None
    named = obligation.responsible if obligation else None
    people = [named] if named and named.is_active else owners_of(reminder.party)
    second = reminder.party.second_contact
    if reminder.escalated and second and second.is_active and second not in people:
        people = [*people, second]
    return people


def _of_books(memorandum: Memorandum, books: ledger.Books, now: datetime) -> Iterator[Reminder]:
    for _commitment, rows in books:
        for book in rows:
            if book.obligation.state != "active":
                continue
            for one in book.periods:
                yield from _of_period(memorandum, book, one)


def _of_period(memorandum: Memorandum, book: ledger.Account, one: Reckoned) -> Iterator[Reminder]:
    for side in book.obligation.owing_sides:
        party = party_on(memorandum, side)
        step = _step(one, party.country, book.today)
        if step:
            kind, number = step
            key = f"{book.obligation.pk}:{one.period.key}:{one.period.due_on}:{kind}:{number}"
            yield Reminder(
                kind, key, memorandum, party, book, one, 1, kind == "overdue" and -one.days_left > ESCALATE_AFTER
            )


def _step(one: Reckoned, country: str, today: date) -> tuple[str, int] | None:
    """('due', threshold) or ('overdue', number of the reminder), with free days counted as if they had passed."""
    if one.standing == "overdue":
        return "overdue", (-one.days_left - 1) // EVERY_OVERDUE
    if one.standing not in ("on_track", "due_soon"):
        return None
    length = (one.period.due_on - one.period.start).days
    reached = [threshold for threshold in _reached(one.days_left, country, today) if threshold < length]
    return ("due", reached[0]) if reached else None


def _reached(days_left: int, country: str, today: date) -> list[int]:
    """Thresholds that have come, or will have come before the next working day; the nearest first."""
    gap = (next_workday(today + timedelta(days=1), (country,)) - today).days - 1
    return [threshold for threshold in THRESHOLDS if days_left - gap <= threshold]


def _of_renewal(memorandum: Memorandum, now: datetime) -> Iterator[Reminder]:
    """Both sides, before the day by which they want to have decided."""
    for party in memorandum.parties.all() if memorandum.renew_by else ():
        today = local_day(now, party.zone)
        left = (memorandum.renew_by - today).days
        reached = _reached(left, party.country, today) if left >= 0 else []
        if reached:
            key = f"{memorandum.pk}:{party.side}:{memorandum.renew_by}:{reached[0]}"
            yield Reminder("renew", key, memorandum, party, None, None, 1, escalated=False)


def _to_countersign(memorandum: Memorandum) -> list[Waits]:
    found = Evidence.objects.filter(
        standing(), obligation__commitment__memorandum=memorandum, state=EvidenceState.SUBMITTED
    )
    return [(other_side(by), at) for by, at in found.values_list("submitted_side", "submitted_at")]


def _to_answer(memorandum: Memorandum) -> list[Waits]:
    """Proposals and changes that the other side has not answered; what staff proposed waits for those who would owe."""
    changes = Change.objects.open().filter(obligation__commitment__memorandum=memorandum)
    found = [(other_side(by), at) for by, at in changes.values_list("asked_side", "asked_at")]
    for one in Obligation.objects.filter(state="proposed", commitment__memorandum=memorandum):
        sides = [other_side(one.proposed_side)] if one.proposed_side else one.owing_sides
        found += [(side, one.proposed_at) for side in sides]
    return found


def _of_waiting(kind: str, memorandum: Memorandum, waits: list[Waits], now: datetime) -> Iterator[Reminder]:
    """What has waited too long for one side, one reminder a week for each side."""
    for party in memorandum.parties.all():
        today = local_day(now, party.zone)
        days = [local_day(at, party.zone) for side, at in waits if side == party.side]
        late = [day for day in days if workdays_between(day, today, (party.country,)) > PATIENCE]
        if late:
            oldest = min(late)
            week = (today - oldest).days // 7
            key = f"{memorandum.pk}:{party.side}:{oldest}:{week}"
            escalated = (today - oldest).days > ESCALATE_AFTER + 7
            yield Reminder(kind, key, memorandum, party, None, None, len(late), escalated)
