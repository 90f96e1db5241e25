"""Telling everyone once, then climbing the ladder until each person has answered, was spoken to or is accounted for."""

from datetime import datetime

from django.db import transaction

from core.activity import record
from core.lifecycle import move
from core.reasons import required_reason
from core.sweeps import each
from core.text import clean

from .. import messages
from ..computed.reach import reach_of, wants_second_contact
from ..errors import NotTheOrganiser, StillUnreached
from ..models import EventChange, Notice, PhoneCall
from ..permissions import can_run


def tell_waiting(*, now: datetime) -> int:
    """Worker's part: write everybody's mail, each by itself; several workers share the work."""
    waiting = Notice.objects.untold().only("pk").order_by("pk")
    return each("events.tell", waiting, lambda notice: _tell(notice, now), now=now).done


def _tell(waiting: Notice, now: datetime) -> bool:
    rows = Notice.objects.untold().select_related("change__event__chamber", "user", "registration__user")
    notice = rows.select_for_update(of=("self",), no_key=True).filter(pk=waiting.pk).first()
    if notice is None:
        return False
    notice.message, notice.told_at = messages.event_changed(notice, now=now), now
    notice.save(update_fields=["message", "told_at"])
    return True


def tell_second_contacts(*, now: datetime) -> int:
    """Beat: for whom the first mail did not arrive, or stayed without an answer."""
    open_ones = Notice.objects.unsettled().filter(
        change__state="carried_out", second_message=None, message__isnull=False
    )
    rows = open_ones.exclude(second_email="").with_mails().select_related("change__event__chamber")
    return each("events.tell_second_contacts", rows, lambda notice: _tell_second(notice, now), now=now).done


def _tell_second(notice: Notice, now: datetime) -> bool:
    if not wants_second_contact(notice, now):
        return False
    row = Notice.objects.select_for_update(of=("self",), no_key=True).get(pk=notice.pk)
    if row.second_message_id or row.acknowledged_at:
        return False
    row.second_message = messages.second_contact(notice, now=now)
    row.second_told_at = now
    row.save(update_fields=["second_message", "second_told_at"])
    record(notice, "second_contact", by=None, now=now)
    return True


@transaction.atomic
def acknowledge(notice: Notice, *, choice: str = "", second: bool = False, now: datetime) -> None:
    """By whoever holds the link; the first time counts, the choice may change."""
    row = Notice.objects.select_for_update(of=("self",), no_key=True).get(pk=notice.pk)
    first = row.acknowledged_at is None
    if first:
        row.acknowledged_at, row.by_second_contact = now, second
    row.choice = choice or row.choice
    row.save(update_fields=["acknowledged_at", "by_second_contact", "choice"])
    if first:
        record(notice, "acknowledge", by=notice.user, now=now, data={"second": second})


def _require_organiser(change: EventChange, by) -> None:
    if not can_run(by, change.event):
        raise NotTheOrganiser


@transaction.atomic
def note_call(notice: Notice, *, result: str, note: str, by, now: datetime) -> PhoneCall:
    _require_organiser(notice.change, by)
    call = PhoneCall.objects.create(
        notice=notice, result=result, note=clean(note, limit=PhoneCall.note), called_by=by, called_at=now
    )
    record(notice, "call", by=by, now=now, data={"result": result})
    return call


@transaction.atomic
def note_returned(notice: Notice, *, by, now: datetime) -> None:
    """The mail server took it, but it came back to us afterwards."""
    _require_organiser(notice.change, by)
    notice.returned_at = now
    notice.save(update_fields=["returned_at"])
    record(notice, "returned", by=by, now=now)


@transaction.atomic
def account_for(notice: Notice, *, reason: str, by, now: datetime) -> None:
    """Nobody needs to be told any more: travels with a colleague who knows, did not leave home …"""
    _require_organiser(notice.change, by)
    notice.accounted_at, notice.accounted_by, notice.accounted_as = now, by, required_reason(reason)
    notice.save(update_fields=["accounted_at", "accounted_by", "accounted_as"])
    record(notice, "account", by=by, now=now, reason=notice.accounted_as)


@transaction.atomic
def account_for_delivered(change: EventChange, *, reason: str, by, now: datetime) -> int:
    """One word for all whose mail was delivered and who need not answer. Returns how many."""
    _require_organiser(change, by)
    rows = [one for one in change.notices.unsettled().with_mails() if reach_of(one, now) == "delivered"]
    for notice in rows:
        account_for(notice, reason=reason, by=by, now=now)
    return len(rows)


@transaction.atomic
def close_change(change: EventChange, *, by, now: datetime) -> None:
    """Only when everyone is reached or accounted for."""
    _require_organiser(change, by)
    if left := change.notices.unsettled().count():
        raise StillUnreached(left)
    move(change, "close", by=by, now=now, closed_at=now)
