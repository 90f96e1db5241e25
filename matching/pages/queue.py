"""The approval queue: which cases, in which order, one after the other."""
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Match
from .casefile import queue_item

SHOWN = 20
DECIDERS = ("proposed_by", "approved_by", "rejected_by")
ALL, EXPORT = "all", "export"


class Queue(NamedTuple):
    """The ids of each tab in their order (by deadline, then fit), the tab that is open, the case that is shown."""

    by_tab: dict[str, list[UUID]]
    tab: str
    current: UUID | None

    @property
    def ids(self) -> list[UUID]:
        return self.by_tab[self.tab]

    @property
    def place(self) -> int:
        """From 1; 0 when the case does not wait (any more)."""
        return self.ids.index(self.current) + 1 if self.current in self.ids else 0

    @property
    def query(self) -> str:
        return f"?tab={self.tab}" if self.tab != ALL else ""

    def neighbour(self, step: int) -> UUID | None:
        at = self.place - 1 + step
        return self.ids[at] if self.place and 0 <= at < len(self.ids) else None

    def after_decision(self) -> UUID | None:
        """The following case, else the one before, else none."""
        return self.neighbour(1) or self.neighbour(-1)

    def url(self, pk: UUID | None) -> str:
        return (reverse("matching:approval", args=[pk]) if pk else reverse("matching:approvals")) + self.query

    @property
    def shown(self) -> list[UUID]:
        """The page of the list on which the present case stands."""
        start = max(self.place - 1, 0) // SHOWN * SHOWN
        return self.ids[start : start + SHOWN]


def read_queue(user, tab: str, current: UUID | None, *, now: datetime) -> Queue:
    """Two queries.

    `tab`: all, mine (not proposed by the reader), own (proposed by the reader), export (question open; whatever state).
    """
    matches = Match.objects.visible_to(user)
    rows = list(matches.for_approval().values_list("pk", "proposed_by"))
    by_tab = {
        ALL: [pk for pk, _proposer in rows],
        "mine": [pk for pk, proposer in rows if proposer != user.pk],
        "own": [pk for pk, proposer in rows if proposer == user.pk],
        EXPORT: list(matches.for_export_review(now).values_list("pk", flat=True)),
    }
    tab = tab if tab in by_tab else ALL
    return Queue(by_tab, tab, current or next(iter(by_tab[tab]), None))


def read_shown(queue: Queue) -> dict[UUID, Match]:
    """The cases on the present page of the list, with all that list and case need; two queries."""
    found = Match.objects.with_firms().select_related(*DECIDERS).in_bulk(queue.shown)
    fetch_lines(found.values())
    return found


def fetch_lines(matches: Iterable[Match]) -> None:
    """Of both sides in one query."""
    profiles = [one for match in matches for one in (match.japan_profile, match.partner_profile) if one]
    prefetch_related_objects(profiles, "lines")


def list_of(queue: Queue, cases: dict[UUID, Match], *, now: datetime) -> dict[str, Any]:
    """Arguments of components/queue_list.html."""
    items = [
        queue_item(cases[pk], current=queue.current, query=queue.query, now=now) for pk in queue.shown if pk in cases
    ]
    found = {"items": items, "heading": _("First brought forward first") if queue.tab == EXPORT else _("By deadline")}
    rest = queue.ids[queue.ids.index(queue.shown[-1]) + 1 :] if queue.shown else []
    if not rest:
        return found
    return found | {"more_url": queue.url(rest[0]), "more_text": _("Next %(count)s") % {"count": min(SHOWN, len(rest))}}


def tabs(queue: Queue) -> list[dict[str, Any]]:
    """Rows of components/tabs.html, each with its count."""
    labels = {ALL: _("All"), "mine": _("Mine to decide"), "own": _("Proposed by me"), EXPORT: _("Export question open")}
    return [
        {
            "url": queue._replace(tab=tab).url(None), "label": label,
            "count": len(queue.by_tab[tab]), "current": tab == queue.tab,
        }
        for tab, label in labels.items()
    ]


def decided_today(now: datetime) -> int:
    """Approved or rejected since midnight in the reader's zone."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return Match.objects.filter(Q(approved_at__gte=midnight) | Q(rejected_at__gte=midnight)).count()
