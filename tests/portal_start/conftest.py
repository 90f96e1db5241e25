import os
import shutil
import signal
import tempfile
from pathlib import Path

import pytest

from minamin_portal.embedded import postgres

from . import standin

AS_ROOT = os.geteuid() == 0


@pytest.fixture
def ground():
    """A folder that every user may enter, as a repository's parent usually is; closed again at the end."""
    folder = Path(tempfile.mkdtemp(prefix="portal-start-"))
    folder.chmod(0o755)
    yield folder
    for cluster in folder.rglob("cluster"):
        shutil.rmtree(postgres.socket_path(cluster), ignore_errors=True)  # kill -9 leaves an empty folder
    shutil.rmtree(folder)


@pytest.fixture
def named() -> dict[str, str]:
    """The servers of this test run, for starts that need none of their own."""
    return {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL")}


@pytest.fixture
def start():
    """Start supervisors of stand-ins; whatever still runs at the end is killed."""
    runs = []

    def begin(repository: Path, **options) -> standin.Run:
        runs.append(standin.Run(repository, options.pop("port", None) or standin.free_port(), **options))
        return runs[-1]

    yield begin
    for run in runs:
        if run.process.poll() is None:
            run.end(signal.SIGTERM)
