"""Numbers that people say on the telephone: MA-2026-0148. The database gives them when a row is written.

From one sequence a kind and year, so that nobody waits for a number; what is taken back leaves a gap. The year is that
of the row's own moment in Tokyo.
"""
import re
import unicodedata
from typing import Any

from django.db import models, transaction

LENGTH = 20
WRITTEN = re.compile(r"([A-Z]{2})[\s-]*(\d{4})[\s-]+(\d{1,9})")
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−ー－", "-"))


class CaseNumberField(models.CharField):
    """Empty until the row is written, or until a migration numbered the rows of earlier days; never changed after."""

    def __init__(self, *args, **options):
        given = {"max_length": LENGTH, "db_default": models.Value(""), "default": "", "editable": False}
        super().__init__(*args, **options | given)

    def deconstruct(self):
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options


def once(name: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(fields=["case_number"], condition=~models.Q(case_number=""), name=name)


def read(text: str) -> str:
    """The number as it is written in the portal, of "ma 2026 148" too; empty where it is none."""
    plain = unicodedata.normalize("NFKC", text).translate(DASHES).strip().upper()
    found = WRITTEN.fullmatch(plain)
    return f"{found[1]}-{found[2]}-{int(found[3]):04}" if found else ""


def guard(table: str, prefix: str, moment: str) -> tuple[str, str]:
    """For a migration: the statements that let the database number the rows of a table, and those that end it."""
    trigger = f"{table}_has_its_number"
    return (
        f"CREATE TRIGGER {trigger} BEFORE INSERT OR UPDATE OF case_number ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION gives_case_number('{prefix}', '{moment}');",
        f"DROP TRIGGER IF EXISTS {trigger} ON {table};",
    )


def number_the_old(editor: Any, table: str, moment: str, *, step: int = 2000) -> int:
    """For a migration outside a transaction: the oldest first, a step at a time; may be run again."""
    waiting = f"SELECT id FROM {table} WHERE case_number = '' ORDER BY {moment}, id LIMIT {step}"  # noqa: S608
    touch = f"UPDATE {table} SET case_number = '' WHERE id = %s"  # noqa: S608 - our own names; the trigger does the rest
    written = 0
    while True:
        with transaction.atomic(editor.connection.alias), editor.connection.cursor() as sql:
            sql.execute(waiting)
            rows = sql.fetchall()
            sql.executemany(touch, rows)
        written += len(rows)
        if len(rows) < step:
            return written
