"""A backup: a copy of the whole cluster, checked, with an account of what it should hold."""

from datetime import UTC, datetime
from pathlib import Path

from .changes import cluster_of, fetch_until, remember_from_now_on
from .counting import counted_at_a_point
from .errors import RecoveryFailed
from .shelf import NAME, UNFINISHED, Account, Shelf, file_sum, size_of
from .tools import asked, connected, database_of, run


def take(url: str, shelf: Shelf, *, durable: bool = True) -> Account:
    """Under another name until it is complete and checked. Raises RecoveryFailed.

    `durable=False`: for what is thrown away again.
    """
    shelf.make()
    began = datetime.now(UTC)
    name = began.strftime(NAME)
    draft = shelf.base / (name + UNFINISHED)
    try:
        draft.mkdir(mode=0o700)
    except FileExistsError:
        raise RecoveryFailed("another backup began in the same second") from None
    with connected(url) as cursor:
        remember_from_now_on(cursor)
        facts = _facts(cursor, url)
    copy = draft / "copy"
    run(
        "pg_basebackup", "--pgdata", copy, "--wal-method", "stream", "--checkpoint", "fast",
        "--manifest-checksums", "SHA256", "--label", name, *([] if durable else ["--no-sync"]), url=url,
    )  # fmt: skip
    run("pg_verifybackup", "--quiet", copy)
    tables, place, at, exact = counted_at_a_point(url, name)
    fetch_until(url, shelf, place)
    account = Account(
        name=name, began_at=began, ended_at=datetime.now(UTC), first_segment=first_segment(copy), point=name,
        point_at=at, exact=exact, tables=tables, copy_sha256=file_sum(copy / "backup_manifest"), bytes=size_of(copy),
        **facts,
    )  # fmt: skip
    shelf.write(account, draft)
    draft.rename(shelf.base / name)
    return account


def _facts(cursor, url: str) -> dict:
    facts = {
        "cluster": cluster_of(cursor), "database": database_of(url),
        "postgresql": asked(cursor, "SHOW server_version"),
        "superuser": asked(cursor, "SELECT rolname FROM pg_roles WHERE oid = 10"),
    }  # fmt: skip
    cursor.execute("SELECT position, hash FROM core_loglink ORDER BY position DESC LIMIT 1")
    facts["log_head"] = list(cursor.fetchone() or ())
    cursor.execute("SELECT app || '.' || name FROM django_migrations ORDER BY id")
    return facts | {"migrations": [name for (name,) in cursor.fetchall()]}


def first_segment(copy: Path) -> str:
    """Of the changes that the copy needs: "START WAL LOCATION: 0/2000028 (file 000000010000000000000002)"."""
    first = (copy / "backup_label").read_text().splitlines()[0]
    return first.rpartition("file ")[2].rstrip(")")
