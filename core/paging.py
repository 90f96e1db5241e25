"""Long lists whose questions are put together once for each kind of reader (`core.prepared`)."""

from collections.abc import Hashable
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from .counting import Questions, count_for
from .prepared import Ask, rows_for


class Rows:
    """What `ask(kind, values)` asks, counted and read in parts: for Django's `Paginator`."""

    ordered = True

    def __init__(self, ask: Ask, kind: Hashable, values: dict[str, Any]):
        self.ask, self.kind, self.values = ask, kind, values

    def count(self) -> int:
        return count_for(_counted, (self.ask, self.kind), self.values)["rows"]

    def __getitem__(self, part: slice) -> list[Any]:
        return rows_for(_part, (self.ask, self.kind, part.start, part.stop), self.values)


def page_for(ask: Ask, kind: Hashable, values: dict[str, Any], *, size: int, number: Any) -> Page:
    """The page that an address names; the first or last one where there is none of that number."""
    rows: Any = Rows(ask, kind, values)  # all that Django asks of it
    return Paginator(rows, size).get_page(number)


def _counted(kind: tuple[Ask, Hashable], values: dict[str, Any]) -> Questions:
    ask, of = kind
    return {"rows": ask(of, values)}


def _part(kind: tuple[Ask, Hashable, int, int], values: dict[str, Any]) -> QuerySet:
    ask, of, start, stop = kind
    return ask(of, values)[start:stop]
