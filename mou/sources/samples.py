"""Commitment 1, what follows a contact: samples received, trial orders delivered."""

from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from talks.models import Sample

from ..enums import Indicator
from .facts import Fact, Source, themselves


def _fact(row: Sample, day: date) -> Fact:
    """At noon of the day that the firm named, where the goods arrived."""
    match = row.thread.match
    zone = (match.japan if row.buyer_side == "japan" else match.partner).zone
    at = datetime.combine(day, time(12), ZoneInfo(zone))
    return Fact(row.pk, at, frozenset(match.countries), firms=frozenset([match.japan_id, match.partner_id]))


def _received(ids: list[UUID]) -> list[Fact]:
    return [_fact(row, row.received_on) for row in Sample.objects.with_firms().filter(pk__in=ids)]


def _delivered(ids: list[UUID]) -> list[Fact]:
    return [_fact(row, row.delivered_on) for row in Sample.objects.with_firms().filter(pk__in=ids)]


SOURCES = [
    Source(
        Indicator.SAMPLE_RECEIVED,
        Sample,
        frozenset(["talks.sample.receive"]),
        {"talks.sample.stop": themselves},
        lambda: Sample.objects.arrived(),
        _received,
    ),
    Source(
        Indicator.TRIAL_DELIVERED,
        Sample,
        frozenset(["talks.sample.deliver"]),
        {},
        lambda: Sample.objects.delivered(),
        _delivered,
    ),
]
