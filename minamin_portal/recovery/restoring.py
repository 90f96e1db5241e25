"""Bringing a backup back, into an empty folder only: compared at its point, then led to the end or a chosen second."""

import contextlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import psycopg2

from minamin_portal.embedded import postgres, processes, servers
from minamin_portal.embedded.processes import Server, StartFailed

from .changes import lay_out
from .checking import changes_since, check, missing_changes
from .counting import counted, differences
from .errors import Damaged, RecoveryFailed
from .shelf import Account, Shelf
from .tools import asked, connected

Afterwards = Callable[[dict[str, str], datetime], str]
GROWING = ("core_activity", "core_activitywords")
WITHIN = 600.0  # seconds for the changes to be applied
BEHIND_OUR_BACK = {"hot_standby": "on", "wal_level": "replica", "max_wal_senders": "10"}


@dataclass
class Restored:
    account: Account
    seconds: float = 0.0
    reached: datetime | None = None  # the last act that came back
    wrong: list[str] = field(default_factory=list)  # what is not as the account says
    aftermath: str = ""


def restore(
    shelf: Shelf, cluster: Path, *, until: datetime | None = None, name: str = "", accept_gap: bool = False,
    durable: bool = True, log: Path, afterwards: Afterwards | None = None, say: Callable[[str], None] = print,
) -> Restored:
    """Raises RecoveryFailed; then `cluster` is as empty as it was.

    `durable=False`: for what is thrown away again. `afterwards`: what is to be done before anybody else may come in;
    gets an environment that leads to the database and to nobody else, and the moment reached.
    """
    began = time.monotonic()
    require_empty(cluster)
    account = _chosen(shelf, name, until)
    say(f"backup {account.name}: {account.bytes / 1e6:.0f} MB, PostgreSQL {account.postgresql}")
    gap = _require_whole(shelf, account, accept_gap)
    cluster.parent.mkdir(parents=True, exist_ok=True)
    draft = cluster.with_name(f"{cluster.name}.restoring")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        _lay_out(shelf, account, draft, gap)
        settings = _settings(draft, durable)
        done = Restored(account, wrong=_compare_at_the_point(draft, account, settings, log, say))
        with _led_to(draft, account, until, settings, log) as server:
            done.reached = _reached(server, account)
            done.wrong += _compare_at_the_end(server, account)
            if afterwards:
                done.aftermath = afterwards(environment_of(server, account), done.reached)
        if cluster.exists():
            cluster.rmdir()
        draft.rename(cluster)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    done.seconds = time.monotonic() - began
    return done


def require_empty(cluster: Path) -> None:
    if cluster.exists() and any(cluster.iterdir()):
        raise RecoveryFailed(
            f"{cluster} is not empty: a restore never goes over what is there, least of all a running portal. "
            "Stop the portal and move the folder away first."
        )


def nobody_else(data: Path) -> contextlib.AbstractContextManager:
    """No portal starts on `data` meanwhile, and none is running. Raises RecoveryFailed."""
    try:
        return servers.alone(data)
    except StartFailed as busy:
        raise RecoveryFailed(f"{busy}: a restore over a running portal is refused; stop it first") from busy


def _chosen(shelf: Shelf, name: str, until: datetime | None) -> Account:
    if name:
        return shelf.account(name)
    found = shelf.newest_before(until)
    if not found:
        raise RecoveryFailed(f"no backup in {shelf.base} reaches back to {until or 'now'}; there are: {shelf.names()}")
    return found


def _require_whole(shelf: Shelf, account: Account, accept_gap: bool) -> str:
    """Where it ends, for a person who takes less; "" when nothing is missing."""
    missing = missing_changes(shelf, account)
    if missing and accept_gap:
        return missing[0]
    if missing:
        raise Damaged(
            f"changes are missing: {', '.join(missing[:5])}. What came after them cannot be brought back; "
            "with --accept-gap everything before them is."
        )
    check(shelf, account.name)
    return ""


def _lay_out(shelf: Shelf, account: Account, draft: Path, gap: str) -> None:
    """The copy, and all changes where PostgreSQL looks for them itself."""
    shutil.copytree(shelf.copy_of(account.name), draft, symlinks=True)
    for name, path in changes_since(shelf, account).items():
        if not gap or name < gap:
            lay_out(path, draft / "pg_wal" / name)
    (draft / "postgresql.auto.conf").write_text("")
    (draft / "access.conf").write_text("local all all trust\n")
    (draft / "recovery.signal").touch()
    postgres.hand_over(draft)


def _settings(draft: Path, durable: bool) -> dict[str, str]:
    """On our own socket only, whatever the old server allowed; `false`: nothing has to be fetched from elsewhere."""
    return BEHIND_OUR_BACK | {
        "restore_command": "false", "hba_file": str(draft / "access.conf"), "ssl": "off",
        "shared_preload_libraries": "", "archive_mode": "off",
        "fsync": "on" if durable else "off",
    }  # fmt: skip


def _compare_at_the_point(
    draft: Path, account: Account, settings: dict[str, str], log: Path, say: Callable[[str], None]
) -> list[str]:
    """Stop where the tables were counted, and count them again."""
    server = _started(draft, settings, log, name=account.point, action="pause")
    try:
        _await(server, account, "SELECT pg_get_wal_replay_pause_state() = 'paused'", log)
        with connected(_url(server, account)) as cursor:
            found, sealed = counted(cursor), _is_sealed_as_told(cursor, account)
    finally:
        server.stop()
    wrong = differences(account.tables, found, sums=account.exact)
    wrong += [] if sealed else [f"the activity log: link {account.log_head[0]} is not the one that was sealed"]
    rows = sum(count for count, _sum in found.values())
    how = "rows and contents equal" if account.exact else "at least as many rows (somebody was writing when counted)"
    say(f"{len(found)} tables, {rows} rows at the backup's point: {how if not wrong else 'NOT EQUAL'}")
    return wrong


def _is_sealed_as_told(cursor, account: Account) -> bool:
    if not account.log_head:
        return True
    position, sealed = account.log_head
    return asked(cursor, "SELECT max(hash) FROM core_loglink WHERE position = %s", position) == sealed


def _await(server: Server, account: Account, question: str, log: Path) -> None:
    deadline = time.monotonic() + WITHIN
    try:
        with connected(_url(server, account)) as cursor:
            while not asked(cursor, question):
                if time.monotonic() > deadline:
                    raise RecoveryFailed(f"the changes were not applied within {WITHIN:.0f} s; see {log}")
                time.sleep(0.05)
    except psycopg2.Error as gone:
        raise RecoveryFailed(f"the changes could not be applied:\n{processes.tail(log)}") from gone


@contextlib.contextmanager
def _led_to(
    draft: Path, account: Account, until: datetime | None, settings: dict[str, str], log: Path
) -> Iterator[Server]:
    target = {"action": "promote"} | ({"time": until.astimezone(UTC).isoformat()} if until else {})
    server = _started(draft, settings, log, **target)
    try:
        _await(server, account, "SELECT NOT pg_is_in_recovery()", log)
        yield server
    finally:
        server.stop()
    for left in ("access.conf", "recovery.done"):
        (draft / left).unlink(missing_ok=True)


def _started(draft: Path, settings: dict[str, str], log: Path, **target: str) -> Server:
    wanted = {f"recovery_target_{name}": value for name, value in target.items()}
    try:
        return postgres.serve(draft, log, settings | wanted)
    except StartFailed as failure:
        raise RecoveryFailed(str(failure)) from failure


def _url(server: Server, account: Account) -> str:
    place = server.url.partition("@")[2].partition("/")[0]
    return f"postgresql://{account.superuser}@{place}/{account.database}"


def _reached(server: Server, account: Account) -> datetime:
    with connected(_url(server, account)) as cursor:
        return asked(cursor, "SELECT pg_last_xact_replay_timestamp()") or account.point_at


def _compare_at_the_end(server: Server, account: Account) -> list[str]:
    """What only grows has not become less since the backup."""
    growing = {name: account.tables[name] for name in GROWING if name in account.tables}
    with connected(_url(server, account)) as cursor:
        found = counted(cursor, list(growing))
    return differences(growing, found, sums=False)


def environment_of(server: Server, account: Account) -> dict[str, str]:
    """For a process that works on the restored database, and reaches nobody else."""
    hidden = {"DATABASE_PASSWORD": "", "REDIS_URL": "redis://127.0.0.1:1/0"}
    return os.environ | {"DATABASE_URL": _url(server, account)} | hidden
