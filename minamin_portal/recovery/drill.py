"""Bringing the newest backup back beside the running portal: how much would be lost, and how long it takes."""

import shutil
import tempfile
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from minamin_portal.embedded import postgres

from .errors import RecoveryFailed
from .restoring import restore
from .shelf import Shelf

MOST_LOST, MOST_TIME = 300, 600  # seconds: RPO and RTO


class Drilled(NamedTuple):
    name: str
    lost: float  # seconds of acts that would not have come back
    took: float
    tables: int
    rows: int
    wrong: list[str]

    def __str__(self) -> str:
        return (
            f"backup {self.name}: RPO {self.lost:.1f} s (at most {MOST_LOST}), RTO {self.took:.1f} s "
            f"(at most {MOST_TIME}), {self.tables} tables, {self.rows} rows at its point"
        )


def drill(shelf: Shelf, *, at: datetime, durable: bool = True, say=print) -> Drilled:
    """As if everything had been lost at `at`. Raises RecoveryFailed, also when a bar is missed."""
    place = Path(tempfile.mkdtemp(prefix="minamin-drill-"))
    place.chmod(0o711)
    try:
        done = restore(shelf, postgres.place_for(place), durable=durable, log=place / "postgresql.log", say=say)
    finally:
        postgres.remove(place)
        shutil.rmtree(place, ignore_errors=True)
    counts = [count for count, _sum in done.account.tables.values()]
    lost = max(0.0, (at - (done.reached or done.account.point_at)).total_seconds())
    drilled = Drilled(done.account.name, lost, done.seconds, len(counts), sum(counts), done.wrong)
    if done.wrong:
        raise RecoveryFailed("what came back is not what was backed up: " + "; ".join(done.wrong))
    if lost > MOST_LOST or done.seconds > MOST_TIME:
        raise RecoveryFailed(f"a bar was missed: {drilled}")
    return drilled

