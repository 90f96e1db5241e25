"""How the processes of a test run share its files."""

from types import SimpleNamespace

from tests import shares


def items(*nodes: str) -> list[SimpleNamespace]:
    return [SimpleNamespace(nodeid=node) for node in nodes]


def in_order(given: list) -> list[str]:
    shares.pytest_collection_modifyitems(SimpleNamespace(workerinput={}), given)
    return [item.nodeid for item in given]


def test_files_that_go_back_over_migrations_stay_together():
    assert shares.share_of("tests/mou/test_log_migration.py") == shares.share_of("tests/core/test_migrations.py")
    assert shares.share_of("tests/mou/test_services.py") == "tests/mou/test_services.py"


def test_the_longest_come_first_and_of_the_others_those_with_most_tests():
    one, two = "tests/mou/test_views.py::a", "tests/mou/test_services.py::a"
    longest, trip = "tests/journeys/test_every_page.py::a", "tests/core/test_migrations.py::a"
    wanted = [longest, trip, two, "tests/mou/test_services.py::b", one]
    assert in_order(items(one, two, "tests/mou/test_services.py::b", trip, longest)) == wanted


def test_a_run_of_one_process_keeps_its_order():
    given = items("tests/mou/test_views.py::a", "tests/journeys/test_every_page.py::a")
    shares.pytest_collection_modifyitems(SimpleNamespace(), given)
    assert [item.nodeid[:10] for item in given] == ["tests/mou/", "tests/jour"]


def test_all_that_are_named_are_there():
    for name in shares.LONGEST:
        assert name == shares.TRIPS or (shares.ROOT / name).exists(), name
