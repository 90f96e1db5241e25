"""What is logged: one JSON object a line, with what happened and where, never with whom it concerned.

Only what is named here is written; texts lose addresses, numbers and signed links, exceptions their words. Django is
not needed: gunicorn writes its own lines this way too.
"""

import json
import logging
import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

GONE = "…"
HIDDEN = (
    re.compile(r"[^\s@/<>\"'()]+@[^\s@/<>\"'(),;]+"),  # addresses
    re.compile(r"[\w.~-]*:[\w-]{20,}(?::[\w-]{20,})?"),  # what Django signs
    re.compile(r"(?<=[?&])([^=&\s]+)=[^&\s]*"),  # values of a query
    re.compile(r"(?<![\w-])\+?\d[\d ()-]{7,}\d(?![\w-])"),  # telephones, legal IDs
    re.compile(r"\b(?=\w*\d)(?=\w*[A-Za-z])[\w-]{24,}\b"),  # other tokens
)
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
PLAIN_PART = re.compile(r"[a-z][a-z_.-]{0,40}|\d{1,6}")
FIELDS = ("status", "ms", "task")  # of `extra`
FRAMES = 12

CONTEXT: ContextVar[dict[str, Any] | None] = ContextVar("log", default=None)


@contextmanager
def during(**known: Any) -> Iterator[dict[str, Any]]:
    """Whatever is logged meanwhile bears these; a callable is asked when a line is written."""
    token = CONTEXT.set(known)
    try:
        yield known
    finally:
        CONTEXT.reset(token)


def current_request_id() -> str:
    return str((CONTEXT.get() or {}).get("request", ""))


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {
            "time": moment, "level": record.levelname, "logger": record.name, "message": hidden(record.getMessage())
        }
        for name, value in (CONTEXT.get() or {}).items():
            line[name] = value() if callable(value) else value
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            line["error"], line["at"] = record.exc_info[0].__name__, _frames(record.exc_info)
        return json.dumps({name: value for name, value in line.items() if value != ""}, ensure_ascii=False)


def hidden(text: str) -> str:
    """Without addresses, numbers, links. Ids of rows stay."""
    kept: list[str] = []

    def keep(found: re.Match) -> str:
        kept.append(found.group())
        return f"\0{len(kept) - 1}\0"

    text = UUID.sub(keep, text)
    text = re.sub(r"(?<![\w/])/[^\s?#]*", lambda found: _path(found.group()), text)
    for pattern in HIDDEN:
        text = pattern.sub(lambda found: f"{found.group(1)}={GONE}" if found.re.groups else GONE, text)
    return re.sub("\0(\\d+)\0", lambda found: kept[int(found.group(1))], text)


def shown_path(path: str, secret: tuple[str, ...] = ()) -> str:
    """Words, ids and short numbers of a path; anything else in it may be a key. `secret`: parts known to be one."""
    parts = [GONE if part in secret else part for part in path.split("/")]
    return "/".join(part if _is_plain(part) else GONE for part in parts)


def _path(path: str) -> str:
    return "/".join(part if part.startswith("\0") or _is_plain(part) else GONE for part in path.split("/"))


def _is_plain(part: str) -> bool:
    return part in ("", GONE) or bool(UUID.fullmatch(part) or PLAIN_PART.fullmatch(part))


def _frames(exc_info: Any) -> list[str]:
    """Where, innermost last. What the exception says may be somebody's: it is not written."""
    found = traceback.extract_tb(exc_info[2])[-FRAMES:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in found]
