"""What a firm says about itself, as a paper in the reader's language."""
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from companies.models import Firm, Picture
from core.i18n import current_language, in_city, say_moment
from core.typesetting.composing import compose

TEMPLATE = Path(__file__).resolve().parent / "about.typ"
MOST_PICTURES, SECONDS = 6, 15  # a reader waits for it
ENDINGS = {"image/png": "png", "image/jpeg": "jpg"}


def about_firm(firm: Firm, about: dict[str, Any], *, now: datetime, zone: str) -> bytes:
    """`about`: what the partner's page shows. Raises PageNotMade."""
    rows = Picture.objects.for_partners().of_firm(firm).defer(None).order_by("profile_id", "place")[:MOST_PICTURES]
    files = {f"{number}.{ENDINGS[row.file.content_type]}": row for number, row in enumerate(rows)}
    data = {
        "portal": settings.PORTAL_NAME, "language": current_language(), "title": firm.name,
        "latin": firm.name_latin, "country": str(firm.get_country_display()),
        "made": _("As of %(when)s") % {"when": in_city(say_moment(now, zone), zone)},
        "said": _("Said by the firm itself. Texts in its own words stand in its own language."),
        "replaced_note": _("〓 stands for a character that the fonts of this page do not have."),
        "firm": _("About the firm"), "facts": _pairs(about["facts"]),
        "unknown": _("Not known yet:") + " " + about["unknown"] if about["unknown"] else "",
        "offers_label": _("Offers and needs"), "offers": [_offer(one) for one in about["offers"]],
        "answers_label": _("What it has answered"),
        "answers": [[str(one["label"]), ", ".join(map(str, one["lines"]))] for one in about["answers"]],
        "pictures_label": _("Pictures"),
        "pictures": [[name, row.alt] for name, row in files.items()],
    }
    pictures = {name: bytes(row.file.content) for name, row in files.items()}
    return compose(TEMPLATE, data, as_of=now, pictures=pictures, seconds=SECONDS)


def _offer(one: dict[str, Any]) -> dict[str, Any]:
    lines = [[" · ".join(map(str, line["goods"])), line["text"]] for line in one["lines"]]
    return {
        "title": one["title"], "kind": str(one["kind"]), "summary": one["summary"], "lines": lines,
        "facts": _pairs(one["facts"]),
    }


def _pairs(facts: list[dict[str, Any]]) -> list[list[str]]:
    return [[str(fact["label"]), str(fact["value"])] for fact in facts if fact["value"]]
