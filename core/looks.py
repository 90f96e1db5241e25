"""Who sees the e-mail address or telephone of somebody else leaves a row; repeated looks within minutes are counted.

Pages, forms and papers take contacts through `look`. What they took is written before the answer leaves, so nothing is
shown without its row. Rows hold ids and codes; `mark` says whose address it was without holding the address.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from itertools import product
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection, models
from django.utils.crypto import salted_hmac

from .activity import ref
from .enums import LookWay

COUNTED_TOGETHER = 600  # seconds
SELF, SECOND, HOST, PERSON = "", "second_", "host_", "person_"  # how the columns of a row begin
WRITE = """
INSERT INTO core_look (actor_id, link, person_id, mark, whose, about, page, way, what, since, first_at, last_at, times)
SELECT *, 1 FROM unnest(
    %s::uuid[], %s::text[], %s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[],
    %s::timestamptz[], %s::timestamptz[], %s::timestamptz[]
)
ON CONFLICT (actor_id, link, whose, mark, about, page, way, what, since)
DO UPDATE SET times = core_look.times + 1, last_at = EXCLUDED.last_at
"""


class Seen(NamedTuple):
    """`email`: to leave out what is the reader's own; it is never written."""

    whose: str
    person: Any
    email: str
    about: str
    what: str


class Book:
    """What one request shows of others."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []


BOOK: ContextVar[Book | None] = ContextVar("looks", default=None)


@contextmanager
def noting() -> Iterator[Book]:
    book = Book()
    token = BOOK.set(book)
    try:
        yield book
    finally:
        BOOK.reset(token)


def look(row: Any, *parts: str, about: models.Model | str = "") -> Any:
    """The row itself, whose contact may now be shown to whoever asks. `parts`: SELF, where nothing else is said.

    Outside a request nobody reads; what a mail tells is written by `note`.
    """
    book = BOOK.get()
    if book is not None and row is not None:
        book.seen += seen_of(row, *parts, about=about)
    return row


def look_at(
    whose: models.Model, email: str, phone: str = "", *, about: models.Model | str = "", what: str = ""
) -> None:
    """Of somebody whose address stands within another row: a letter, a list. `what`: where less is shown than known."""
    book = BOOK.get()
    if book is not None and (email or phone):
        book.seen.append(seen_at(whose, email, phone, about=about, what=what))


def seen_at(whose: models.Model, email: str, phone: str, *, about: models.Model | str, what: str = "") -> Seen:
    return Seen(ref(whose), None, email, _ref(about), what or _what(email, phone))


def seen_of(row: Any, *parts: str, about: models.Model | str = "") -> Iterator[Seen]:
    for part in parts or (SELF,):
        email, phone = getattr(row, part + "email", ""), getattr(row, part + "phone", "")
        if email or phone:
            person = _account_of(row) if part == SELF else None
            yield Seen(ref(row), person, email, _ref(about), _what(email, phone))


def note(found: Iterable[Seen], *, by, now: datetime, way: str = LookWay.PAGE, page: str = "", link: str = "") -> None:
    """One row for each; what is the reader's own is no look."""
    since = datetime.fromtimestamp(now.timestamp() // COUNTED_TOGETHER * COUNTED_TOGETHER, UTC)
    rows = {
        (
            by and by.pk, link, one.person, mark_of(one.email), one.whose, one.about, page, str(way), one.what,
            since, now, now,
        )
        for one in found if not _is_own(one, by, link)
    }
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(WRITE, [list(column) for column in zip(*sorted(rows, key=str), strict=True)])


def mark_of(email: str, key: str | None = None) -> str:
    """Whose it was, for whoever knows the address."""
    if not email:
        return ""
    return salted_hmac("core.looks", email.strip().lower(), secret=key, algorithm="sha256").hexdigest()[:32]


def marks_of(emails: Iterable[str]) -> list[str]:
    """As they were written with any of the keys that still count."""
    keys = map(str, [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS])
    return [mark_of(email, key) for key, email in product(keys, emails)]


def _ref(about: models.Model | str) -> str:
    return about if isinstance(about, str) else ref(about)


def _what(email: str, phone: str) -> str:
    return "+".join(name for name, value in (("email", email), ("phone", phone)) if value)


def _account_of(row: Any) -> Any:
    """Of a person with an account; an account is its own."""
    return row.pk if row._meta.label_lower == settings.AUTH_USER_MODEL.lower() else getattr(row, "user_id", None)


def _is_own(one: Seen, by, link: str) -> bool:
    if by is None:
        return one.whose == link
    return one.person == by.pk or one.email.strip().lower() == by.email.lower()
