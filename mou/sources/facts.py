"""What is the same for all sources of evidence: a fact of daily work, and which acts make it and take it away."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Model, Q, QuerySet


class Fact(NamedTuple):
    """What a memorandum must know of a source. `side`: who delivered it, None when both did; `firms`:
    the pair, if any.
    """

    id: UUID
    at: datetime
    countries: frozenset[str]
    side: str | None = None
    firms: frozenset[UUID] = frozenset()
    chamber: UUID | None = None
    occasion: tuple[str, UUID] | None = None


class Source(NamedTuple):
    """`verbs` propose; `falls` maps verbs that may take the proof away to the sources they concern,
    from the acts' subjects.
    """

    indicator: str
    model: type[Model]
    verbs: frozenset[str]
    falls: dict[str, Callable[[list[UUID]], Iterable[UUID]]]
    standing: Callable[[], QuerySet]
    facts: Callable[[list[UUID]], list[Fact]]

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    def stands(self, at_indicator: str = "obligation__indicator") -> Q:
        """Evidence (or occasions) from this source whose row still stands."""
        return Q(**{at_indicator: self.indicator}, source_model=self.label, source_id__in=self.standing().values("pk"))


def themselves(ids: list[UUID]) -> Iterable[UUID]:
    """The subjects of the acts are the sources."""
    return ids
