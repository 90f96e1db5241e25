"""The portal's own PostgreSQL and Valkey for machines where nothing else is prepared; never for production."""
import atexit
import os
import sys
import time
from pathlib import Path

from .processes import StartFailed
from .servers import NAMES, InUse, Servers, announced

# Commands that need neither database nor broker.
WITHOUT_SERVERS = {
    "help", "version", "check", "collectstatic", "compile_catalogues", "compilemessages", "diffsettings", "findstatic",
    "makemessages", "startapp", "startproject",
}  # fmt: skip
STARTING_WITHIN = 60.0  # seconds that another process may need until its servers can be shared


def data_directory() -> Path:
    """Where everything the running portal writes stands: PORTAL_DATA, or var in the repository."""
    return Path(os.environ.get("PORTAL_DATA") or Path(__file__).resolve().parents[2] / "var").absolute()


def urls() -> dict[str, str] | None:
    """DATABASE_URL and REDIS_URL: from the environment, else of the portal running here; None when one is missing."""
    named = {name: os.environ[name] for name in NAMES if os.environ.get(name)}
    if len(named) < len(NAMES):
        named = announced(data_directory()) | named
    return named if len(named) == len(NAMES) else None


def ensure_servers(argv: list[str]) -> None:
    """Give the command in `argv` (like sys.argv) its servers: configured, running, or started until this process ends.

    Sets the environment variables. Progress goes to standard error.
    """
    if not _needs_servers(argv[1:]):
        return
    found = urls() or _start_until_exit()
    os.environ.update(found)


def _needs_servers(arguments: list[str]) -> bool:
    if os.environ.get("DJANGO_SETTINGS_MODULE", "").endswith(".production"):
        return False
    command = next((argument for argument in arguments if not argument.startswith("-")), "help")
    return command not in WITHOUT_SERVERS and not {"-h", "--help", "--version"} & set(arguments)


def _start_until_exit() -> dict[str, str]:
    own = Servers(data_directory(), say=lambda _text: None)
    atexit.register(own.stop)
    try:
        sys.stderr.write("starting PostgreSQL and Valkey for this command\n")
        return own.start()
    except InUse as busy:
        return _await_the_other() or sys.exit(str(busy))
    except StartFailed as failure:
        sys.exit(str(failure))


def _await_the_other() -> dict[str, str] | None:
    """The addresses of a portal that is just starting here."""
    deadline = time.monotonic() + STARTING_WITHIN
    while not (found := urls()) and time.monotonic() < deadline:
        time.sleep(0.2)
    return found
