"""Commitments 4 and 5: delegations received and reported;
events announced to, supported by and held with the other side.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from core.geography import Country, Side
from core.multilingual import worded_in
from events.models import Delegation, Event, Registration, Stop, Support
from meetings.models import Meeting

from ..enums import Indicator
from ..rules.audience import READ_IN
from .facts import Fact, Source, themselves

EVENT = Event._meta.label_lower
PARTNERS = [country for country in READ_IN if country != Country.JP]


def _countries(event: Event) -> frozenset[str]:
    """Japan and the Central Asian country it concerns; an event in Japan concerns all of them."""
    home = event.chamber.country if event.chamber else event.country
    return frozenset(["JP", *(PARTNERS if home == Country.JP else [home])])


def _fact(event: Event, at, side: str | None) -> Fact:
    return Fact(event.pk, at, _countries(event), side=side, chamber=event.chamber_id)


def _rows(ids: list[UUID]) -> QuerySet:
    return Event.objects.filter(pk__in=ids).select_related("chamber")


def _announced(ids: list[UUID]) -> list[Fact]:
    return [_fact(row, row.announced_at, row.side) for row in _rows(ids)]


def _to_support(ids: list[UUID]) -> list[Fact]:
    """An announced event asks the other side for its support."""
    return [_fact(row, row.announced_at, _other(row.side)) for row in _rows(ids)]


def _held(ids: list[UUID]) -> list[Fact]:
    return [_fact(row, row.starts_at, None) for row in _rows(ids)]


def _other(side: str) -> Side:
    return Side.JAPAN if side == Side.CENTRAL_ASIA else Side.CENTRAL_ASIA


def _supports(ids: list[UUID]) -> list[Fact]:
    rows = Support.objects.filter(pk__in=ids).select_related("event__chamber", "chamber")
    return [
        Fact(
            row.pk, row.given_at, _countries(row.event), side=_other(row.event.side),
            chamber=row.chamber_id or row.event.chamber_id,
            occasion=(EVENT, row.event_id),
        )
        for row in rows
    ]


def _journeys(ids: list[UUID]) -> list[Fact]:
    rows = Delegation.objects.filter(pk__in=ids)
    return [
        Fact(row.pk, row.completed_at, frozenset([row.from_country, row.to_country]), chamber=row.chamber_id)
        for row in rows
    ]


def _meetings(ids: list[UUID]) -> list[Fact]:
    rows = Meeting.objects.filter(pk__in=ids).with_people()
    return [
        Fact(
            row.pk, row.held_at, frozenset([row.asker.country, row.asked.country]), chamber=row.event.chamber_id,
            firms=frozenset(filter(None, [row.asker.firm_id, row.asked.firm_id])),
        )
        for row in rows
    ]


def _supports_of(events: list[UUID]) -> Iterable[UUID]:
    return Support.objects.filter(event__in=events).values_list("pk", flat=True)


def _events_of(registrations: list[UUID]) -> Iterable[UUID]:
    return Registration.objects.filter(pk__in=registrations).values_list("event", flat=True)


def _standing_events() -> QuerySet:
    return Event.objects.filter(announced_at__isnull=False).exclude(state__in=["draft", "cancelled"])


def _readable_events() -> QuerySet:
    """With a title in a language of the other side:
    a Japanese one for a chamber's event, one of the country's for Minamin's.
    """
    of_chamber = Q(chamber__isnull=False) & worded_in("titles", ["ja"])
    central = sorted({language for country in PARTNERS for language in READ_IN[country]})
    abroad = Q(chamber=None, country="JP") & worded_in("titles", central)
    for country in PARTNERS:
        abroad |= Q(chamber=None, country=country) & worded_in("titles", READ_IN[country])
    return _standing_events().filter(of_chamber | abroad)


def _received() -> QuerySet:
    """Somebody was their host, and it is written down what came of it.
    Journeys of before count again once that is done.
    """
    hosts = Stop.objects.exclude(host="").values("delegation")
    return Delegation.objects.filter(state="completed", pk__in=hosts).exclude(reports={})


def _held_together() -> QuerySet:
    """Held, and somebody of the side that did not organise it was there."""
    came = Registration.objects.filter(state="attended")
    with_japan = came.filter(event__chamber__isnull=False, country="JP").values("event")
    with_central_asia = came.filter(event__chamber=None).exclude(country="JP").values("event")
    return Event.objects.filter(Q(pk__in=with_japan) | Q(pk__in=with_central_asia), state__in=["held", "reported"])


SOURCES = [
    Source(
        Indicator.DELEGATION_COMPLETED,
        Delegation,
        frozenset(["events.delegation.report"]),
        {},
        _received,
        _journeys,
    ),
    Source(
        Indicator.EVENT_ANNOUNCED,
        Event,
        frozenset(["events.event.announce", "events.event.edit"]),
        {"events.event.cancel": themselves, "events.event.edit": themselves},
        _readable_events,
        _announced,
    ),
    Source(
        Indicator.EVENT_SUPPORTED,
        Support,
        frozenset(["events.support.give"]),
        {"events.support.withdraw": themselves, "events.event.cancel": _supports_of},
        lambda: Support.objects.filter(withdrawn_at=None, event__in=_standing_events()),
        _supports,
    ),
    Source(
        Indicator.EVENT_HELD,
        Event,
        frozenset(["events.event.hold"]),
        {"events.registration.did_not_come": _events_of},
        _held_together,
        _held,
    ),
    Source(
        Indicator.MEETING_HELD,
        Meeting,
        frozenset(["meetings.meeting.hold"]),
        {"meetings.meeting.miss": themselves},
        lambda: Meeting.objects.filter(state="held"),
        _meetings,
    ),
]
OCCASIONS = [
    Source(Indicator.EVENT_SUPPORTED, Event, frozenset(["events.event.announce"]), {}, _standing_events, _to_support),
]
