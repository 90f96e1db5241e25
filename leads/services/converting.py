"""An inquiry becomes a firm: entered and invited, or found to be here; it follows when the invitation is taken."""
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from companies import services as companies
from companies.computed.reach import reach_of
from companies.models import Firm
from core.errors import TransitionNotAllowed, permit
from core.lifecycle import allowed_actions, lock, move
from core.models import Activity

from ..models import Lead
from ..permissions import can_work_on_leads

# Acts after which somebody of the firm can answer.
ENTRANCES = ("companies.firm.take_over", "companies.firm.member_joined")


@transaction.atomic
def convert_lead(lead: Lead, *, firm: Mapping[str, str], contact: Mapping[str, str], by, now: datetime) -> Firm:
    """A draft of the firm with its contact person, who is invited. Raises LegalIdInvalid, LegalIdTaken."""
    permit(by, can_work_on_leads)
    _still_open(lead)
    made = companies.enter_firm(**firm, contact=contact, by=by, now=now)
    companies.invite_firm(made, by=by, now=now)
    move(lead, "invite", by=by, now=now, firm=made, **_answered(lead, now, by))
    return made


@transaction.atomic
def join_firm(lead: Lead, *, firm: Firm, by, now: datetime) -> None:
    """It is a firm that stands here already: done where somebody acts for it, otherwise its contact is invited.

    Raises ContactMissing, FirmClosed.
    """
    permit(by, can_work_on_leads)
    _still_open(lead)
    if reach_of(firm, now).by_somebody:
        move(lead, "become_firm", by=by, now=now, firm=firm, **_answered(lead, now, by))
    else:
        companies.invite_firm(firm, by=by, now=now)
        move(lead, "invite", by=by, now=now, firm=firm, **_answered(lead, now, by))


def follow_firms(activities: Iterable[Activity]) -> None:
    """Reader of the log: somebody acts for the firm now."""
    for act in activities:
        if act.verb in ENTRANCES:
            firm = act.subject.partition(":")[2]
            for lead in Lead.objects.filter(firm=firm, state="invited").order_by("pk"):
                move(lead, "become_firm", by=None, now=act.at)


def _still_open(lead: Lead) -> None:
    if "invite" not in allowed_actions(lock(lead)):
        raise TransitionNotAllowed


def _answered(lead: Lead, now: datetime, by) -> dict:
    """An invitation is an answer."""
    return {"answer_by": None, "answered_at": lead.answered_at or now, "owner": lead.owner or by}
