"""What waits for a reader: the counts of the frame and of homes, asked in one query."""

from datetime import datetime
from typing import Any, NamedTuple

from accounts.models import User
from companies.models import Firm
from companies.permissions import membership_of
from companies.rules.export_control import clearance_day
from core.counting import FirstOf, Questions, TallyOf, count_for
from core.prepared import only
from matching.models import Introduction, Match, Referral
from mou.models import Evidence, Memorandum
from notifications.models import Message
from office.computed.asked import obligations
from office.computed.work import WorkOf, clock_of, values_of
from office.permissions import can_see_work
from talks.models import Asked, FollowUp, Sample

from . import standing
from .homes import chamber as chamber_home
from .homes import firm as firm_home
from .homes import office as office_home

FROM_WORK = {
    "approvals": "approval", "firms_to_review": "firm_review", "profiles_to_review": "profile_review",
    "leads_to_answer": "lead", "claims_to_decide": "claim", "calls": "call", "merges_to_decide": "merge",
    "evidence": "countersign", "seats": "seat late_seat", "undelivered": "mail",
}


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
    values = values_of(user, now) if can_see_work(user) else {"user": user.pk, "now": now}
    values |= {"firm": member.firm_id} if member else {}
    found = count_for(_asked, kind, values | ({"day": clearance_day(now)} if at_home else {}))
    if "of_referrals" in found:
        found["referrals"] = found["of_referrals"].get("sent", 0)
    return found | by_page(found["kinds"]) if "kinds" in found else found


def by_page(kinds: dict[str, int]) -> dict[str, int]:
    """The open work as the frame and homes name it: {name: how many}."""
    named = {name: sum(kinds.get(kind, 0) for kind in those.split()) for name, those in FROM_WORK.items()}
    return named | {"work": sum(kinds.values())}


def _asked(kind: Kind, values: dict[str, Any]) -> Questions:
    now, user = values["now"], User.reader(values["user"], kind.role)
    asked = {"unread": Message.objects.visible_to(user, now).unread()}
    if can_see_work(user):
        asked["kinds"] = WorkOf(user, clock_of(values))
    if user.is_minamin:
        at_home = office_home.questions(now, values["day"]) if kind.at_home else {}
        return asked | at_home | standing.questions()
    if user.is_liaison:
        asked["of_referrals"] = TallyOf(Referral.objects.visible_to(user), "state")
        return asked | (chamber_home.questions(user, clock_of(values)) if kind.at_home else {})
    if not kind.has_firm:
        return asked
    firm = only(Firm, id=values["firm"])
    at_home = firm_home.questions(firm) | {"obligation": FirstOf(obligations(user), "pk")} if kind.at_home else {}
    return asked | _of_a_firm(user, firm, live=kind.firm_is_live) | at_home


def _of_a_firm(user: User, firm: Firm, *, live: bool) -> Questions:
    matches = Match.objects.visible_to(user).for_firm_to_answer(firm)
    return {
        "suggestions": matches if live else matches.none(),
        "consents": Introduction.objects.waiting_for_consent_of(firm),
        "memoranda": Memorandum.objects.visible_to(user),
        "evidence": Evidence.objects.to_countersign(user),
        "questions": Asked.objects.waiting_for(firm),
        "samples": Sample.objects.waiting_for(firm),
        "results": FollowUp.objects.waiting_for(firm),
    }
