"""The portal's own role works in the tables, and can neither empty the log nor switch off what guards it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction

from companies.models import Firm
from core.activity import record
from core.chain import chain_log
from core.database.roles import BACKUP, OWNER, WEB, narrow, set_up, too_much
from core.models import Activity
from notifications.services import deliver_due

pytestmark = pytest.mark.django_db


@pytest.fixture
def roles(db) -> None:
    """For the time of a test: its transaction is never committed."""
    set_up({})


@contextmanager
def acting_as(role: str) -> Iterator:
    with connection.cursor() as sql:
        sql.execute(f"SET LOCAL ROLE {role}")
        yield sql
        sql.execute("RESET ROLE")


FORBIDDEN = [
    "TRUNCATE core_activity CASCADE",
    "TRUNCATE companies_firm CASCADE",
    "ALTER TABLE core_activity DISABLE TRIGGER activity_is_append_only",
    "ALTER TABLE core_activity DISABLE TRIGGER ALL",
    "DROP TRIGGER activity_is_append_only ON core_activity",
    "DROP TABLE core_activity CASCADE",
    "ALTER TABLE companies_firm ADD COLUMN more text",
    "UPDATE core_activity SET verb = 'a.b'",
    "DELETE FROM core_activity",
    "UPDATE core_loglink SET hash = hash",
    "DELETE FROM core_activitywords",
    "DELETE FROM django_migrations",
    "CREATE TABLE more (id int)",
    "CREATE OR REPLACE FUNCTION activity_is_append_only() RETURNS trigger LANGUAGE plpgsql "
    "AS $$BEGIN RETURN NEW; END$$",
    "SET session_replication_role = replica",
]


def is_refused(sql, statement: str) -> bool:
    try:
        with transaction.atomic():
            sql.execute(statement)
            transaction.set_rollback(True)
    except ProgrammingError as error:
        return type(error.__cause__).__name__ == "InsufficientPrivilege"
    return False


def test_the_portals_role_is_refused_by_right(roles, hokuriku):
    with acting_as(WEB) as sql:
        assert [one for one in FORBIDDEN if not is_refused(sql, one)] == []


def test_the_owner_may_what_migrations_need(roles):
    """The control: the same statements, as the role that migrates; what only a superuser may is left."""
    with acting_as(OWNER) as sql:
        allowed = [one for one in FORBIDDEN if not is_refused(sql, one)]
    for_superusers = {"SET session_replication_role = replica", "ALTER TABLE core_activity DISABLE TRIGGER ALL"}
    assert set(FORBIDDEN) - set(allowed) <= for_superusers
    assert "TRUNCATE core_activity CASCADE" in allowed


def test_ordinary_work_passes(roles, hokuriku, tanaka, as_, now):
    with acting_as(WEB):
        record(tanaka, "edit", by=tanaka, now=now, reason="said")
        Firm.objects.filter(pk=hokuriku.pk).update(city="Kanazawa")
        deliver_due()
        chain_log(now=now)
        assert as_(tanaka).get("/home/").status_code == 200
        assert Activity.objects.filter(verb="accounts.user.edit").exists()


def test_tables_of_later_migrations_can_be_worked_in(roles):
    with acting_as(OWNER) as sql:
        sql.execute("CREATE TABLE later (id bigserial PRIMARY KEY, name text)")
    narrow()
    with acting_as(WEB) as sql:
        sql.execute("INSERT INTO later (name) VALUES ('one')")
        sql.execute("UPDATE later SET name = 'two'")
        assert is_refused(sql, "TRUNCATE later")


def test_it_may_be_done_again(roles):
    set_up({WEB: "a/b#'c"})
    assert too_much() == ["it is a superuser"], "of this test's own connection"


def test_backups_read_everything_and_change_nothing(roles, hokuriku):
    with acting_as(BACKUP) as sql:
        sql.execute("SELECT count(*) FROM accounts_user")
        sql.execute("SELECT system_identifier FROM pg_control_system()")
        assert is_refused(sql, "UPDATE companies_firm SET city = ''")
        assert is_refused(sql, "DELETE FROM accounts_user")


def test_what_is_too_much_is_said(roles, settings):
    with acting_as(OWNER):
        assert too_much() == ["it owns the tables", "it may empty the log", "it may rewrite the log"]
    with acting_as(WEB):
        assert too_much() == []


def test_the_check_says_so_in_production_only(db, settings):
    settings.DEMO = False
    found = [one.id for one in run_checks(tags=["database"], databases=["default"])]
    assert "core.W006" in found
    settings.DEMO = True
    assert "core.W006" not in [one.id for one in run_checks(tags=["database"], databases=["default"])]


def test_who_may_not_is_told_to_be_a_superuser(roles):
    with acting_as(WEB), pytest.raises(CommandError, match="as a superuser"):
        call_command("database_roles")
