"""Through which signed link a request acts: whoever holds a link from a mail is not thereby its addressee."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models

LINK: ContextVar[str] = ContextVar("link", default="")


@contextmanager
def one_request() -> Iterator[None]:
    token = LINK.set("")
    try:
        yield
    finally:
        LINK.reset(token)


def enter_by_link(row: models.Model) -> None:
    """From here to the end of the request: what is looked at and done is the link's."""
    LINK.set(f"{row._meta.label_lower}:{row.pk}")


def link_used() -> str:
    """The row the link belongs to; empty for whoever came another way."""
    return LINK.get()
