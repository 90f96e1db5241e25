"""Asking a firm by telephone that has no account: a task with a number, a caller and a deadline."""
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F

from core.activity import record
from core.days import last_minute, local_day
from core.errors import permit
from core.lifecycle import lock, move

from ..computed.reach import reach_of
from ..errors import CannotCall, DayNotPossible, NumberMissing, SomebodyAnswers
from ..models import Call, Contact, Firm, Liaison, Spoken
from ..permissions import can_make_call, can_record_for, can_review

AGAIN_WITHIN = timedelta(days=30)


@transaction.atomic
def ask_for_call(firm: Firm, *, caller, due_at: datetime, by, now: datetime) -> Call:
    """The app above tells the caller. Raises SomebodyAnswers, NumberMissing, CannotCall."""
    permit(by, can_review)
    if reach_of(firm, now).by_somebody:
        raise SomebodyAnswers
    contact = Contact.objects.filter(firm=firm).first()
    if contact is None or not contact.phone:
        raise NumberMissing
    if not (caller.is_active and can_record_for(caller, firm)):
        raise CannotCall
    liaison = Liaison.objects.filter(user=caller).select_related("chamber").first()
    call = Call.objects.create(
        firm=firm, number=contact.phone, caller=caller, chamber=liaison and liaison.chamber, due_at=due_at,
        asked_by=by, asked_at=now,
    )
    record(call, "ask", by=by, now=now, data={"member": str(caller.pk)})
    return call


def answer_call(call: Call, *, agreed: bool, spoken: Spoken, by, now: datetime) -> None:
    """What was said stands in `spoken`."""
    permit(by, can_make_call, call)
    move(call, "agree" if agreed else "decline", by=by, now=now, spoken=spoken, closed_by=by, closed_at=now)


def miss_call(call: Call, *, by, now: datetime) -> None:
    """The number is not the firm's: the contact person needs another one."""
    permit(by, can_make_call, call)
    move(call, "miss", by=by, now=now, closed_by=by, closed_at=now)


@transaction.atomic
def put_off_call(call: Call, *, again_on: date, by, now: datetime) -> None:
    """Nobody was reached. Raises DayNotPossible."""
    permit(by, can_make_call, call)
    today = local_day(now, call.firm.zone)
    if not today <= again_on <= today + AGAIN_WITHIN:
        raise DayNotPossible
    current = lock(call)
    move(
        call, "put_off", by=by, now=now, data={"until": again_on.isoformat()}, tries=current.tries + 1,
        due_at=last_minute(again_on, call.firm.zone), chased_at=None,
    )


def has_wrong_number(firm: Firm) -> bool:
    """Somebody called the present number of its contact person, and it was not theirs."""
    return firm.calls.filter(state="wrong_number", firm__contact__phone=F("number")).exists()
