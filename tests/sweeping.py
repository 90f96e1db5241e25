"""What holds for every sweep: the first of two rows is rotten, and the second is done all the same."""

from collections.abc import Callable
from datetime import UTC, datetime

from django.test import Client

from accounts.models import User
from core.models import SweepFailure
from notifications.services import outbox

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
NOWHERE = "Asia/Nowhere"


def one_rotten_row(job: str, sweep: Callable, *, mend: Callable, done: Callable[[], int], staff) -> None:
    """Remembered at once, shown to staff the third time, gone when mended. `done` counts the rows that are done."""
    failures = SweepFailure.objects.filter(job=job)
    sweep()
    assert done() == 1, "the second is done"
    row = failures.get().row
    assert not shown(row, staff)
    for _time in range(2):
        failures.update(next_try_at=LONG_AGO)
        sweep()
    assert failures.get().times == 3
    assert shown(row, staff)
    mend()
    failures.update(next_try_at=LONG_AGO)
    sweep()
    assert done() == 2
    assert not failures.exists()
    assert not shown(row, staff)


def shown(row: str, staff) -> bool:
    client = Client()
    client.force_login(staff)
    return f"<code>{row}</code>" in client.get("/staff/jobs/").content.decode()


def unreachable(monkeypatch, person: User) -> Callable:
    """Nothing can be written to this person any more. Returns what mends it."""
    queue, lost = outbox.queue_message, {person.pk}

    def may_break(*, recipient, **said):
        if recipient and recipient.pk in lost:
            raise LookupError("rotten")
        return queue(recipient=recipient, **said)

    monkeypatch.setattr(outbox, "queue_message", may_break)
    return lost.clear


def break_for(monkeypatch, where, name: str, row) -> Callable:
    """The function raises when its first argument is this row. Returns what mends it."""
    plain, rotten = getattr(where, name), {row.pk}

    def may_break(one, *args, **given):
        if one.pk in rotten:
            raise LookupError("rotten")
        return plain(one, *args, **given)

    monkeypatch.setattr(where, name, may_break)
    return rotten.clear
