"""What waits for a reader: the counts of the frame and of homes, asked in one query."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import DEFERRED, Model, QuerySet

from accounts.models import User
from companies.models import Claim, Firm, Merge, PartneringProfile
from companies.permissions import membership_of
from core.counting import Questions, count_for
from events.models import Event, Registration
from events.states import TO_DECIDE
from leads.models import Lead
from matching.computed.callers import waiting_calls
from matching.models import Introduction, Match, Referral
from mou.models import Evidence, Memorandum
from notifications.models import Delivery, Message
from talks.models import Asked

from . import standing
from .homes import firm as firm_home
from .homes import office as office_home


class Kind(NamedTuple):
    """What of a reader decides about the questions; all else are values in them."""

    role: str
    has_firm: bool
    firm_is_live: bool
    at_home: bool  # a home counts more than the frame


def counts(user: User, now: datetime, *, at_home: bool = False) -> dict[str, Any]:
    """{name: how many wait}"""
    member = membership_of(user) if user.is_member else None
    kind = Kind(user.role, member is not None, member is not None and member.firm.is_live, at_home)
    values = {"user": user.pk, "now": now} | ({"firm": member.firm_id} if member else {})
    return count_for(_asked, kind, values, also=office_home.changing(now) if at_home and user.is_minamin else None)


def _asked(kind: Kind, values: dict[str, Any]) -> Questions:
    now, user = values["now"], _only(User, id=values["user"], role=kind.role, is_active=True)
    asked = {"unread": Message.objects.visible_to(user, now).unread()}
    if user.is_minamin:
        at_home = office_home.questions(now) if kind.at_home else {}
        return asked | _of_the_office(user, now) | at_home | standing.questions()
    if user.is_liaison:
        return asked | _of_a_chamber(user)
    if not kind.has_firm:
        return asked
    firm = _only(Firm, id=values["firm"])
    return asked | _of_a_firm(user, firm, live=kind.firm_is_live) | (firm_home.questions(firm) if kind.at_home else {})


def _only(model: type[Model], **known: Any) -> Any:
    """A row of which this alone may decide what is asked: to read more of it is an error."""
    return model(*(known.get(field.attname, DEFERRED) for field in model._meta.concrete_fields))


def _of_the_office(user: User, now: datetime) -> Questions:
    return {
        "approvals": Match.objects.for_approval(),
        "firms_to_review": Firm.objects.waiting_for_staff(),
        "profiles_to_review": PartneringProfile.objects.waiting_for_staff(),
        "leads_to_answer": Lead.objects.waiting(),
        "claims_to_decide": Claim.objects.for_staff(now),
        "calls": waiting_calls(user),
        "merges_to_decide": Merge.objects.waiting().exclude(proposed_by=user),
        "evidence": Evidence.objects.to_countersign(user),
        "seats": _seats_to_decide(user),
        "undelivered": Delivery.objects.visible_to(user).to_send_again(now),
    }


def _of_a_chamber(user: User) -> Questions:
    return {
        "calls": waiting_calls(user),
        "referrals": Referral.objects.visible_to(user).filter(state="sent"),
        "evidence": Evidence.objects.to_countersign(user),
        "seats": _seats_to_decide(user),
    }


def _of_a_firm(user: User, firm: Firm, *, live: bool) -> Questions:
    matches = Match.objects.visible_to(user).for_firm_to_answer(firm)
    return {
        "suggestions": matches if live else matches.none(),
        "consents": Introduction.objects.waiting_for_consent_of(firm),
        "memoranda": Memorandum.objects.visible_to(user),
        "evidence": Evidence.objects.to_countersign(user),
        "questions": Asked.objects.waiting_for(firm),
    }


def _seats_to_decide(user: User) -> QuerySet:
    return Registration.objects.filter(event__in=Event.objects.run_by(user), state__in=TO_DECIDE)
