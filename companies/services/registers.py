"""What a state register says of a number: asked for whoever fills in a form, and every night by the portal itself."""
import logging
from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from core.activity import record
from core.errors import TransitionNotAllowed, permit
from core.lifecycle import lock
from core.limits import is_within
from core.reasons import required_reason
from core.sweeps import each

from .. import registers
from ..enums import FindingKind
from ..errors import NotInRegister, RegisterOff, RegisterSilent, TooManyLookUps
from ..models import Finding, Firm
from ..permissions import can_look_up, can_review
from ..registers import Register, RegisterEntry, register_of
from ..rules.register_names import same_name

logger = logging.getLogger("portal.registers")
HOUR, DAY, QUIET = 3600, 86_400, 60  # seconds; QUIET: how long one that did not answer is left alone
MOST_LOOK_UPS = 20  # of a person within an hour
WATCH_EVERY = timedelta(hours=20)
MOST_A_ROUND = 40  # of a register: the open data of Kazakhstan allow as many a minute


def look_up(*, country: str, number: str, by) -> RegisterEntry:
    """Kept for a day. Raises RegisterOff, RegisterSilent, RegisterUnreadable, NotInRegister, TooManyLookUps."""
    permit(by, can_look_up)
    register = register_of(country)
    if register is None:
        raise RegisterOff
    if entry := remembered(country, number):
        return entry
    if cache.get(_silence(register)):
        raise RegisterSilent
    if not is_within(f"register of {by.pk}", MOST_LOOK_UPS, HOUR):
        raise TooManyLookUps
    entry = _asked(register, number)
    if entry is None:
        raise NotInRegister
    cache.set(_place(register, number), asdict(entry), DAY)
    return entry


def remembered(country: str, number: str) -> RegisterEntry | None:
    """What was looked up within a day; asks nobody."""
    register = register_of(country)
    kept = cache.get(_place(register, number)) if register and number else None
    return RegisterEntry(**kept) if kept else None


def _place(register: Register, number: str) -> str:
    return f"register:{register.code}:{number}"


def _silence(register: Register) -> str:
    return f"register:{register.code}:silent"


def _asked(register: Register, number: str) -> RegisterEntry | None:
    try:
        return registers.look_up(register, number)
    except RegisterSilent:
        logger.warning("%s does not answer", register.code)
        cache.set(_silence(register), True, QUIET)
        raise


def watch_registers(*, now: datetime) -> int:
    """Asks for every verified firm once a night. Returns for how many a register answered."""
    countries = [country for country in settings.REGISTERS if register_of(country)]
    due = Firm.objects.to_watch(countries, now - WATCH_EVERY)
    return each("companies.watch_registers", due, Round(now).watch, now=now, atomic=False).done


@dataclass
class Round:
    """A register that does not answer is asked nothing more in this round, and none more often than it allows."""

    now: datetime
    asked: Counter = field(default_factory=Counter)
    silent: set = field(default_factory=set)

    def watch(self, firm: Firm) -> bool:
        register = register_of(firm.country)
        if register.code in self.silent or self.asked[register.code] >= MOST_A_ROUND:
            return False
        self.asked[register.code] += 1
        try:
            entry = _asked(register, firm.legal_id)
        except RegisterSilent:
            self.silent.add(register.code)
            raise
        return note_answer(firm, entry, now=self.now)


@transaction.atomic
def note_answer(firm: Firm, entry: RegisterEntry | None, *, now: datetime) -> bool:
    """Flags the firm where the register says something else. False: its number was corrected meanwhile.

    `entry`: None where the register does not know the number.
    """
    locked = lock(firm)
    if (locked.country, locked.legal_id) != (firm.country, firm.legal_id):
        return False
    for kind, said in differences(locked, entry):
        _flag(locked, kind, said, now)
    Firm.objects.filter(pk=firm.pk).update(register_asked_at=now)
    return True


def differences(firm: Firm, entry: RegisterEntry | None) -> list[tuple[FindingKind, str]]:
    """What staff should look at, in the register's words."""
    if entry is None:
        return [(FindingKind.MISSING, firm.legal_id)]
    found = [(FindingKind.ENDED, entry.ended)] if entry.ended else []
    if not same_name([firm.name, firm.name_latin], entry.names.values()):
        found.append((FindingKind.RENAMED, " · ".join(entry.names.values())))
    return found


def _flag(firm: Firm, kind: FindingKind, said: str, now: datetime) -> None:
    """Not again what was found already, and what somebody has checked."""
    said = said[:Finding.said.field.max_length]
    if Finding.objects.filter(firm=firm, kind=kind, said=said).exists():
        return
    Finding.objects.update_or_create(
        firm=firm, kind=kind, checked_at=None, defaults={"said": said, "found_at": now}
    )
    record(firm, "register_differs", by=None, now=now, data={"kind": kind})


@transaction.atomic
def check_finding(finding: Finding, *, reason: str, by, now: datetime) -> None:
    """Somebody looked at it. The firm stays as it is: what follows is an act of its own."""
    permit(by, can_review)
    reason = required_reason(reason)
    locked = lock(finding)
    if locked.checked_at:
        raise TransitionNotAllowed
    finding.checked_at, finding.checked_by = now, by
    finding.save(update_fields=["checked_at", "checked_by"])
    record(finding.firm, "check_finding", by=by, now=now, reason=reason, data={"kind": finding.kind})
