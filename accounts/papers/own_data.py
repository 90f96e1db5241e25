"""What is held about a person as a file: for programs, and for people."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from core.i18n import current_language, in_city, say_day, say_moment
from core.typesetting.composing import compose

from ..own_data import Section

TEMPLATE = Path(__file__).resolve().parent / "own_data.typ"


def as_json(chapters: Iterable[Any], *, now: datetime) -> bytes:
    """{"made_at", "data": {chapter: {section: [row]}}}; moments as ISO 8601 in UTC."""
    held = {one.name: {part.name: part.rows for part in one.sections} for one in chapters}
    whole = {"portal": settings.PORTAL_NAME, "made_at": now, "data": held}
    return json.dumps(whole, ensure_ascii=False, indent=2, default=_iso).encode()


def _iso(value: date) -> str:
    return value.isoformat()


def as_pdf(chapters: Iterable[Any], *, zone: str, now: datetime) -> bytes:
    """In the language active now, on the reader's clock."""
    data = {
        "portal": settings.PORTAL_NAME,
        "language": current_language(),
        "title": _("What the portal keeps about you"),
        "made": in_city(say_moment(now, zone), zone),
        "lead": _("Everything as it stood when this page was made. The same is there as a file for programs (JSON)."),
        "replaced_note": _("〓 stands for a character that the fonts of this page do not have."),
        "chapters": [
            {"label": str(one.label), "sections": [_printed(part, zone) for part in one.sections]} for one in chapters
        ],
    }
    return compose(TEMPLATE, data, as_of=now)


def _printed(part: Section, zone: str) -> dict[str, Any]:
    rows = [[[str(part.columns[key]), _said(value, zone)] for key, value in row.items()] for row in part.rows]
    return {"label": str(part.label), "rows": [[pair for pair in row if pair[1]] for row in rows]}


def _said(value: Any, zone: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return say_moment(value, zone)
    return say_day(value) if isinstance(value, date) else str(value)
