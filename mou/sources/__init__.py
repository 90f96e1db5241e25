"""The table of sources: which acts of daily work prove which kind of obligation, and when that proof still stands.

An app whose work becomes evidence writes its acts into the activity log and gets one row in SOURCES; where something
must be delivered for each occasion, one in OCCASIONS. Whether a source stands is asked of its own row each time.
"""

from collections.abc import Container, Iterable
from uuid import UUID

from django.db.models import Q

from . import events, exchange, firms, samples
from .facts import Fact, Source

SOURCES = [*firms.SOURCES, *samples.SOURCES, *exchange.SOURCES, *events.SOURCES]
# What must be answered each time it happens; the indicator says by which deliveries.
OCCASIONS = [*firms.OCCASIONS, *events.OCCASIONS]


def standing(
    sources: list[Source] | None = None, indicator: str = "obligation__indicator", among: Container[str] | None = None
) -> Q:
    """Rows added by a person, and rows whose source still stands; `among`: the indicators that are asked about."""
    found = Q(source_id=None)
    for source in SOURCES if sources is None else sources:
        if among is None or source.indicator in among:
            found |= source.stands(indicator)
    return found


def source_of(indicator: str, label: str) -> Source | None:
    return next((one for one in SOURCES if one.indicator == indicator and one.label == label), None)


def subject_ids(activities: Iterable, verbs: Iterable[str]) -> list[UUID]:
    wanted = set(verbs)
    return [UUID(one.subject.partition(":")[2]) for one in activities if one.verb in wanted]
