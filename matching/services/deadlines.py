"""Hourly: what has run out, and reminders before it does. Said once each, however often this runs."""
from contextlib import suppress
from datetime import datetime

from core.errors import TransitionNotAllowed
from core.workdays import workdays_between

from .. import messages
from ..computed.timers import is_abandoned, timer_of
from ..models import Introduction, Referral
from .introductions import expire_introduction
from .referrals import abandon_referral

REMIND_AT = (5, 2, 0)  # common business days before the answer is due


def expire_due(*, now: datetime) -> None:
    for introduction in Introduction.objects.with_firms().overdue(now):
        with suppress(TransitionNotAllowed):  # somebody answered while we were looking
            expire_introduction(introduction, now=now)
    for introduction in Introduction.objects.with_firms().filter(state="consent_requested"):
        _remind_firms(introduction, now)
    for referral in Referral.objects.with_firms().with_last_note().open():
        if is_abandoned(referral, now):
            with suppress(TransitionNotAllowed):
                abandon_referral(referral, now=now)
        else:
            _remind_chamber(referral, now)


def _remind_firms(introduction: Introduction, now: datetime) -> None:
    due = introduction.answer_by
    left = workdays_between(now.astimezone(due.tzinfo).date(), due.date(), introduction.match.countries)
    if left in REMIND_AT:
        messages.consent_reminder(introduction, days_left=left, now=now)


def _remind_chamber(referral: Referral, now: datetime) -> None:
    timer = timer_of(referral, now, referral.last_note_at)
    if timer and timer.is_overdue:
        messages.referral_overdue(referral, timer=timer, now=now)
