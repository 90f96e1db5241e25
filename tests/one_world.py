"""What the fixtures of a file build stands for all of its tests; each test begins from there.

A file asks for it: pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_world")]. Fixtures that are made
of rows and of such fixtures only are built once, each behind a savepoint of its own, and every test is given copies.
Before a test that asks for fewer of them, the others are rolled back: it meets no row it did not ask for.

They are built before all other fixtures of a test: nothing for files where one of those changes what is built next.
"""

from collections.abc import Iterator
from contextlib import nullcontext
from copy import deepcopy
from inspect import isgeneratorfunction
from types import FunctionType
from typing import NamedTuple
from unittest.mock import patch

import pytest
from django.db import transaction

GIVEN = {"db", "now"}
CLOCK = "_the_clock_stands_still"  # a fixture; what is built keeps to it
standing: list["World"] = []


class Level(NamedTuple):
    fixture: str
    savepoint: str
    values: dict[str, object]  # of all fixtures up to here, as they were when this one had been built


class World:
    def __init__(self):
        self.levels = [Level("", transaction.savepoint(), {})]
        self.order: list[str] = []  # of all fixtures met so far: what one is made of comes before it
        self.makers: set[str] = set()  # fixtures that are functions: each test gets its own, which knows its copies
        self.fixtures: dict = {}
        self.given: dict[str, object] = {}

    def become(self, item: pytest.Function) -> None:
        """What this test asks for, and no more."""
        self.fixtures = item._fixtureinfo.name2fixturedefs
        names = [name for name in self._in_order(item.fixturenames) if self._is_kept(name)]
        self.order += [name for name in dict.fromkeys(names) if name not in self.order]
        wanted = sorted(set(names), key=self.order.index)
        clock = patch("django.utils.timezone.now", lambda: self._made("now", {}))
        with clock if CLOCK in item.fixturenames else nullcontext():
            self._build(wanted)
        self.given = deepcopy(self.levels[-1].values)

    def _build(self, names: list[str]) -> None:
        wanted = [name for name in names if name not in self.makers]
        while (there := [level.fixture for level in self.levels[1:]]) != wanted[: len(there)]:
            self.levels.pop()
        transaction.savepoint_rollback(self.levels[-1].savepoint)
        for name in wanted[len(there) :]:
            values = deepcopy(self.levels[-1].values)
            values[name] = self._made(name, values)
            if isinstance(values[name], FunctionType):
                self.makers.add(name)
            else:
                self.levels.append(Level(name, transaction.savepoint(), values))

    def _made(self, name: str, values: dict) -> object:
        known = {"db": None} | values
        arguments = self.fixtures[name][-1].argnames
        return self.fixtures[name][-1].func(**{
            one: known[one] if one in known else self._made(one, values) for one in arguments
        })

    def _in_order(self, names: list[str]) -> Iterator[str]:
        for name in names:
            if self._is_kept(name):
                yield from self._in_order(self.fixtures[name][-1].argnames)
                yield name

    def _is_kept(self, name: str) -> bool:
        return name not in GIVEN and "db" in (roots := set(self._roots(name))) and roots <= GIVEN

    def _roots(self, name: str) -> Iterator[str]:
        """What it is made of in the end; itself if that cannot be said, or if it ends with something to be undone."""
        [*_, made] = self.fixtures.get(name) or [None]
        if name in GIVEN or made is None or not _is_plain(made):
            yield name
        else:
            for one in made.argnames:
                yield from self._roots(one)


def _is_plain(made: pytest.FixtureDef) -> bool:
    if made.scope != "function" or made.params or isgeneratorfunction(made.func):
        return False
    return bool(made.argnames) and made.argname not in made.argnames


@pytest.fixture(scope="module")
def one_world(django_db_setup, django_db_blocker):
    atomic = transaction.atomic()
    atomic._from_testcase = True  # as Django's own around a test: durable blocks may stand in it
    with django_db_blocker.unblock(), atomic:
        standing.append(World())
        yield
        standing.pop()
        transaction.set_rollback(True)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef, request):
    if not standing or fixturedef.scope != "function":
        return (yield)
    if fixturedef.argname == "_django_db_helper":
        standing[-1].become(request._pyfuncitem)
    if fixturedef.argname not in standing[-1].given:
        return (yield)
    with patch.object(fixturedef, "func", lambda **_: standing[-1].given[fixturedef.argname]):
        return (yield)
