"""State only: the tables belong to meetings now (meetings 0001)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("events", "0008_events_in_several_languages"), ("meetings", "0001_out_of_events")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel(name)
                for name in (
                    "FollowUp",
                    "TimeProposal",
                    "Seating",
                    "Unavailable",
                    "Meeting",
                    "TimetableRun",
                    "Slot",
                    "MeetingSetup",
                )
            ]
        )
    ]
