"""One question to a register, in REGISTER_TIMEOUT seconds altogether, whatever the other side does."""
from typing import Any

from django.conf import settings

from core import elsewhere

from ..errors import RegisterSilent, RegisterUnreadable
from .entries import Register, RegisterEntry
from .gbizinfo import GBizInfo
from .kazakhstan import OpenData, Statistics

ADAPTERS = {"gbizinfo": GBizInfo, "stat_kz": Statistics, "egov_kz": OpenData}


def register_of(country: str) -> Register | None:
    """The register that is connected for a country (settings.REGISTERS), or None."""
    given = settings.REGISTERS.get(country, {})
    adapter = ADAPTERS.get(given.get("adapter", ""))
    return adapter(**{name: given[name] for name in ("url", "key") if given.get(name)}) if adapter else None


def title_of(entry: RegisterEntry) -> str:
    return ADAPTERS[entry.register].title


def look_up(register: Register, number: str) -> RegisterEntry | None:
    """None: it does not know the number. Raises RegisterSilent, RegisterUnreadable."""
    def work(until: float) -> RegisterEntry | None:
        return register.entry_of(number, lambda url, headers=None: ask(url, headers or {}, until))

    try:
        entry = elsewhere.within(settings.REGISTER_TIMEOUT, work)
    except elsewhere.Silent as late:
        raise RegisterSilent from late
    if entry and (entry.number != number or not entry.names):
        raise RegisterUnreadable  # of another firm, or of none
    return entry


def ask(url: str, headers: dict[str, str], until: float) -> Any:
    """The JSON that stands there; None for 404. Raises RegisterSilent, RegisterUnreadable."""
    try:
        return elsewhere.ask(url, headers, until)
    except elsewhere.Silent as gone:
        raise RegisterSilent from gone
    except elsewhere.Unreadable as strange:
        raise RegisterUnreadable from strange
