"""PostgreSQL's own programs, and a plain connection to count with."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2

from minamin_portal.embedded import postgres, processes

from .errors import RecoveryFailed

MEMORY = "minamin_backup"  # the replication slot: PostgreSQL keeps what has not been fetched yet


def run(program: str, *arguments: str | Path, url: str = "") -> str:
    """Its output. Raises RecoveryFailed with its own words."""
    argv = [postgres.program(program), *arguments, *(["--dbname", url, "--no-password"] if url else [])]
    # A backup takes as long as its database is large.
    done = subprocess.run(  # nosemgrep: waits-for-ever
        list(map(str, argv)), env=environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RecoveryFailed(f"{program}: {(done.stderr or done.stdout).strip()[-1500:]}")
    return done.stdout


def receiver(url: str, folder: Path, *arguments: str, log: Path) -> subprocess.Popen:
    """pg_receivewal, which ends with us."""
    argv = [
        postgres.program("pg_receivewal"), "--directory", folder, "--slot", MEMORY, "--synchronous", "--no-password",
        "--dbname", url, *arguments,
    ]  # fmt: skip
    with log.open("ab") as output:
        return processes.spawn(argv, env=environment(), stdout=output, stderr=output)


def environment() -> dict[str, str]:
    """The password stands in no command line, where every user of the machine could read it."""
    secret = os.environ.get("BACKUP_DATABASE_PASSWORD") or os.environ.get("DATABASE_PASSWORD")
    return os.environ | ({"PGPASSWORD": secret} if secret else {}) | {"TZ": "UTC"}


def database_of(url: str) -> str:
    return urlsplit(url).path.lstrip("/")


@contextlib.contextmanager
def connected(url: str) -> Iterator[psycopg2.extensions.cursor]:
    """A cursor outside any transaction."""
    options = {"connect_timeout": 10, "application_name": "minamin_backup", "options": "-c timezone=UTC"}
    if password := environment().get("PGPASSWORD"):
        options["password"] = password
    try:
        connection = psycopg2.connect(url, **options)
    except psycopg2.OperationalError as error:
        raise RecoveryFailed(f"the database does not answer: {error}") from error
    connection.autocommit = True
    with contextlib.closing(connection), connection.cursor() as cursor:
        yield cursor


def asked(cursor, question: str, *given):
    """The first column of the first row."""
    cursor.execute(question, given or None)
    return cursor.fetchone()[0]
