"""Backups and restoring, at the prompt: python -m minamin_portal.recovery --help"""

import argparse
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from minamin_portal import embedded
from minamin_portal.embedded import postgres, processes

from .checking import check
from .drill import drill
from .errors import CouldNotCheck, RecoveryFailed
from .restoring import nobody_else, restore
from .shelf import Shelf
from .taking import take

GOOD, BAD, UNKNOWN = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """0: good; 1: not good; 2: could not be checked."""
    options = _parser().parse_args(arguments)
    os.umask(0o077)
    try:
        return ACTS[options.act](options, Shelf(options.folder.absolute()))
    except CouldNotCheck as unknown:
        return _say_last(str(unknown), UNKNOWN)
    except RecoveryFailed as failure:
        return _say_last(str(failure), BAD)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m minamin_portal.recovery", description=__doc__)
    folder = os.environ.get("BACKUP_FOLDER") or embedded.data_directory() / "backups"
    parser.add_argument("--folder", type=Path, default=Path(folder), help="where backups stand (BACKUP_FOLDER)")
    acts = parser.add_subparsers(dest="act", required=True)
    acts.add_parser("backup", help="take a backup now")
    acts.add_parser("list", help="what there is")
    named = acts.add_parser("verify", help="is a backup whole, with all changes since?")
    named.add_argument("name", nargs="?", help="which backup; without one the newest")
    back = acts.add_parser("restore", help="bring the portal back, into an empty data folder")
    back.add_argument("--into", type=Path, help="the cluster's folder; without one that of the embedded server")
    back.add_argument("--until", type=_moment, help="2026-11-30T14:05:00+09:00; without one everything")
    back.add_argument("--name", default="", help="which backup; without one the newest that fits")
    back.add_argument("--accept-gap", action="store_true", help="take what there is before missing changes")
    acts.add_parser("drill", help="bring the newest backup back beside the portal; says RPO and RTO")
    acts.add_parser("keep", help="keep changes, back up and drill every night, until stopped")
    after = acts.add_parser("aftermath")
    after.add_argument("reached", type=_moment)
    return parser


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError("say the zone too, as in 2026-11-30T14:05:00+09:00")
    return moment


def _url() -> str:
    found = os.environ.get("BACKUP_DATABASE_URL") or (embedded.urls() or {}).get("DATABASE_URL")
    if not found:
        raise RecoveryFailed("no portal runs here: start it, or set BACKUP_DATABASE_URL")
    return found


def _backup(_options, shelf: Shelf) -> int:
    account = take(_url(), shelf)
    rows = sum(count for count, _sum in account.tables.values())
    print(f"backup {account.name}: {account.bytes / 1e6:.0f} MB, {len(account.tables)} tables, {rows} rows, checked")
    return GOOD


def _list(_options, shelf: Shelf) -> int:
    for one in shelf.accounts():
        print(f"{one.name}  {one.bytes / 1e6:8.0f} MB  PostgreSQL {one.postgresql}  cluster {one.cluster}")
    return GOOD


def _verify(options, shelf: Shelf) -> int:
    names = shelf.names()
    if not names:
        raise CouldNotCheck(f"there is no backup in {shelf.base}")
    account = check(shelf, options.name or names[-1])
    print(f"backup {account.name} is whole, and all changes since are there")
    return GOOD


def _restore(options, shelf: Shelf) -> int:
    data = embedded.data_directory()
    with nobody_else(data):
        cluster = options.into or postgres.place_for(data)
        log = shelf.root / "restore.log"
        done = restore(
            shelf, cluster.absolute(), until=options.until, name=options.name, accept_gap=options.accept_gap, log=log,
            afterwards=lambda environment, reached: _put_right(environment, reached, shelf),
        )
    print(done.aftermath.strip())
    print(f"restored into {cluster} in {done.seconds:.1f} s, up to {done.reached:%F %T} UTC")
    for line in done.wrong:
        print(f"NOT EQUAL: {line}")
    return BAD if done.wrong else GOOD


def _put_right(environment: dict[str, str], reached: datetime, shelf: Shelf) -> str:
    """By a process of its own: only now there is a database that Django can be set up for."""
    argv = [sys.executable, "-m", "minamin_portal.recovery", "--folder", str(shelf.root), "aftermath"]
    done = subprocess.run(  # nosemgrep: waits-for-ever
        [*argv, reached.isoformat()], env=environment, cwd=Path(__file__).resolve().parents[2], text=True,
        capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RecoveryFailed(f"the restored portal could not be put right: {done.stderr.strip()[-1500:]}")
    return done.stdout


def _drill(_options, shelf: Shelf) -> int:
    print(drill(shelf, at=datetime.now(UTC)))
    return GOOD


def _keep(_options, shelf: Shelf) -> int:
    _django()
    from .keeper import Keeper

    keeper = Keeper(_url(), shelf, say=lambda text: print(text, flush=True))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    processes.adopt_orphans()
    try:
        keeper.run()
    except KeyboardInterrupt:
        pass
    finally:
        keeper.stop()
    return GOOD


def _aftermath(options, shelf: Shelf) -> int:
    _django()
    from .aftermath import put_right

    print("\n".join(put_right(shelf, reached_at=options.reached, now=datetime.now(UTC))))
    return GOOD


def _django() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minamin_portal.settings.local")
    django.setup()


def _say_last(words: str, code: int) -> int:
    print(words, file=sys.stderr)
    return code


ACTS = {
    "backup": _backup, "list": _list, "verify": _verify, "restore": _restore, "drill": _drill, "keep": _keep,
    "aftermath": _aftermath,
}

if __name__ == "__main__":
    sys.exit(main())
