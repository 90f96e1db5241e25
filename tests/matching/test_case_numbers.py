"""Each case has a number, by kind and year, that nobody changes."""
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from core.case_numbers import number_the_old
from core.database.roles import WEB, set_up
from matching.models import Introduction, Match

pytestmark = pytest.mark.django_db


def running(number: str) -> int:
    return int(number.rsplit("-", 1)[1])


def another(introduction: Introduction, at: datetime) -> Introduction:
    return Introduction.objects.create(match=introduction.match, requested_at=at, answer_by=at, state="recalled")


def test_each_kind_has_its_own_numbers(referral):
    given = [referral.introduction.match.case_number, referral.introduction.case_number, referral.case_number]
    assert [number[:8] for number in given] == ["MA-2026-", "IN-2026-", "RE-2026-"]


def test_the_next_one_has_the_next_number_at_once(introduced, now):
    assert running(another(introduced, now).case_number) == running(introduced.case_number) + 1


def test_each_year_begins_anew_on_the_calendar_of_tokyo(introduced):
    midnight = datetime(2031, 12, 31, 15, tzinfo=UTC)
    last, first = another(introduced, midnight - timedelta(seconds=1)), another(introduced, midnight)
    assert (last.case_number, first.case_number) == ("IN-2031-0001", "IN-2032-0001")


def test_the_tenthousandth_has_five_digits(introduced, now):
    with connection.cursor() as sql:
        sql.execute("SELECT setval('case_number_in_2026', 9999)")
    assert another(introduced, now).case_number == "IN-2026-10000"


def test_a_number_stays(introduced):
    with pytest.raises(IntegrityError, match="keeps its number"), transaction.atomic():
        Introduction.objects.filter(pk=introduced.pk).update(case_number="IN-2026-9999")


def test_many_at_once_have_theirs(match, now):
    fields = {"japan": match.japan, "partner": match.partner, "fit": 50, "forward": 50, "backward": 50,
              "weights_version": 1, "state": "dismissed", "ended_at": now, "created_at": now, "scored_at": now}
    rows = Match.objects.bulk_create([Match(**fields) for _number in range(3)])
    assert len({row.case_number for row in rows} - {""}) == len(rows)


def test_the_portals_own_role_gets_numbers_in_a_new_year(introduced):
    with connection.cursor() as sql:
        sql.execute("SET CONSTRAINTS ALL IMMEDIATE")
        set_up({})
        sql.execute(f"SET LOCAL ROLE {WEB}")
        number = another(introduced, datetime(2040, 5, 1, tzinfo=UTC)).case_number
        sql.execute("RESET ROLE")
    assert number == "IN-2040-0001"


def test_rows_of_earlier_days_are_numbered_by_date(introduced, now):
    days = [3, 1, 2]
    rows = {day: another(introduced, datetime(2019, 5, day, tzinfo=UTC)) for day in days}
    table = Introduction._meta.db_table
    with connection.cursor() as sql:
        sql.execute("SET CONSTRAINTS ALL IMMEDIATE")
        sql.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        Introduction.objects.update(case_number="")
        sql.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        sql.execute("SELECT setval('case_number_in_2019', 1, false)")
    with connection.schema_editor(atomic=False) as editor:
        assert number_the_old(editor, table, "requested_at", step=2) == len(days) + 1
    given = dict(Introduction.objects.values_list("pk", "case_number"))
    assert [given[rows[day].pk] for day in sorted(days)] == ["IN-2019-0001", "IN-2019-0002", "IN-2019-0003"]
    assert given[introduced.pk].startswith("IN-2026-")
