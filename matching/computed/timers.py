"""Deadlines of a referral in common business days of both countries; computed from its times, never stored."""
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from core.days import local_day
from core.geography import ZONE
from core.workdays import deadline, workdays_between

from ..models import Referral

ACKNOWLEDGE, TAKE, CHASE, LAST_CHANCE, ABANDON = 3, 5, 9, 21, 45
LABEL = {
    "acknowledge": _("Acknowledge"),
    "take": _("Take in charge"),
    "chase": _("Next step or comment"),
    "close": _("Last chance to close"),
}


class Timer(NamedTuple):
    """What is expected next, until when, and how many common business days are left (negative: late)."""

    step: str
    due_at: datetime
    days_left: int

    @property
    def is_overdue(self) -> bool:
        return self.days_left < 0

    @property
    def days_late(self) -> int:
        return -self.days_left

    @property
    def label(self):
        return LABEL[self.step]


def timer_of(referral: Referral, now: datetime, last_note_at: datetime | None = None) -> Timer | None:
    """None for a closed referral; its days turn where the chamber is. `last_note_at`: newest comment or interaction."""
    countries = referral.introduction.match.countries
    if referral.state == "sent":
        step, due = "acknowledge", deadline(referral.sent_at, ACKNOWLEDGE, countries)
    elif referral.state == "acknowledged":
        step, due = "take", deadline(referral.sent_at, TAKE, countries)
    elif referral.state in ("taken_in_charge", "needs_information"):
        last = max(filter(None, [referral.taken_at, last_note_at]))
        chase, close = deadline(last, CHASE, countries), deadline(referral.sent_at, LAST_CHANCE, countries)
        step, due = ("chase", chase) if chase <= close else ("close", close)
    else:
        return None
    return Timer(step, due, days_left(due, now, countries, ZONE[referral.chamber.country]))


def days_left(due: datetime, now: datetime, countries: tuple[str, ...], zone: str = "") -> int:
    """Common business days until a moment, negative when it has passed.

    Days turn at midnight in `zone`; without one where `core.workdays.deadline` sets its hour: in the last country.
    """
    zone = zone or ZONE[countries[-1]]
    today, last = local_day(now, zone), local_day(due, zone)
    if now <= due:
        return max(0, workdays_between(today, last, countries))
    return min(-1, -workdays_between(last, today, countries))


def by_urgency(rows: Iterable[Referral], now: datetime) -> list[tuple[Timer, Referral]]:
    """Rows of `ReferralQuerySet.for_timers`, the most urgent first: the one order of homes and lists."""
    timed = [(timer_of(row, now, row.last_note_at), row) for row in rows]
    return sorted(timed, key=lambda pair: (pair[0].due_at, pair[1].sent_at, str(pair[1].pk)))


def is_abandoned(referral: Referral, now: datetime) -> bool:
    return now > deadline(referral.sent_at, ABANDON, referral.introduction.match.countries)
