"""Evidence and occasions name their source by its model; meetings have an app of their own now."""

from django.db import migrations

RENAME = """
UPDATE mou_evidence SET source_model = '{1}.meeting' WHERE source_model = '{0}.meeting';
UPDATE mou_occasion SET source_model = '{1}.meeting' WHERE source_model = '{0}.meeting';
"""


class Migration(migrations.Migration):
    dependencies = [("mou", "0004_memoranda_in_several_languages"), ("meetings", "0001_out_of_events")]
    operations = [migrations.RunSQL(RENAME.format("events", "meetings"), RENAME.format("meetings", "events"))]
