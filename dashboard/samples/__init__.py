"""What the gallery of mails is filled with: made up, never saved. One function for each app's mails."""

from typing import Any

from . import companies, events, leads, matching, meetings, mou, notifications, office, talks
from .world import World

APPS = {
    "companies": companies.contexts,
    "matching": matching.contexts,
    "events": events.contexts,
    "leads": leads.contexts,
    "meetings": meetings.contexts,
    "mou": mou.contexts,
    "notifications": notifications.contexts,
    "office": office.contexts,
    "talks": talks.contexts,
}


def contexts_of(app: str, world: World) -> dict[str, dict[str, Any]]:
    """{kind: what its template is given}."""
    return APPS[app](world)
