"""One question to a register, in REGISTER_TIMEOUT seconds altogether, whatever the other side does."""
import json
import time
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotInTime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from ..errors import RegisterSilent, RegisterUnreadable
from .entries import Register, RegisterEntry
from .gbizinfo import GBizInfo
from .kazakhstan import OpenData, Statistics

ADAPTERS = {"gbizinfo": GBizInfo, "stat_kz": Statistics, "egov_kz": OpenData}
MOST, PIECE = 500_000, 16_384  # bytes of an answer
# Looking up an address cannot be told to hurry: it waits in one of these threads, and nobody waits for it.
THREADS = ThreadPoolExecutor(max_workers=4, thread_name_prefix="register")


def register_of(country: str) -> Register | None:
    """The register that is connected for a country (settings.REGISTERS), or None."""
    given = settings.REGISTERS.get(country, {})
    adapter = ADAPTERS.get(given.get("adapter", ""))
    return adapter(**{name: given[name] for name in ("url", "key") if given.get(name)}) if adapter else None


def title_of(entry: RegisterEntry) -> str:
    return ADAPTERS[entry.register].title


def look_up(register: Register, number: str) -> RegisterEntry | None:
    """None: it does not know the number. Raises RegisterSilent, RegisterUnreadable."""
    until = time.monotonic() + settings.REGISTER_TIMEOUT
    waiting = THREADS.submit(register.entry_of, number, lambda url, headers=None: ask(url, headers or {}, until))
    try:
        entry = waiting.result(timeout=settings.REGISTER_TIMEOUT)
    except NotInTime as late:
        waiting.cancel()
        raise RegisterSilent from late
    if entry and (entry.number != number or not entry.names):
        raise RegisterUnreadable  # of another firm, or of none
    return entry


def ask(url: str, headers: dict[str, str], until: float) -> Any:
    """The JSON that stands there; None for 404. Follows no other address: a key goes nowhere else."""
    where = urlsplit(url)
    kind = HTTPSConnection if where.scheme == "https" else HTTPConnection
    connection = kind(where.netloc, timeout=_left(until))
    try:
        connection.request("GET", f"{where.path}?{where.query}" if where.query else where.path,
                           headers={"Accept": "application/json", "User-Agent": settings.PORTAL_NAME, **headers})
        answer = connection.getresponse()
        if answer.status == 404:
            return None
        if answer.status == 429 or answer.status >= 500:
            raise RegisterSilent
        if answer.status != 200:
            raise RegisterUnreadable
        return json.loads(_body(answer, connection, until))
    except (OSError, HTTPException) as gone:
        raise RegisterSilent from gone
    except ValueError as strange:
        raise RegisterUnreadable from strange
    finally:
        connection.close()


def _body(answer, connection, until: float) -> bytes:
    """Piece by piece, so that one that only drips is left in time too."""
    body = b""
    while piece := answer.read1(PIECE):
        body += piece
        if len(body) > MOST:
            raise RegisterUnreadable
        if connection.sock:
            connection.sock.settimeout(_left(until))
    return body


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
