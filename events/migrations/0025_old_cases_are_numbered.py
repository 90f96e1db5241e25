"""Numbers of the rows that are older than numbers, by their dates; may be run twice."""

from django.db import migrations

from core.case_numbers import number_the_old, once


def number(_apps, editor):
    number_the_old(editor, "events_event", "created_at")


class Migration(migrations.Migration):

    atomic = False  # a step of rows at a time; the indexes are built beside the work
    dependencies = [("events", "0024_case_numbers")]

    operations = [
        migrations.RunPython(number, migrations.RunPython.noop),
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(
                "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS event_case_number_once ON events_event (case_number) "
                "WHERE NOT (case_number = '')",
                "DROP INDEX CONCURRENTLY IF EXISTS event_case_number_once",
            )],
            [migrations.AddConstraint("event", once("event_case_number_once"))],
        ),
    ]
