"""Back and forward again, the database is what it was; and what is said again on a later trip comes to the same."""

from django.db import connection

from tests import migrating
from tests.migrating import migrate, newest

BEFORE = [
    ("core", "0002_activity_is_append_only"), ("events", "0006_accounted_for_in_full"),
    ("matching", "0001_matches_to_referrals"), ("mou", "0002_what_was_signed_stays"),
    ("notifications", "0002_calendar_of_a_message"),
]
SHAPE = {
    "columns": """select table_name, column_name, udt_name, is_nullable, column_default, character_maximum_length
        from information_schema.columns where table_schema = 'public'""",
    "constraints": """select conrelid::regclass::text, conname, pg_get_constraintdef(oid)
        from pg_constraint where connamespace = 'public'::regnamespace""",
    "indexes": "select indexname, indexdef from pg_indexes where schemaname = 'public'",
    "triggers": "select tgname, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal",
    "functions": """select proname, prosrc from pg_proc where pronamespace = 'public'::regnamespace
        and prolang = (select oid from pg_language where lanname = 'plpgsql')""",
}


def shape() -> set[tuple]:
    with connection.cursor() as sql:
        found = set()
        for what, query in SHAPE.items():
            sql.execute(query)
            rows = {(what, *row) for row in sql.fetchall()}
            assert rows, what
            found |= rows
        return found


def trip() -> tuple[set, set]:
    """What it is like before and afterwards."""
    migrate(BEFORE)
    before = shape()
    migrate(newest())
    return before, shape()


def test_the_way_back_leads_forward_to_the_same_database(transactional_db):
    there = shape()
    migrating.SQL.clear()
    try:
        drawn_up = trip()
        assert migrating.SQL
        said_again = trip()
    finally:
        migrate(newest())
    assert drawn_up[1] - there == there - drawn_up[1] == set()
    assert drawn_up[0] != there
    assert said_again == drawn_up
