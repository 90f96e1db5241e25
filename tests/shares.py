"""pytest plugin: how the processes of a run (-n) share its files, so that none waits long for another at the end.

Files that take longest come first. Those that go back over migrations stay together: what the first of them draws up
(tests/migrating.py) serves the others. Without xdist's --dist loadfile nothing of this takes part.
"""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from xdist.scheduler import LoadFileScheduling

ROOT = Path(__file__).resolve().parents[1]
TRIPS = "files that go back over migrations"
FIRST = "tests/core/test_migrations.py"  # of the trips: it draws up its steps anew, whatever was known before
LONGEST = ("tests/journeys/test_every_page.py", TRIPS, "tests/architecture/test_url_roles.py", "tests/journeys/")


@cache
def share_of(file: str) -> str:
    return TRIPS if "tests.migrating import" in (ROOT / file).read_text(encoding="utf-8") else file


def place(share: str) -> int:
    """In the order of `LONGEST`; all others stand behind them."""
    return next((place for place, name in enumerate(LONGEST) if share.startswith(name)), len(LONGEST))


class Shares(LoadFileScheduling):
    def _split_scope(self, nodeid: str) -> str:
        return share_of(super()._split_scope(nodeid))


def pytest_xdist_make_scheduler(config: pytest.Config, log):
    if config.getvalue("dist") != "loadfile":
        return None
    config.option.loadscopereorder = False  # it would put a file of one long test last
    return Shares(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not hasattr(config, "workerinput"):
        return
    many = Counter(map(_share, items))
    items.sort(key=lambda item: (place(_share(item)), -many[_share(item)], _share(item), not _is_first(item)))


def _share(item: pytest.Item) -> str:
    return share_of(item.nodeid.partition("::")[0])


def _is_first(item: pytest.Item) -> bool:
    return item.nodeid.startswith(FIRST)
