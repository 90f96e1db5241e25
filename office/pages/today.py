"""The list of open work as plain data: what, who, since when, until when, and the one act."""
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from companies.models import Chamber, Firm, Liaison
from companies.permissions import liaison_of
from core.days import local_day
from core.geography import ZONE
from core.i18n import say_day
from core.names import shown
from core.prepared import rows_for
from events.models import Event
from matching.computed.timers import Timer, days_left
from matching.pages.referrals import timer_tag

from ..computed import work
from ..models import StandIn
from ..rules.business_days import pair
from ..sources import SOURCES
from ..sources.source import BESIDE

PER_PAGE = 25


class WorkList:
    """What a paginator cuts: its length is known beforehand, its rows are fetched a page at a time."""

    ordered = True

    def __init__(self, user: User, now: datetime, asked: work.Asked, length: int):
        self.user, self.now, self.asked, self.length = user, now, asked, length

    def count(self) -> int:
        return self.length

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, cut: slice) -> list[dict]:
        items = work.page(self.user, self.now, self.asked, first=cut.start, many=cut.stop - cut.start)
        return rows(items, self.user, self.now)


def most_urgent(user: User, now: datetime, many: int) -> list[dict]:
    """For homes."""
    kinds = [kind for kind, source in SOURCES.items() if source.is_for(user)]
    return rows(work.page(user, now, work.Asked(kinds), many=many), user, now)


def rows(items: Iterable[work.Item], reader: User, now: datetime) -> list[dict]:
    """Five queries at most, however many kinds of work are among them."""
    items = list(items)
    names = _names(items, reader, liaison_of(reader) if reader.is_liaison else None)
    return [_row(item, names, reader, now) for item in items]


def _names(items: list[work.Item], reader: User, mine: Liaison | None) -> dict[Any, str]:
    """The reader, and a liaison's own chamber, are known already."""
    found: dict[Any, str] = {reader.pk: str(reader)} | ({mine.chamber_id: str(mine.chamber)} if mine else {})
    asked = {
        Firm: {key for one in items for key in (one.firm, one.other)}, Chamber: {one.chamber for one in items},
        Event: {one.event for one in items}, User: {one.owner for one in items},
    }
    for model, keys in asked.items():
        if new := keys - {None} - found.keys():
            found |= {row.pk: str(row) for row in rows_for(_named, model, {"keys": sorted(new)})}
    return found


def _named(model: Any, values: dict) -> QuerySet:
    return model.objects.filter(pk__in=values["keys"])


def _row(item: work.Item, names: dict[Any, str], reader: User, now: datetime) -> dict:
    source = SOURCES[item.kind]
    tone, word = _until(item, now)
    firms = " × ".join(names[key] for key in (item.firm, item.other) if key in names)
    who = [firms, *(names[key] for key in (item.event, item.chamber) if key in names), _said(item.said or "")]
    return {
        "kind": item.kind, "item": item.item, "label": source.label, "act": source.act,
        "arrange": reverse("office:item", args=[item.kind, item.item]),
        "url": reverse(source.address, args=[item.target] if item.target else []),
        "who": " · ".join(filter(None, who)) or str(source.label),
        "since": say_day(local_day(item.since, reader.time_zone)) if item.since else "",
        "until": item.until, "zone": ZONE.get(item.country, ""), "tone": tone, "word": word,
        "owner": names.get(item.owner, ""),
    }


def _said(text: str) -> str:
    own, beside, latin = text.partition(BESIDE)
    return str(shown(own, latin)) if beside else own


def _until(item: work.Item, now: datetime) -> tuple[str, str]:
    """In business days of Japan and of the country the row belongs to."""
    if item.until is None:
        return "info", _("No day set")
    return timer_tag(Timer("take", item.until, days_left(item.until, now, pair(item.country))))


class View(NamedTuple):
    """What part of the list the address asks for."""

    kind: str = ""
    mine: bool = False
    resting: bool = False

    @property
    def shown(self) -> str:
        return "resting" if self.resting else "mine" if self.mine else "waiting"

    def url(self, **other: Any) -> str:
        asked = {name: value for name, value in self._replace(**other)._asdict().items() if value}
        given = urlencode({name: "on" if value is True else value for name, value in asked.items()})
        return reverse("office:today") + (f"?{given}" if given else "")


def stand_ins_of(user: User, now: datetime) -> list[StandIn]:
    """Those for whom the reader stands in today."""
    today = local_day(now, user.time_zone)
    found = StandIn.objects.filter(deputy=user, from_on__lte=today, until_on__gte=today)
    return list(found.select_related("person"))


def tabs(tallied: dict[str, work.Tally], view: View) -> list[dict]:
    """As components/tabs.html wants them."""
    names = {
        "waiting": (_("Everything"), {"mine": False, "resting": False}),
        "mine": (_("Mine"), {"mine": True, "resting": False}),
        "resting": (_("Put off until later"), {"mine": False, "resting": True}),
    }
    return [
        {
            "label": label, "url": view.url(kind="", **given), "current": view.shown == name,
            "count": sum(getattr(one, name) for one in tallied.values()),
        }
        for name, (label, given) in names.items()
    ]


def filters(tallied: dict[str, work.Tally], view: View) -> list[dict]:
    """Each kind of which something is in the part of the list that is shown."""
    many = {kind: getattr(one, view.shown) for kind, one in tallied.items()}
    found = [{"label": _("All kinds"), "url": view.url(kind=""), "count": sum(many.values()), "current": not view.kind}]
    return found + [
        {"label": source.label, "url": view.url(kind=name), "count": many.get(name, 0), "current": name == view.kind}
        for name, source in SOURCES.items() if many.get(name) or name == view.kind
    ]
