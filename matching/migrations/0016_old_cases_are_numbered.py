"""Numbers of the rows that are older than numbers, by their dates; may be run twice."""

from django.db import migrations

from core.case_numbers import number_the_old, once


def number(_apps, editor):
    number_the_old(editor, "matching_match", "created_at")
    number_the_old(editor, "matching_introduction", "requested_at")
    number_the_old(editor, "matching_referral", "sent_at")


class Migration(migrations.Migration):

    atomic = False  # a step of rows at a time; the indexes are built beside the work
    dependencies = [("matching", "0015_case_numbers")]

    operations = [
        migrations.RunPython(number, migrations.RunPython.noop),
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(
                "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS match_case_number_once ON matching_match (case_number) "
                "WHERE NOT (case_number = '')",
                "DROP INDEX CONCURRENTLY IF EXISTS match_case_number_once",
            )],
            [migrations.AddConstraint("match", once("match_case_number_once"))],
        ),
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(
                "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS introduction_case_number_once ON matching_introduction (case_number) "
                "WHERE NOT (case_number = '')",
                "DROP INDEX CONCURRENTLY IF EXISTS introduction_case_number_once",
            )],
            [migrations.AddConstraint("introduction", once("introduction_case_number_once"))],
        ),
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(
                "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS referral_case_number_once ON matching_referral (case_number) "
                "WHERE NOT (case_number = '')",
                "DROP INDEX CONCURRENTLY IF EXISTS referral_case_number_once",
            )],
            [migrations.AddConstraint("referral", once("referral_case_number_once"))],
        ),
    ]
