"""A firm agrees that its messages go to a translation service, ends that, and keeps conversations out of it."""
from datetime import datetime

from django.db import transaction

from companies.models import Firm
from core.activity import record
from core.errors import permit
from core.i18n import current_language
from core.lifecycle import lock
from matching.models import Match

from ..data.machine_terms import VERSION
from ..models import MachineConsent, MachineRefusal
from ..permissions import can_agree_to_machine, can_decide, side_of
from .writing import thread_of


@transaction.atomic
def agree_to_machine(firm: Firm, *, by, now: datetime) -> MachineConsent:
    """In the version of today; agreed twice is agreed once."""
    permit(by, can_agree_to_machine, firm)
    lock(firm)
    for known in MachineConsent.objects.filter(firm=firm, ended_at=None):
        if known.version == VERSION:
            return known
        _end(known, by=by, now=now)
    given = MachineConsent.objects.create(
        firm=firm, version=VERSION, language=current_language(), given_by=by, given_at=now
    )
    record(given, "agree", by=by, now=now, data={"code": VERSION})
    return given


@transaction.atomic
def end_machine(firm: Firm, *, by, now: datetime) -> None:
    """From now on nothing leaves any more, what waits included."""
    permit(by, can_agree_to_machine, firm)
    lock(firm)
    for known in MachineConsent.objects.filter(firm=firm, ended_at=None):
        _end(known, by=by, now=now)


def _end(known: MachineConsent, *, by, now: datetime) -> None:
    known.ended_by, known.ended_at = by, now
    known.save(update_fields=["ended_by", "ended_at"])
    record(known, "end", by=by, now=now, data={"code": known.version})


@transaction.atomic
def keep_from_machine(match: Match, *, by, now: datetime) -> None:
    """Nothing of this conversation leaves, whoever writes it; said twice is said once."""
    permit(by, can_decide, match)
    thread, side = thread_of(match, now=now), side_of(by, match)
    if not thread.machine_refusals.filter(by_side=side, lifted_at=None).exists():
        MachineRefusal.objects.create(thread=thread, by_side=side, refused_by=by, refused_at=now)
        record(thread, "keep_from_machine", by=by, now=now, data={"side": side})


@transaction.atomic
def allow_machine(match: Match, *, by, now: datetime) -> None:
    """The own refusal only."""
    permit(by, can_decide, match)
    thread, side = thread_of(match, now=now), side_of(by, match)
    if thread.machine_refusals.filter(by_side=side, lifted_at=None).update(lifted_at=now):
        record(thread, "allow_machine", by=by, now=now, data={"side": side})
