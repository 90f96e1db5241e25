"""Which messages leave for a translation service: asked when one is written, and again when a worker takes it."""
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from companies.messages import people_of
from core.i18n import letter_language
from core.locks import only_one
from core.models import TextTranslation
from core.sweeps import each
from core.translating import Glossary, machine
from core.wake import nudge_once

from ..data.machine_terms import VERSION
from ..enums import Asker
from ..models import MachineConsent, MachineRefusal, Remark
from ..permissions import firm_on, is_heard, released
from ..rules.turns import OTHER
from .translating import MODEL, words_of

WORK = "talks.translate_messages"


def is_connected() -> bool:
    """The operator has connected a service for some pair of languages."""
    usual = settings.TRANSLATION["usual"]
    plans = [usual | given for given in settings.TRANSLATION["pairs"].values() if given]
    return any(plan["url"] and plan["model"] for plan in (usual, *plans))


def may_leave(remark: Remark) -> bool:
    """As things stand now: the writer's firm agreed (of staff's and chambers' words both firms), no side refused."""
    match = remark.thread.match
    writers = [firm_on(match, remark.by_side)] if remark.by_side in OTHER else match.firms
    agreed = MachineConsent.objects.filter(firm__in=writers, version=VERSION, ended_at=None).count()
    refused = MachineRefusal.objects.filter(thread=remark.thread_id, lifted_at=None).exists()
    return agreed == len(writers) and not refused and is_heard(match) and released(match)


def give_to_machine(remark: Remark, *, now: datetime) -> None:
    """A new message, for the languages of those it is meant for."""
    if not is_connected() or not may_leave(remark):
        return
    match = remark.thread.match
    readers = [person for side in OTHER if side != remark.by_side for person in people_of(firm_on(match, side))]
    for language in sorted({letter_language(one.language, one.time_zone) for one in readers}):
        machine.queue(words_of(remark), language, now=now)
    nudge_once(WORK)


def translate_messages(*, now: datetime) -> int:
    """Worker's part, one at a time, so that the day's tokens are counted by one alone. How many were translated."""
    with only_one(f"{WORK} alone") as mine:
        if not mine:
            return 0
        take = machine.taker(may_leave=_may_leave, glossary=_glossary, trusted=[Asker.OFFICE], now=now)
        return each(WORK, machine.queued(MODEL), take, now=now, atomic=False).done


def _may_leave(row: TextTranslation) -> bool:
    """Asked of the rows as they stand: an agreement may have been ended since."""
    remark = _of([row.row]).first()
    return remark is not None and remark.text == row.original and may_leave(remark)


def _glossary(row: TextTranslation) -> Glossary:
    """The firms' names stay as they are."""
    match = _of([row.row]).get().thread.match
    names = {name for firm in match.firms for name in (firm.name, firm.name_latin) if name and name in row.original}
    return Glossary(frozenset(names))


def _of(keys: Iterable):
    return Remark.objects.filter(pk__in=keys).with_firms()
