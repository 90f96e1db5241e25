"""The folder of backups: base/NAME/ with a copy and what it should hold, changes/CLUSTER/ with all that came after."""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from .errors import Damaged

NAME = "%Y-%m-%dT%H%M%SZ"
SEGMENT = re.compile(r"^[0-9A-F]{24}$")
UNFINISHED = ".unfinished"
SEGMENT_SIZE = 16 * 1024 * 1024


@dataclass(frozen=True)
class Account:
    """What a backup should hold. `tables`: {name: [rows, sum over their contents]} at the moment of `point`."""

    name: str
    began_at: datetime
    ended_at: datetime
    postgresql: str
    database: str
    superuser: str
    cluster: str  # system identifier and timeline: whose changes go with it
    first_segment: str
    point: str  # a named place in the changes, where the tables were counted
    point_at: datetime
    exact: bool  # nobody wrote while it was named: sums must be equal
    tables: dict[str, list] = field(default_factory=dict)
    migrations: list[str] = field(default_factory=list)
    log_head: list = field(default_factory=list)  # position and hash: the activity log as it was sealed
    copy_sha256: str = ""  # of PostgreSQL's own list of files and their sums
    bytes: int = 0


@dataclass(frozen=True)
class Shelf:
    root: Path

    @property
    def base(self) -> Path:
        return self.root / "base"

    @property
    def erasures(self) -> Path:
        """Ids of those who were forgotten; it outlives every backup."""
        return self.root / "forgotten.txt"

    @property
    def heads(self) -> Path:
        """Of the sealed activity log, one a day."""
        return self.root / "log_heads.txt"

    def copy_of(self, name: str) -> Path:
        return self.base / name / "copy"

    def changes_of(self, cluster: str) -> Path:
        return self.root / "changes" / cluster

    def make(self) -> None:
        for folder in (self.root, self.base, self.root / "changes"):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def names(self) -> list[str]:
        """Of complete backups, oldest first."""
        found = [path.parent.name for path in self.base.glob("*/account.json")]
        return sorted(name for name in found if not name.endswith(UNFINISHED))

    def account(self, name: str) -> Account:
        """Raises Damaged."""
        path = self.base / name / "account.json"
        try:
            told = json.loads(path.read_text())
            given = told["account"]
            if told["sha256"] != _sum(given):
                raise Damaged(f"{path} was changed after it was written")
            moments = {key: datetime.fromisoformat(given[key]) for key in ("began_at", "ended_at", "point_at")}
            return Account(**given | moments)
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise Damaged(f"{path} cannot be read: {error}") from error

    def accounts(self) -> Iterator[Account]:
        return (self.account(name) for name in self.names())

    def write(self, account: Account, folder: Path) -> None:
        moments = {key: getattr(account, key).isoformat() for key in ("began_at", "ended_at", "point_at")}
        given = asdict(account) | moments
        told = json.dumps({"account": given, "sha256": _sum(given)}, indent=1)
        (folder / "account.json").write_text(told)

    def segments(self, cluster: str) -> dict[str, Path]:
        """{name: file}, in order; the last one may still be growing."""
        found = {}
        for path in sorted(self.changes_of(cluster).glob("*")):
            name = path.name.removesuffix(".gz").removesuffix(".partial")
            if SEGMENT.match(name):
                found.setdefault(name, path)
        return found

    def newest_before(self, moment: datetime | None) -> Account | None:
        """The last backup from which `moment` (None: now) can be reached."""
        fit = [one for one in self.accounts() if moment is None or one.point_at <= moment]
        return fit[-1] if fit else None

    def let_old_ones_go(self, *, keep: timedelta, now: datetime) -> list[str]:
        """Backups older than `keep`, never the newest one, and the changes that no backup needs any more."""
        self._clear_unfinished(now)
        old = [name for name in self.names()[:-1] if moment_of(name) < now - keep]
        for name in old:
            shutil.rmtree(self.base / name)
        needed: dict[str, str] = {}
        for one in self.accounts():
            needed.setdefault(one.cluster, one.first_segment)
        for cluster, first in needed.items():
            for name, path in self.segments(cluster).items():
                if name < first:
                    path.unlink()
        return old

    def _clear_unfinished(self, now: datetime) -> None:
        for path in self.base.glob(f"*{UNFINISHED}"):
            if datetime.fromtimestamp(path.stat().st_mtime, UTC) < now - timedelta(days=1):
                shutil.rmtree(path)


def moment_of(name: str) -> datetime:
    return datetime.strptime(name, NAME).replace(tzinfo=UTC)


def gaps(first: str, names: Iterable[str], size: int = SEGMENT_SIZE) -> list[str]:
    """Segments that are missing from `first` to the last of `names`; `first` itself, when there are none."""
    there = {_number(name, size) for name in names}
    begin = _number(first, size)
    missing = set(range(begin, max(there, default=begin) + 1)) - there
    return [_segment(first[:8], number, size) for number in sorted(missing)]


def _number(name: str, size: int) -> int:
    return int(name[8:16], 16) * (2**32 // size) + int(name[16:], 16)


def _segment(timeline: str, number: int, size: int) -> str:
    high, low = divmod(number, 2**32 // size)
    return f"{timeline}{high:08X}{low:08X}"


def file_sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def size_of(folder: Path) -> int:
    return sum(os.lstat(path).st_size for path in folder.rglob("*"))


def _sum(given: dict) -> str:
    return hashlib.sha256(json.dumps(given, sort_keys=True).encode()).hexdigest()
