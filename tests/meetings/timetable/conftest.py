"""Nothing here touches the database; the compiled search is made ready once,
so that no time limit includes compiling it.
"""
import pytest

from meetings.timetable import read_instance
from meetings.timetable.annealing import cycles
from meetings.timetable.goals import WEIGHT
from meetings.timetable.greedy import first_plan

from .invented import instance


@pytest.fixture(scope="session", autouse=True)
def compiled_search():
    ready = read_instance(instance(3, 3, 1, [(0, 1), (1, 2)]))
    next(cycles(ready, WEIGHT, first_plan(ready), seed=0))


@pytest.fixture(autouse=True)
def no_search_fails(caplog):
    """One that fails leaves the race to the other and would go unnoticed."""
    yield
    assert not [record for record in caplog.get_records("call") if record.exc_info]
