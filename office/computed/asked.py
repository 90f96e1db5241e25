"""What messages of the inbox ask for, and of whom: rows for which the reader's answer is still awaited."""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q, QuerySet

from events.models import Event, Registration
from leads.models import Lead
from matching.computed.callers import waiting_calls
from matching.models import Introduction, Match, Referral
from matching.permissions import firm_of
from meetings.models import Meeting
from mou.models import Change, Evidence, Memorandum, Obligation
from talks.models import Asked, Thread

from ..sources.memoranda import OF_EVIDENCE, OF_OBLIGATION, other_side


def approvals(user) -> QuerySet:
    return Match.objects.for_approval().exclude(proposed_by=user) if user.is_minamin else Match.objects.none()


def consents(user) -> QuerySet:
    firm = firm_of(user)
    return Introduction.objects.waiting_for_consent_of(firm) if firm else Introduction.objects.none()


def referrals(user) -> QuerySet:
    return Referral.objects.visible_to(user).open() if user.is_liaison else Referral.objects.none()


def leads(user) -> QuerySet:
    return Lead.objects.visible_to(user).waiting()


def questions(user) -> QuerySet:
    firm = firm_of(user)
    asked = Asked.objects.waiting_for(firm).filter(thread=OuterRef("pk")) if firm else Asked.objects.none()
    return Thread.objects.filter(Exists(asked)) if firm else Thread.objects.none()


def to_countersign(user) -> QuerySet:
    evidence = Evidence.objects.to_countersign(user).values("obligation__commitment__memorandum")
    return Memorandum.objects.filter(pk__in=evidence)


def obligations(user) -> QuerySet:
    """Proposed by the other side, or with a change that it asks for."""
    changed = Change.objects.open().filter(other_side(user, OF_EVIDENCE, "asked_side")).values("obligation")
    proposed = Q(other_side(user, OF_OBLIGATION, "proposed_side"), state="proposed")
    return Obligation.objects.filter(proposed | Q(pk__in=changed))


def registrations(user) -> QuerySet:
    return Registration.objects.filter(event__in=Event.objects.run_by(user), state__in=["applied", "late_requested"])


def requests(user) -> QuerySet:
    return Meeting.objects.filter(asked__user=user, state="requested")


ASKED: dict[str, Callable[..., QuerySet]] = {
    "matching/proposal_waits": approvals,
    "matching/consent_requested": consents,
    "matching/consent_reminder": consents,
    "matching/referral_sent": referrals,
    "matching/referral_overdue": referrals,
    "matching/call_asked": waiting_calls,
    "matching/call_overdue": waiting_calls,
    "leads/lead_arrived": leads,
    "leads/lead_overdue": leads,
    "talks/questions_asked": questions,
    "mou/awaits_countersignature": to_countersign,
    "mou/remind_countersign": to_countersign,
    "mou/obligation_proposed": obligations,
    "mou/change_asked": obligations,
    "mou/remind_answer": obligations,
    "events/to_approve": registrations,
    "events/to_admit": registrations,
    "meetings/meeting_requested": requests,
}
