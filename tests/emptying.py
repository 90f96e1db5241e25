"""After a test whose transactions were committed: every table empty again.

Django's TRUNCATE makes the files of all tables and their indexes anew and draws up content types and permissions again,
about a second of a test that wrote a few rows. A test without transactions of its own needs none of this.
"""

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test import TransactionTestCase

STAY = {ContentType._meta.db_table, Permission._meta.db_table}  # of the code, not of a test


def by_deleting() -> None:
    """From now on in this process, where the database lets us."""
    as_usual = TransactionTestCase._fixture_teardown

    def empty_tables(test: TransactionTestCase) -> None:
        connection.ensure_connection()
        if connection.connection.info.parameter_status("is_superuser") == "on":
            empty()
        else:
            as_usual(test)

    TransactionTestCase._fixture_teardown = empty_tables


def empty() -> None:
    """No trigger is asked: neither foreign keys nor the log that refuses changes."""
    tables = set(connection.introspection.django_table_names(only_existing=True, include_views=False)) - STAY
    deletes = (f"DELETE FROM {connection.ops.quote_name(table)}" for table in sorted(tables))  # noqa: S608
    with transaction.atomic(), connection.cursor() as sql:
        sql.execute("; ".join(["SET LOCAL session_replication_role = replica", *deletes]))
