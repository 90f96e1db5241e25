"""Badges to cut out: eight on a sheet, each in the language of whoever wears it."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from core.i18n import speaking
from core.names import proposed_latin
from core.typesetting.composing import compose
from core.typesetting.squares import qr_svg

from .words import country_name

TEMPLATE = Path(__file__).resolve().parent / "badges.typ"


def badges_pdf(rows: list[dict[str, Any]], *, as_of: datetime) -> bytes:
    """The same rows and time give the same bytes."""
    first = rows[0]["language"] if rows else "en"
    with speaking(first):
        data = {
            "language": first, "title": _("Badges"), "badges": [_badge(row, number) for number, row in enumerate(rows)]
        }
    pictures = {_picture(number): qr_svg(row["link"]) for number, row in enumerate(rows)}
    return compose(TEMPLATE, data, as_of=as_of, pictures=pictures)


def _picture(number: int) -> str:
    return f"{number}.svg"


def _badge(row: dict[str, Any], number: int) -> dict[str, Any]:
    with speaking(row["language"]):
        return {
            "language": row["language"],
            "name": row["name"],
            "latin": _beside(row["name"], row["name_latin"]),
            "organisation": row["organisation"],
            "organisation_latin": _beside(row["organisation"], row["organisation_latin"]),
            "country": country_name(row["country"]),
            "role": row["role"],
            "code": row["code"],
            "picture": _picture(number),
            "alt": _("Badge of %(name)s") % {"name": row["name"]},
        }


def _beside(own: str, latin: str) -> str:
    """What stands below a name, for those who cannot read its script; nothing where it would be said twice."""
    latin = latin.strip() or proposed_latin(own)
    return "" if latin.casefold() == own.strip().casefold() else latin
