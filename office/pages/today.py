"""The list of open work as plain data: what, who, since when, until when, and the one act."""
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from companies.models import Chamber, Firm
from core.days import local_day
from core.geography import ZONE
from core.i18n import say_day
from events.models import Event
from matching.computed.timers import Timer, days_left
from matching.pages.referrals import timer_tag

from ..computed import work
from ..rules.business_days import pair
from ..sources import SOURCES

PER_PAGE = 25


class WorkList:
    """What a paginator cuts: its length is known beforehand, its rows are fetched a page at a time."""

    ordered = True

    def __init__(self, user: User, now: datetime, kinds: list[str], length: int):
        self.user, self.now, self.kinds, self.length = user, now, kinds, length

    def count(self) -> int:
        return self.length

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, cut: slice) -> list[dict]:
        items = work.page(self.user, self.now, kinds=self.kinds, first=cut.start, many=cut.stop - cut.start)
        return rows(items, self.user, self.now)


def rows(items: Iterable[work.Item], reader: User, now: datetime) -> list[dict]:
    """Five queries at most, however many kinds of work are among them."""
    items = list(items)
    names = _names(items)
    return [_row(item, names, reader, now) for item in items]


def _names(items: list[work.Item]) -> dict[Any, str]:
    asked = {
        Firm: {key for one in items for key in (one.firm, one.other)}, Chamber: {one.chamber for one in items},
        Event: {one.event for one in items}, User: {one.owner for one in items},
    }
    found: dict[Any, str] = {}
    for model, keys in asked.items():
        if keys - {None}:
            found |= {key: str(row) for key, row in model.objects.in_bulk(keys - {None}).items()}
    return found


def _row(item: work.Item, names: dict[Any, str], reader: User, now: datetime) -> dict:
    source = SOURCES[item.kind]
    tone, word = _until(item, now)
    firms = " × ".join(names[key] for key in (item.firm, item.other) if key in names)
    who = [firms, *(names[key] for key in (item.event, item.chamber) if key in names), item.said or ""]
    return {
        "kind": item.kind, "item": item.item, "label": source.label, "act": source.act,
        "url": reverse(source.address, args=[item.target] if item.target else []),
        "who": " · ".join(filter(None, who)) or str(source.label),
        "since": say_day(local_day(item.since, reader.time_zone)) if item.since else "",
        "until": item.until, "zone": ZONE.get(item.country, ""), "tone": tone, "word": word,
        "owner": names.get(item.owner, ""),
    }


def _until(item: work.Item, now: datetime) -> tuple[str, str]:
    """In business days of Japan and of the country the row belongs to."""
    if item.until is None:
        return "info", _("No day set")
    return timer_tag(Timer("take", item.until, days_left(item.until, now, pair(item.country))))


def filters(tallied: dict[str, int], kind: str) -> list[dict]:
    """As components/tabs.html wants them: all, and each kind of which something waits."""
    base = reverse("office:today")
    everything = [{"label": _("Everything"), "url": base, "count": sum(tallied.values()), "current": not kind}]
    return everything + [
        {"label": source.label, "url": f"{base}?kind={name}", "count": tallied[name], "current": name == kind}
        for name, source in SOURCES.items() if tallied.get(name) or name == kind
    ]
