"""Hourly: what has run out, and reminders before it does. Said once each, however often this runs."""
from datetime import datetime

from core.lifecycle import lock
from core.sweeps import each

from .. import messages
from ..computed.timers import days_left, is_abandoned, timer_of
from ..models import Introduction, Referral
from .export import lapse_clearances
from .introductions import expire_introduction, release_if_ready
from .referrals import abandon_referral

REMIND_AT = (5, 2, 0)  # common business days before the answer is due


def expire_due(*, now: datetime) -> None:
    lapse_clearances(now=now)
    asked = Introduction.objects.with_firms().filter(state="consent_requested")
    each("matching.expire_due", asked, lambda introduction: _expire_or_remind(introduction, now), now=now)
    referrals = Referral.objects.with_firms().with_last_note().open()
    each("matching.expire_due:referrals", referrals, lambda referral: _abandon_or_remind(referral, now), now=now)


def _expire_or_remind(introduction: Introduction, now: datetime) -> bool:
    if lock(introduction).state != "consent_requested":
        return False  # somebody answered while we were looking
    if Introduction.objects.overdue(now).filter(pk=introduction.pk).exists():
        expire_introduction(introduction, now=now)
    elif not release_if_ready(introduction, by=None, now=now):  # whoever should have released it may have failed
        _remind_firms(introduction, now)
    return True


def _abandon_or_remind(referral: Referral, now: datetime) -> bool:
    if lock(referral).state != referral.state:
        return False
    if is_abandoned(referral, now):
        abandon_referral(referral, now=now)
    else:
        _remind_chamber(referral, now)
    return True


def _remind_firms(introduction: Introduction, now: datetime) -> None:
    """Each firm by the calendar where it is."""
    match = introduction.match
    for firm in (match.japan, match.partner):
        left = days_left(introduction.answer_by, now, match.countries, firm.zone)
        if left in REMIND_AT and not introduction.has_consent_of(firm):
            messages.consent_reminder(introduction, firm, days_left=left, now=now)


def _remind_chamber(referral: Referral, now: datetime) -> None:
    timer = timer_of(referral, now, referral.last_note_at)
    if timer and timer.is_overdue:
        messages.referral_overdue(referral, timer=timer, now=now)
