"""The time a match ended is read from the log for rows that had none; back and forth loses no row."""
from datetime import timedelta

import pytest
from django.db import connection

from matching import services
from matching.models import Match
from tests.migrating import migrate, newest

BEFORE = [("matching", "0001_matches_to_referrals")]


def columns() -> set[str]:
    with connection.cursor() as sql:
        return {column.name for column in connection.introspection.get_table_description(sql, "matching_match")}


@pytest.fixture
def forward(transactional_db):
    yield lambda: migrate(newest())
    migrate(newest())


def test_ended_matches_get_the_time_of_the_log(forward, introduced, unlisted, sato, now):
    recalled_at = now + timedelta(days=30)
    services.recall_introduction(introduced, reason="Wrong firm", by=sato, now=recalled_at)
    Match.objects.filter(pk=unlisted.pk).update(state="expired", ended_at=now)  # the log knows nothing of it
    migrate(BEFORE)
    assert "ended_at" not in columns()
    forward()
    ended = dict(Match.objects.values_list("pk", "ended_at"))
    assert ended == {introduced.match_id: recalled_at, unlisted.pk: unlisted.scored_at}
