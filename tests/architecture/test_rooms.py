"""The order of the rooms inside an app (docs/architecture.md): a room knows those below it, never one above or beside
it.

`pytest tests/architecture -s` prints both contracts: the floors and the rooms.
"""
import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from .test_house_rules import HOUSE, ROOT

APPS = ("companies", "matching", "events", "leads", "meetings", "mou", "office", "talks")
# From the ground up. The rooms of the first row may know each other; of every other row only what stands below.
ROOMS = [
    "enums states errors rules data",
    "intake scoring reckoning timetable",
    "encoding solver registers",
    "querysets",
    "models",
    "sources followers consequences successors",
    "endings",
    "computed",
    "permissions",
    "links senders",
    "calendars",
    "messages acts topics",
    "papers reporting",
    "services",
    "forms tasks",
    "pages",
    "views admin management",
    "urls apps",
]
LEVEL = {room: number for number, row in enumerate(ROOMS) for room in row.split()}
WITHOUT_ORM = ("rules", "intake", "scoring", "encoding", "reckoning", "timetable")


def modules(app: str) -> list[Path]:
    return [path for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts]


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[1].removesuffix(".py")


def rooms_known(path: Path, source: str) -> Iterator[str]:
    """Rooms of its own app that a module imports from."""
    package = list(path.relative_to(ROOT).parent.parts)
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.ImportFrom):
            continue
        base = package[: len(package) - node.level + 1] if node.level else []
        module = [*base, *(node.module.split(".") if node.module else [])]
        if module[0] != package[0]:
            continue
        yield from [module[1]] if len(module) > 1 else [alias.name for alias in node.names]


def wrong(path: Path, source: str) -> list[str]:
    room = room_of(path)
    return [
        f"{path.relative_to(ROOT)} knows {other}" for other in rooms_known(path, source)
        if other != room and LEVEL[other] >= max(LEVEL[room], 1)
    ]


@pytest.mark.parametrize("app", APPS)
def test_every_module_stands_in_a_room(app):
    assert {room_of(path) for path in modules(app)} - {"__init__"} <= set(LEVEL)


@pytest.mark.parametrize("app", APPS)
def test_rooms_know_only_rooms_below(app):
    found = [
        line for path in modules(app) if room_of(path) != "__init__" for line in wrong(path, path.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("app", APPS)
def test_algorithms_and_rules_know_no_rows(app):
    found = [
        str(path.relative_to(ROOT)) for path in modules(app)
        if room_of(path) in WITHOUT_ORM and {"models", "querysets"} & set(rooms_known(path, path.read_text("utf-8")))
    ]
    assert found == []


def test_a_room_above_would_be_found():
    path = ROOT / "events" / "services" / "seats.py"
    assert wrong(path, "from ..pages import display\nfrom ..models import Event") == [
        "events/services/seats.py knows pages"
    ]
    assert wrong(path, "from events.views.desk import desk") == ["events/services/seats.py knows views"]
    assert wrong(
        ROOT / "events" / "forms" / "people.py", "from .. import tasks"
    ) == ["events/forms/people.py knows tasks"]


def test_both_contracts_are_printed():
    print("\nfloors, from the ground up:", *(" + ".join(floor) for floor in HOUSE), sep="\n  ")
    print("rooms of an app, from the ground up:", *(row.replace(" ", ", ") for row in ROOMS), sep="\n  ")
    for app in APPS:
        rooms = sorted({room_of(path) for path in modules(app)} - {"__init__"}, key=LEVEL.get)
        print(f"  {app}: {len(rooms)} rooms, {len(modules(app))} modules")
    assert len(LEVEL) == sum(len(row.split()) for row in ROOMS), "a room stands once"
