"""What is asked of the log all day stays quick in a long log: the newest act of a kind about one row."""

import pytest
from django.db import connection

from companies import services
from companies.pages.tasklist import state_reason
from core.activity import ref
from core.models import Activity

pytestmark = pytest.mark.django_db
LONG = """
INSERT INTO core_activity (at, verb, subject, about, from_state, to_state, data)
SELECT now(), 'x.y', 'x.y:' || g, ARRAY['x.y:' || g], '', '', '{}' FROM generate_series(1, 20000) g
"""


@pytest.fixture
def suspended(hokuriku, sato, now):
    """A firm with a reason to look for, somewhere in a long log."""
    services.suspend_firm(hokuriku, reason="A reason", by=sato, now=now)
    run(LONG)
    run("ANALYZE core_activity")
    hokuriku.refresh_from_db()
    return hokuriku


def run(statement: str) -> None:
    with connection.cursor() as sql:
        sql.execute(statement)


def plan(firm) -> str:
    acts = Activity.objects.filter(subject=ref(firm), verb="companies.firm.suspend")
    return acts.order_by("-at", "-pk")[:1].explain(analyze=True)


def test_the_reason_of_a_state_is_found_by_index(suspended):
    assert "activity_by_subject" in plan(suspended)
    assert "Seq Scan" not in plan(suspended)
    assert state_reason(suspended) == "A reason"


def test_without_the_index_the_whole_log_would_be_read(suspended):
    run("DROP INDEX activity_by_subject")
    assert "Seq Scan" in plan(suspended)
