"""Bulletins and experience sessions as facts for their pages, in the reader's language and clock."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from companies.enums import Sector
from core.i18n import language_name, say_both

from ..models import Bulletin, ExperienceSession

SECTOR = dict(Sector.choices)


def bulletin_facts(bulletin: Bulletin) -> list[dict[str, Any]]:
    facts = [
        {"label": _("Subject"), "value": bulletin.get_kind_display()},
        {
            "label": _("Sectors"), "value": " · ".join(str(SECTOR[code]) for code in bulletin.sectors),
            "missing": _("All sectors"),
        },
    ]
    if bulletin.published_at:
        facts.append({"label": _("Published"), "value": say_both(bulletin.published_at, _reader_zone())})
    if bulletin.source_url:
        facts.append({"label": _("Source"), "value": bulletin.source_url, "url": bulletin.source_url})
    return facts


def session_facts(session: ExperienceSession, count: int) -> list[dict[str, Any]]:
    """`count`: how many have enrolled or came."""
    zone = _reader_zone()
    other = session.other_zone(zone)
    place = {"label": _("Place, or link when online"), "value": session.place}
    if session.place.startswith(("https://", "http://")):
        place["url"] = session.place
    facts = [
        {"label": _("Begins"), "value": say_both(session.starts_at, zone, other)},
        {"label": _("Ends"), "value": say_both(session.ends_at, zone, other)},
        place,
        {"label": _("Speaker"), "value": session.speaker},
        {"label": _("Spoken languages"), "value": " · ".join(map(language_name, session.spoken))},
        {"label": _("Participants"), "value": str(count)},
    ]
    return [fact for fact in facts if fact["value"]]


def _reader_zone() -> str:
    return str(timezone.get_current_timezone())
