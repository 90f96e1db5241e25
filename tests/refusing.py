"""Services that must refuse whoever may not act, before they write anything."""

from collections.abc import Callable

import pytest
from django.db import connection

from core.errors import NotPermitted, Refusal

# All that this test has written until now, also what was taken back again; a test is one transaction.
WRITES = "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_xact_user_tables"


def writes() -> int:
    with connection.cursor() as sql:
        sql.execute(WRITES)
        return sql.fetchone()[0]


def refuses(act: Callable[[], object], error: type[Refusal] = NotPermitted) -> None:
    """The refusal is about who acts, and not a row was touched."""
    before = writes()
    with pytest.raises(error):
        act()
    assert writes() == before
