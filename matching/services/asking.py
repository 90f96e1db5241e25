"""Sides of an introduction for which nobody can answer: their contact is invited by mail, or somebody telephones."""
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from accounts.models import User
from companies.computed.reach import reach_of
from companies.enums import Reach
from companies.models import Call, Firm, Invitation
from companies.permissions import can_make_call
from companies.services import (
    answer_call,
    ask_for_call,
    invite_firm,
    miss_call,
    put_off_call,
    revoke_invitation,
)
from core.errors import TransitionNotAllowed, permit
from core.lifecycle import allowed_actions, lock
from core.sweeps import each
from core.workdays import deadline
from notifications.services import withdraw_messages

from .. import messages
from ..enums import CallOutcome
from ..errors import AnswerStands, CallNotNeeded, CallStands, NobodyToAnswer, ProposerCalls
from ..models import Introduction, Match
from ..permissions import can_propose, has_not_proposed
from .behalf import answer_on_behalf

CALL_WITHIN = 2  # business days of both countries
Asking = dict[UUID, User | None]  # firm → who telephones; None: its contact person is invited


def require_asking(match: Match, asking: Asking, *, now: datetime) -> None:
    """Raises NobodyToAnswer, naming the firm."""
    for firm in match.firms:
        if reach_of(firm, now).code == Reach.NOBODY and firm.pk not in asking:
            raise NobodyToAnswer(firm)


def ask_sides(introduction: Introduction, asking: Asking, *, by, now: datetime) -> None:
    """When the undo window has closed. A firm that has an account by now is asked as usual."""
    after = now + settings.UNDO_WINDOW
    for firm in introduction.match.firms:
        if firm.pk not in asking or reach_of(firm, now).by_somebody:
            continue
        if caller := asking[firm.pk]:
            ask_by_telephone(introduction, firm=firm, caller=caller, by=by, now=now, after=after)
        else:
            invite_firm(firm, by=by, now=now, after=after)


@transaction.atomic
def ask_by_telephone(
    introduction: Introduction, *, firm: Firm, caller: User, by, now: datetime, after: datetime | None = None
) -> Call:
    """Raises CallStands, AnswerStands, ProposerCalls, and what `ask_for_call` does."""
    permit(by, can_propose)
    current, field = lock(introduction), introduction.call_field(firm)
    if "release" not in allowed_actions(current):
        raise TransitionNotAllowed
    if current.has_consent_of(firm):
        raise AnswerStands
    earlier = getattr(current, field)
    if earlier and "agree" in allowed_actions(earlier):
        raise CallStands
    if not has_not_proposed(caller, introduction.match):
        raise ProposerCalls
    due = deadline(now, CALL_WITHIN, ("JP", firm.country))
    call = ask_for_call(firm, caller=caller, due_at=due, by=by, now=now)
    setattr(introduction, field, call)
    introduction.save(update_fields=[field])
    messages.call_asked(call, by=by, now=now, after=after)
    return call


def take_back_asking(introduction: Introduction, *, by, now: datetime, asked_at: datetime) -> None:
    """An approval is undone: what it sent out has not left the house yet."""
    for firm in introduction.match.firms:
        for invitation in Invitation.objects.open(now).filter(firm=firm, to_firm=True, invited_at=asked_at):
            revoke_invitation(invitation, by=by, now=now)
            withdraw_messages(firm, now=now, kinds=["companies/firm_invited"])
        if call := getattr(introduction, introduction.call_field(firm)):
            withdraw_messages(call, now=now)


@transaction.atomic
def record_call(
    call: Call, *, outcome: str, again_on: date | None, contact_agrees: bool, by, now: datetime, **said: Any
) -> None:
    """`outcome`: a value of CallOutcome; `said`: what `record_spoken` takes. Raises CallNotNeeded."""
    permit(by, can_make_call, call)
    introduction = Introduction.objects.with_firms().of_call(call).first()
    if introduction is None or not is_needed(introduction, call):
        raise CallNotNeeded
    if outcome == CallOutcome.NOT_REACHED:
        put_off_call(call, again_on=again_on, by=by, now=now)
    elif outcome == CallOutcome.WRONG_NUMBER:
        miss_call(call, by=by, now=now)
    else:
        given = said | {"answer": outcome, "contact_agrees": contact_agrees, "by": by, "now": now}
        answer_on_behalf(introduction, firm=call.firm, **given)
        spoken = Introduction.objects.get(pk=introduction.pk).spoken_of(call.firm)
        answer_call(call, agreed=outcome == CallOutcome.AGREED, spoken=spoken, by=by, now=now)


def is_needed(introduction: Introduction, call: Call) -> bool:
    """The introduction still waits for this firm."""
    return "release" in allowed_actions(introduction) and not introduction.has_consent_of(call.firm)


def chase_calls(*, now: datetime) -> int:
    """Who has not telephoned in time is reminded, once. Returns how many."""
    late = Call.objects.late(now).filter(Introduction.objects.calls_to_make()).select_related("caller", "firm")
    return each("matching.chase_calls", late, lambda call: _chase(call, now), now=now).done


def _chase(call: Call, now: datetime) -> bool:
    locked = lock(call)
    if locked.chased_at or "agree" not in allowed_actions(locked):
        return False
    locked.chased_at = now
    locked.save(update_fields=["chased_at"])
    messages.call_overdue(locked, now=now)
    return True
