"""Files were kept by mou before core kept them: the rows stay, whichever way a database is migrated."""

import hashlib
from datetime import date

import pytest
from django.db import connection

from core.files.services import inspect_files
from core.models import StoredFile
from mou import services
from mou.models import Revision
from tests import files_build as build
from tests.migrating import migrate, newest

BEFORE = [("core", "0002_activity_is_append_only"), ("mou", "0002_what_was_signed_stays")]


@pytest.fixture
def as_before(transactional_db):
    leaves = newest()
    yield lambda: migrate(BEFORE)
    migrate(leaves)


def names_of(table: str) -> set[str]:
    """Of constraints and indexes."""
    with connection.cursor() as sql:
        return set(connection.introspection.get_constraints(sql, table))


def test_rows_and_what_points_to_them_stay(as_before, owed, sato, now):
    leaves = newest()
    bulletin = owed("bulletin_published", owing="japan", cadence="quarterly", commitment=2)
    evidence = services.add_evidence(
        bulletin, titles={"en": "No. 1"}, notes={}, happened_on=date(2026, 11, 1), quantity=1, period="",
        file=("a.pdf", build.pdf()), by=sato, now=now,
    )
    rules = names_of("core_storedfile")
    old = as_before()
    assert [row.file.name for row in old.get_model("mou", "Revision").objects.all()] == ["a.pdf"]
    assert "core_storedfile" not in connection.introspection.table_names()
    files, revisions = old.get_model("mou", "StoredFile").objects, old.get_model("mou", "Revision").objects
    content = build.pdf(b"/Old 1")
    stored = files.create(
        name="b.pdf", content_type="application/pdf", size=len(content),
        sha256=hashlib.sha256(content).hexdigest(), content=content,
        uploaded_by_id=sato.pk, uploaded_at=now,
    )
    revisions.create(evidence_id=evidence.pk, number=2, file=stored)
    migrate(leaves)
    assert "mou_storedfile" not in connection.introspection.table_names()
    assert names_of("core_storedfile") == rules
    assert [
        (row.number, row.file.name) for row in Revision.objects.select_related("file")
    ] == [(2, "b.pdf"), (1, "a.pdf")]
    assert bytes(StoredFile.objects.get(pk=stored.pk).content) == content
    assert inspect_files(now=now) == 2
