"""Is a backup whole? Every file of the copy by its sum, the account by its own, the changes without a gap."""

import gzip
from pathlib import Path

from .errors import CouldNotCheck, Damaged, RecoveryFailed
from .shelf import SEGMENT_SIZE, Account, Shelf, file_sum, gaps
from .tools import run


def check(shelf: Shelf, name: str) -> Account:
    """Raises Damaged, or CouldNotCheck, which is never good."""
    account = shelf.account(name)
    copy = shelf.copy_of(name)
    if file_sum(copy / "backup_manifest") != account.copy_sha256:
        raise Damaged(f"{copy}/backup_manifest was changed after it was written")
    try:
        run("pg_verifybackup", "--quiet", copy)
    except OSError as error:
        raise CouldNotCheck(f"pg_verifybackup cannot be started: {error}") from error
    except RecoveryFailed as error:
        raise Damaged(f"{name}: {error}") from error
    if missing := missing_changes(shelf, account):
        raise Damaged(f"{name}: changes are missing, nothing after them can be brought back: {', '.join(missing)}")
    for path in changes_since(shelf, account).values():
        _look_into(path)
    return account


def changes_since(shelf: Shelf, account: Account) -> dict[str, Path]:
    return {
        name: path for name, path in shelf.segments(account.cluster).items() if name >= account.first_segment
    }


def missing_changes(shelf: Shelf, account: Account) -> list[str]:
    """From the first segment that the backup needs to the newest that is there."""
    return gaps(account.first_segment, changes_since(shelf, account))


def _look_into(path: Path) -> None:
    try:
        size = _unpacked(path) if path.suffix == ".gz" else path.stat().st_size
    except (OSError, EOFError) as error:
        raise Damaged(f"{path} cannot be read: {error}") from error
    if size != SEGMENT_SIZE:
        raise Damaged(f"{path} holds {size} bytes instead of {SEGMENT_SIZE}")


def _unpacked(path: Path) -> int:
    with gzip.open(path) as file:
        return sum(len(part) for part in iter(lambda: file.read(1 << 20), b""))
