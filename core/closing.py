"""Days on which a country's offices are closed, or work, though no library knows it: written down by staff.

Rules count business days without asking the database; each process reads the table again once a minute.
"""

import logging
from datetime import date, datetime, timedelta
from time import monotonic

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils.translation import gettext_lazy as _

from . import workdays
from .activity import record
from .errors import Refusal
from .models import ClosingDay

logger = logging.getLogger("portal.closing")
LONGEST = 31  # days at once


class DaysWrong(Refusal):
    status = 422
    message = _("The last day must not lie before the first, and there may be 31 days at most.")


class Reader:
    read_at: float | None = None


def refresh() -> None:
    """Read the table again when what is known is too old; a database that does not answer changes nothing."""
    every, now = settings.CLOSING_DAYS_READ_EVERY, monotonic()
    if not every or (Reader.read_at is not None and now - Reader.read_at < every):
        return
    Reader.read_at = now
    try:
        learn()
    except DatabaseError:
        logger.warning("closing days could not be read; those known before still count")


def refresh_for_task(**_of_the_task) -> None:
    refresh()


def learn() -> None:
    rows = ClosingDay.objects.values_list("country", "day", "works")
    workdays.WRITTEN = {(country, day): works for country, day, works in rows}


@transaction.atomic
def write_closing_days(
    *, country: str, first: date, last: date, works: bool, note: str, by, now: datetime
) -> list[ClosingDay]:
    """What was written of the same days before is replaced."""
    count = (last - first).days + 1
    if not 1 <= count <= LONGEST:
        raise DaysWrong
    days = [first + timedelta(days=number) for number in range(count)]
    ClosingDay.objects.filter(country=country, day__in=days).delete()
    rows = [ClosingDay.objects.create(country=country, day=day, works=works, note=note) for day in days]
    for row in rows:
        record(row, "write", by=by, now=now, data=_facts(row))
    transaction.on_commit(learn)
    return rows


@transaction.atomic
def remove_closing_day(row: ClosingDay, *, by, now: datetime) -> None:
    record(row, "remove", by=by, now=now, data=_facts(row))
    row.delete()
    transaction.on_commit(learn)


def _facts(row: ClosingDay) -> dict:
    return {"country": row.country, "day": row.day.isoformat(), "works": row.works}
