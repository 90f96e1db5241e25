"""What staff do with an inquiry until it is a firm or closed."""
from datetime import datetime

from django.db import IntegrityError, transaction

from core.activity import record
from core.errors import permit
from core.lifecycle import allowed_actions, lock, move
from core.reasons import optional_reason, required_reason
from core.text import clean_words

from .. import messages
from ..errors import AnotherIsOpen, NotOfTheOffice
from ..models import MOST_WRITTEN, Lead, LeadMessage
from ..permissions import can_work_on_leads


def take_lead(lead: Lead, *, by, now: datetime) -> None:
    """Whoever takes it looks after it from now on, whoever did before."""
    permit(by, can_work_on_leads)
    _give(lead, to=by, act="take", by=by, now=now)


def assign_lead(lead: Lead, *, to, by, now: datetime) -> None:
    """To a colleague. Raises NotOfTheOffice."""
    permit(by, can_work_on_leads)
    if not can_work_on_leads(to):
        raise NotOfTheOffice
    _give(lead, to=to, act="assign", by=by, now=now)


@transaction.atomic
def _give(lead: Lead, *, to, act: str, by, now: datetime) -> None:
    lead.owner = to
    lead.save(update_fields=["owner"])
    record(lead, act, by=by, now=now, data={"to": str(to.pk)})


def note_on_lead(lead: Lead, *, note: str, by, now: datetime) -> None:
    """For staff; it stands in the history."""
    permit(by, can_work_on_leads)
    record(lead, "note", by=by, now=now, reason=required_reason(note, field="note"))


@transaction.atomic
def answer_lead(lead: Lead, *, subject: str, text: str, by, now: datetime) -> LeadMessage:
    """By mail to whoever wrote last; whoever answers an inquiry that nobody looks after takes it over."""
    permit(by, can_work_on_leads)
    locked = lock(lead)
    last = writer_of(lead)
    said = LeadMessage.objects.create(
        lead=lead, by=by, name=last.name, name_latin=last.name_latin, email=last.email, language=lead.language, at=now,
        subject=clean_words(subject, limit=LeadMessage.subject),
        text=clean_words(text, limit=MOST_WRITTEN, multiline=True),
    )
    record(lead, "answer", by=by, now=now)
    _answered(lead, locked, by=by, now=now)
    messages.answer(lead, said, now=now)
    return said


@transaction.atomic
def answer_otherwise(lead: Lead, *, note: str, by, now: datetime) -> None:
    """By telephone or face to face: `note` says what was said."""
    permit(by, can_work_on_leads)
    locked = lock(lead)
    record(lead, "answer_otherwise", by=by, now=now, reason=required_reason(note, field="note"))
    _answered(lead, locked, by=by, now=now)


@transaction.atomic
def close_lead(lead: Lead, *, code: str, reason: str, by, now: datetime) -> None:
    permit(by, can_work_on_leads)
    reason = optional_reason(reason, field="reason")
    move(lead, "close", by=by, now=now, reason=reason, data={"code": code}, close_code=code, answer_by=None)


def reopen_lead(lead: Lead, *, by, now: datetime) -> None:
    """Raises AnotherIsOpen."""
    permit(by, can_work_on_leads)
    try:
        with transaction.atomic():
            move(lead, "reopen", by=by, now=now, close_code="")
    except IntegrityError as error:
        raise AnotherIsOpen from error


def writer_of(lead: Lead) -> LeadMessage:
    """Their newest letter; its writer is who is answered."""
    theirs = lead.messages.filter(by=None).order_by("-at", "-pk").first()
    return theirs or LeadMessage(name=lead.name, name_latin=lead.name_latin, email=lead.email, language=lead.language)


def _answered(lead: Lead, locked: Lead, *, by, now: datetime) -> None:
    lead.answer_by, lead.answered_at = None, locked.answered_at or now
    lead.owner = locked.owner or by
    if "get_in_touch" in allowed_actions(locked):
        move(lead, "get_in_touch", by=by, now=now, answer_by=None, answered_at=lead.answered_at, owner=lead.owner)
    else:
        lead.save(update_fields=["answer_by", "answered_at", "owner"])
