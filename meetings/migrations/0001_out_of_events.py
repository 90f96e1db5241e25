"""Meetings were a part of events at first. The tables keep their rows, only their names and their owner change.

The log is never rewritten: it keeps the former names, and core.former says what they are called today.
"""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

MODELS = ("meetingsetup", "slot", "unavailable", "meeting", "seating", "timeproposal", "followup", "timetablerun")
RENAME = """
ALTER TABLE {0}_{2} RENAME TO {1}_{2};
ALTER INDEX {0}_{2}_pkey RENAME TO {1}_{2}_pkey;
UPDATE django_content_type SET app_label = '{1}' WHERE app_label = '{0}' AND model = '{2}'
    AND NOT EXISTS (SELECT 1 FROM django_content_type WHERE app_label = '{1}' AND model = '{2}');
UPDATE notifications_message SET concerns = '{1}' || substr(concerns, length('{0}') + 1) WHERE concerns LIKE '{0}.{2}:%';
"""


def renamed(old: str, new: str) -> str:
    return "".join(RENAME.format(old, new, model) for model in MODELS)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("events", "0007_journeys_told_and_reported"),
        ("notifications", "0003_texts_end"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(renamed("events", "meetings"), renamed("meetings", "events"))],
            state_operations=[
                migrations.CreateModel(
                    name='Meeting',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('state', models.CharField(choices=[('requested', 'Requested'), ('accepted', 'Accepted, not yet placed'), ('scheduled', 'Placed'), ('confirmed', 'Confirmed'), ('held', 'Held'), ('no_show', 'Somebody did not come'), ('declined', 'Declined'), ('expired', 'Not answered in time'), ('displaced', "Must be rescheduled"), ('cancelled', 'Cancelled')], default='requested', max_length=20)),
                        ('origin', models.CharField(choices=[('delegate', 'Asked for by a delegate'), ('organiser', 'Arranged by the organiser')], max_length=20)),
                        ('mutual', models.BooleanField(default=False)),
                        ('topic', models.CharField(blank=True, max_length=300, verbose_name='Topic of the meeting')),
                        ('language', models.CharField(default='en', max_length=2)),
                        ('requested_at', models.DateTimeField()),
                        ('expires_at', models.DateTimeField(blank=True, null=True)),
                        ('pair', models.CharField(blank=True, max_length=5)),
                        ('pair_corrected', models.BooleanField(default=False)),
                        ('part', models.CharField(blank=True, choices=[('am', 'Morning'), ('pm', 'Afternoon')], max_length=2, verbose_name='Half of the day')),
                        ('table', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('sequence', models.PositiveIntegerField(default=0)),
                        ('is_fixed', models.BooleanField(default=False)),
                        ('held_at', models.DateTimeField(blank=True, null=True)),
                        ('after', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='followers', to='meetings.meeting')),
                        ('asked', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='events.registration')),
                        ('asker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='events.registration')),
                        ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='events.event')),
                        ('interpreter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='events.contributor')),
                        ('missing', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='events.registration')),
                        ('requested_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'meeting',
                        'verbose_name_plural': 'meetings',
                    },
                ),
                migrations.CreateModel(
                    name='Slot',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('number', models.PositiveSmallIntegerField()),
                        ('starts_at', models.DateTimeField()),
                        ('ends_at', models.DateTimeField()),
                        ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='events.event')),
                    ],
                    options={
                        'ordering': ['number'],
                    },
                ),
                migrations.CreateModel(
                    name='Seating',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seatings', to='meetings.meeting')),
                        ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='events.registration')),
                        ('slot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.slot')),
                    ],
                ),
                migrations.AddField(
                    model_name='meeting',
                    name='slot',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='meetings.slot'),
                ),
                migrations.AddField(
                    model_name='meeting',
                    name='wished_slot',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meetings.slot'),
                ),
                migrations.CreateModel(
                    name='TimeProposal',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('proposed_at', models.DateTimeField()),
                        ('answered_at', models.DateTimeField(blank=True, null=True)),
                        ('taken', models.BooleanField(default=False)),
                        ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='meetings.meeting')),
                        ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='events.registration')),
                        ('slot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='meetings.slot')),
                    ],
                ),
                migrations.CreateModel(
                    name='TimetableRun',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('state', models.CharField(choices=[('queued', 'Waiting'), ('running', 'Being computed'), ('finished', 'Computed, not yet applied'), ('infeasible', 'Not possible as it is'), ('failed', 'Failed'), ('applied', 'Applied'), ('discarded', 'Set aside')], default='queued', max_length=20)),
                        ('seconds', models.PositiveSmallIntegerField()),
                        ('keep_moves_few', models.BooleanField(default=False)),
                        ('given', models.JSONField(default=dict)),
                        ('rows', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                        ('times', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(blank=True, max_length=36), default=list, size=None)),
                        ('plan', models.JSONField(default=dict)),
                        ('variant', models.JSONField(default=dict)),
                        ('progress', models.JSONField(default=dict)),
                        ('error', models.JSONField(blank=True, default=dict)),
                        ('conflicts', models.JSONField(blank=True, default=list)),
                        ('left_out', models.JSONField(blank=True, default=dict)),
                        ('stop_asked', models.BooleanField(default=False)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('requested_at', models.DateTimeField()),
                        ('finished_at', models.DateTimeField(blank=True, null=True)),
                        ('applied_at', models.DateTimeField(blank=True, null=True)),
                        ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='events.event')),
                        ('requested_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='Unavailable',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('interpreter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='events.contributor')),
                        ('registration', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='events.registration')),
                        ('slot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to='meetings.slot')),
                    ],
                ),
                migrations.CreateModel(
                    name='FollowUp',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('rating', models.PositiveSmallIntegerField(verbose_name='How useful was it?')),
                        ('next_step', models.CharField(blank=True, max_length=300, verbose_name='Next step')),
                        ('owner', models.CharField(blank=True, max_length=120, verbose_name='Who does it')),
                        ('due_on', models.DateField(blank=True, null=True, verbose_name='To be done by')),
                        ('written_at', models.DateTimeField()),
                        ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='events.registration')),
                        ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to='meetings.meeting')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('meeting', 'registration'), name='follow_up_once_per_side'), models.CheckConstraint(condition=models.Q(('rating__gte', 1), ('rating__lte', 5)), name='follow_up_rating_from_one_to_five')],
                    },
                ),
                migrations.CreateModel(
                    name='MeetingSetup',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('tables', models.PositiveSmallIntegerField(verbose_name='Tables')),
                        ('most_per_person', models.PositiveSmallIntegerField(default=12, verbose_name="Maximum open requests per person")),
                        ('hold_hours', models.PositiveSmallIntegerField(default=72, verbose_name='Hours to answer a request')),
                        ('event', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='events.event')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('tables__gte', 1)), name='meeting_setup_has_tables')],
                    },
                ),
                migrations.AddConstraint(
                    model_name='slot',
                    constraint=models.UniqueConstraint(fields=('event', 'number'), name='slot_number_once_per_event'),
                ),
                migrations.AddConstraint(
                    model_name='slot',
                    constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='slot_ends_after_it_starts'),
                ),
                migrations.AddConstraint(
                    model_name='seating',
                    constraint=models.UniqueConstraint(fields=('slot', 'registration'), name='seating_one_per_person_and_slot'),
                ),
                migrations.AddConstraint(
                    model_name='seating',
                    constraint=models.UniqueConstraint(fields=('meeting', 'registration'), name='seating_once_per_meeting_and_person'),
                ),
                migrations.AddIndex(
                    model_name='meeting',
                    index=models.Index(fields=['event', 'state'], name='meeting_by_event'),
                ),
                migrations.AddConstraint(
                    model_name='meeting',
                    constraint=models.CheckConstraint(condition=models.Q(('state__in', ['requested', 'accepted', 'scheduled', 'confirmed', 'held', 'no_show', 'declined', 'expired', 'displaced', 'cancelled'])), name='meeting_state_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='meeting',
                    constraint=models.CheckConstraint(condition=models.Q(('asker', models.F('asked')), _negated=True), name='meeting_is_of_two_people'),
                ),
                migrations.AddConstraint(
                    model_name='meeting',
                    constraint=models.UniqueConstraint(condition=models.Q(('slot__isnull', False)), fields=('slot', 'table'), name='meeting_one_per_table_and_slot', violation_error_message='This table is taken at this time.'),
                ),
                migrations.AddConstraint(
                    model_name='meeting',
                    constraint=models.UniqueConstraint(condition=models.Q(('interpreter__isnull', False), ('slot__isnull', False)), fields=('slot', 'interpreter'), name='meeting_one_per_interpreter_and_slot'),
                ),
                migrations.AddConstraint(
                    model_name='meeting',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('interpreter', None), ('slot', None), ('table', None)), models.Q(('slot__isnull', False), ('table__isnull', False)), _connector='OR'), name='meeting_slot_has_a_table'),
                ),
                migrations.AddConstraint(
                    model_name='meeting',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('scheduled', 'confirmed')), _negated=True), ('slot__isnull', False), _connector='OR'), name='meeting_scheduled_has_a_slot'),
                ),
                migrations.AddConstraint(
                    model_name='meeting',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'held'), _negated=True), ('held_at__isnull', False), _connector='OR'), name='meeting_held_names_its_time'),
                ),
                migrations.AddConstraint(
                    model_name='timeproposal',
                    constraint=models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('meeting', 'proposed_by'), name='time_proposal_one_open_per_side'),
                ),
                migrations.AddConstraint(
                    model_name='timetablerun',
                    constraint=models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'running', 'finished', 'infeasible', 'failed', 'applied', 'discarded'])), name='timetable_run_state_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='timetablerun',
                    constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['queued', 'running'])), fields=('event',), name='timetable_run_one_at_a_time', violation_error_message='A timetable is being computed already.'),
                ),
                migrations.AddConstraint(
                    model_name='unavailable',
                    constraint=models.UniqueConstraint(fields=('slot', 'registration', 'interpreter'), name='unavailable_said_once', nulls_distinct=False),
                ),
                migrations.AddConstraint(
                    model_name='unavailable',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('interpreter__isnull', False), ('registration', None)), models.Q(('interpreter', None), ('registration__isnull', False)), _connector='OR'), name='unavailable_is_one_person'),
                ),
            ],
        ),
    ]
