"""What holds for every sweep: the first of two rows is rotten, and the second is done all the same."""

from collections.abc import Callable
from datetime import UTC, datetime

from django.test import Client

from accounts.models import User
from core.models import SweepFailure

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
NOWHERE = "Asia/Nowhere"


def one_rotten_row(job: str, sweep: Callable, *, mend: Callable, done: Callable[[], int], staff) -> None:
    """`done` counts the rows that are done. It is listed at once, shown to staff the third time, and gone when it is mended."""
    failures = SweepFailure.objects.filter(job=job)
    sweep()
    assert done() == 1, "the second is done"
    row = failures.get().row
    assert not shown(row, staff)
    for _time in range(2):
        failures.update(next_try_at=LONG_AGO)
        sweep()
    assert failures.get().times == 3 and shown(row, staff)
    mend()
    failures.update(next_try_at=LONG_AGO)
    sweep()
    assert done() == 2 and not failures.exists() and not shown(row, staff)


def shown(row: str, staff) -> bool:
    client = Client()
    client.force_login(staff)
    return f"<code>{row}</code>" in client.get("/staff/jobs/").content.decode()


def lose_zone(person: User) -> Callable:
    """Nothing can be written to this person any more. Returns what mends it."""
    zone = person.time_zone
    User.objects.filter(pk=person.pk).update(time_zone=NOWHERE)
    return lambda: User.objects.filter(pk=person.pk).update(time_zone=zone)


def break_for(monkeypatch, where, name: str, row) -> Callable:
    """The function raises when its first argument is this row. Returns what mends it."""
    plain, rotten = getattr(where, name), {row.pk}

    def may_break(one, *args, **given):
        if one.pk in rotten:
            raise LookupError("rotten")
        return plain(one, *args, **given)

    monkeypatch.setattr(where, name, may_break)
    return rotten.clear
