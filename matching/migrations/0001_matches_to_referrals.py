import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('companies', '0001_firms_and_profiles'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='EncodedLine',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('text_hash', models.CharField(max_length=64)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('problem', models.CharField(blank=True, max_length=100)),
                ('quarantined_at', models.DateTimeField(blank=True, null=True)),
                ('line', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='companies.productline')),
                ('released_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Match',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('suggested', 'Suggested'), ('shortlisted', 'Shortlisted'), ('dismissed', 'Dismissed'), ('proposed', 'Waiting for approval'), ('approved', 'Approved'), ('rejected', 'Not approved'), ('introduced', 'Introduced'), ('declined', 'Declined'), ('expired', 'Expired'), ('blocked', 'Blocked')], default='suggested', max_length=20)),
                ('fit', models.PositiveSmallIntegerField(verbose_name='Fit')),
                ('forward', models.FloatField()),
                ('backward', models.FloatField()),
                ('reasons', models.JSONField(default=dict)),
                ('cautions', models.JSONField(default=list)),
                ('weights_version', models.PositiveIntegerField()),
                ('created_at', models.DateTimeField()),
                ('scored_at', models.DateTimeField()),
                ('proposed_at', models.DateTimeField(blank=True, null=True)),
                ('decide_by', models.DateTimeField(blank=True, null=True)),
                ('approved_at', models.DateTimeField(blank=True, null=True)),
                ('rejected_at', models.DateTimeField(blank=True, null=True)),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('japan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.firm')),
                ('japan_profile', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.partneringprofile')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.firm')),
                ('partner_profile', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.partneringprofile')),
                ('proposed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('rejected_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'match',
                'verbose_name_plural': 'matches',
            },
        ),
        migrations.CreateModel(
            name='Introduction',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('consent_requested', 'Waiting for both firms'), ('contacts_released', 'Contacts released'), ('first_contact_confirmed', "In touch"), ('in_discussion', 'In discussion'), ('concluded', 'Concluded'), ('declined', 'Declined'), ('expired', 'Expired'), ('recalled', 'Recalled')], default='consent_requested', max_length=30)),
                ('requested_at', models.DateTimeField()),
                ('answer_by', models.DateTimeField()),
                ('japan_consent_at', models.DateTimeField(blank=True, null=True)),
                ('partner_consent_at', models.DateTimeField(blank=True, null=True)),
                ('released_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('agreement', 'Agreement signed'), ('order', 'Order placed'), ('mou', 'Memorandum signed'), ('not_a_fit', 'Not a fit'), ('no_response', 'No response'), ('deferred', 'Put off')], max_length=20, verbose_name='Outcome')),
                ('concluded_at', models.DateTimeField(blank=True, null=True)),
                ('japan_consent_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partner_consent_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='introductions', to='matching.match')),
            ],
            options={
                'verbose_name': 'introduction',
                'verbose_name_plural': 'introductions',
            },
        ),
        migrations.CreateModel(
            name='Interest',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('answer', models.CharField(choices=[('interested', 'Interested'), ('declined', 'Not interested')], max_length=12)),
                ('code', models.CharField(blank=True, max_length=20)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('answered_at', models.DateTimeField()),
                ('answered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('firm', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.firm')),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='interests', to='matching.match')),
            ],
        ),
        migrations.CreateModel(
            name='ExportReview',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('flagged', 'To be reviewed'), ('end_use_statement_requested', 'End-use statement requested'), ('cleared', 'Cleared'), ('blocked', 'Blocked')], default='flagged', max_length=30)),
                ('code', models.CharField(max_length=6)),
                ('tier', models.CharField(max_length=5)),
                ('list_version', models.CharField(max_length=20)),
                ('reviewed_at', models.DateTimeField(blank=True, null=True)),
                ('cleared_until', models.DateField(blank=True, null=True)),
                ('reviewed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='export_reviews', to='matching.match')),
            ],
        ),
        migrations.CreateModel(
            name='MatchRun',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('queued', 'Waiting'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed')], default='queued', max_length=10)),
                ('requested_at', models.DateTimeField()),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('figures', models.JSONField(default=dict)),
                ('requested_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-requested_at'],
            },
        ),
        migrations.CreateModel(
            name='Referral',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('sent', 'Sent'), ('acknowledged', 'Acknowledged'), ('taken_in_charge', 'Taken in charge'), ('needs_information', 'Needs information'), ('done_with_help', 'Done: helped'), ('done_no_help', 'Done: no help needed'), ('not_reachable', 'Firm not reachable'), ('declined', 'Declined'), ('abandoned', 'Abandoned')], default='sent', max_length=20)),
                ('sent_at', models.DateTimeField()),
                ('acknowledged_at', models.DateTimeField(blank=True, null=True)),
                ('taken_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('acknowledged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('chamber', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.chamber')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('introduction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='matching.introduction')),
                ('taken_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'referral',
                'verbose_name_plural': 'referrals',
            },
        ),
        migrations.CreateModel(
            name='ReferralNote',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('text', models.TextField(max_length=2000, verbose_name='What was said or done')),
                ('channel', models.CharField(blank=True, choices=[('call', 'Telephone call'), ('video', 'Video call'), ('meeting', 'Meeting'), ('email', 'E-mail'), ('document', 'Document or translation')], max_length=10, verbose_name='How')),
                ('happened_on', models.DateField(blank=True, null=True, verbose_name='When')),
                ('written_at', models.DateTimeField()),
                ('referral', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='matching.referral')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-written_at'],
            },
        ),
        migrations.CreateModel(
            name='LineVector',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('encoder', models.CharField(max_length=60)),
                ('version', models.CharField(max_length=40)),
                ('data', models.BinaryField()),
                ('encoded', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='vectors', to='matching.encodedline')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('encoded', 'encoder'), name='line_vector_once_per_encoder')],
            },
        ),
        migrations.AddIndex(
            model_name='match',
            index=models.Index(fields=['state', 'decide_by'], name='match_queue'),
        ),
        migrations.AddIndex(
            model_name='match',
            index=models.Index(fields=['japan', 'state', '-fit'], name='match_by_japan'),
        ),
        migrations.AddIndex(
            model_name='match',
            index=models.Index(fields=['partner', 'state', '-fit'], name='match_by_partner'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('suggested', 'shortlisted', 'proposed', 'approved', 'introduced'))), fields=('japan', 'partner'), name='match_one_live_per_pair', violation_error_message='These two firms already have an open match.'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(('japan', models.F('partner')), _negated=True), name='match_joins_two_firms'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(('fit__gte', 0), ('fit__lte', 100)), name='match_fit_from_0_to_100'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['suggested', 'shortlisted', 'dismissed', 'proposed', 'approved', 'rejected', 'introduced', 'declined', 'expired', 'blocked'])), name='match_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='match_author_is_not_approver', violation_error_message='Nobody approves their own proposal.'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('approved', 'introduced')), _negated=True), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='match_approved_names_who_and_when'),
        ),
        migrations.AddIndex(
            model_name='introduction',
            index=models.Index(fields=['state', 'answer_by'], name='introduction_due'),
        ),
        migrations.AddConstraint(
            model_name='introduction',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('consent_requested', 'contacts_released', 'first_contact_confirmed', 'in_discussion', 'concluded'))), fields=('match',), name='introduction_one_live_per_match'),
        ),
        migrations.AddConstraint(
            model_name='introduction',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['consent_requested', 'contacts_released', 'first_contact_confirmed', 'in_discussion', 'concluded', 'declined', 'expired', 'recalled'])), name='introduction_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='introduction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('contacts_released', 'first_contact_confirmed', 'in_discussion', 'concluded')), _negated=True), models.Q(('japan_consent_at__isnull', False), ('partner_consent_at__isnull', False), ('released_at__isnull', False)), _connector='OR'), name='introduction_released_needs_both_consents'),
        ),
        migrations.AddConstraint(
            model_name='introduction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'concluded'), _negated=True), models.Q(('outcome', ''), _negated=True), _connector='OR'), name='introduction_concluded_has_an_outcome'),
        ),
        migrations.AddConstraint(
            model_name='interest',
            constraint=models.UniqueConstraint(fields=('match', 'firm'), name='interest_once_per_firm'),
        ),
        migrations.AddConstraint(
            model_name='exportreview',
            constraint=models.UniqueConstraint(fields=('match', 'code'), name='export_review_once_per_code'),
        ),
        migrations.AddConstraint(
            model_name='exportreview',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'cleared'), _negated=True), models.Q(('cleared_until__isnull', False), ('reviewed_by__isnull', False)), _connector='OR'), name='export_review_cleared_names_who_and_until'),
        ),
        migrations.AddConstraint(
            model_name='matchrun',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'queued')), fields=('state',), name='match_run_one_waiting'),
        ),
        migrations.AddConstraint(
            model_name='matchrun',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'running', 'done', 'failed'])), name='match_run_state_is_known'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['chamber', 'state', 'sent_at'], name='referral_by_chamber'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.UniqueConstraint(fields=('introduction', 'chamber'), name='referral_once_per_chamber'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['sent', 'acknowledged', 'taken_in_charge', 'needs_information', 'done_with_help', 'done_no_help', 'not_reachable', 'declined', 'abandoned'])), name='referral_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['taken_in_charge', 'done_with_help', 'done_no_help', 'not_reachable']), _negated=True), models.Q(('taken_at__isnull', False), ('taken_by__isnull', False)), _connector='OR'), name='referral_taken_names_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='referralnote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('channel', ''), ('happened_on', None)), models.Q(models.Q(('channel', ''), _negated=True), ('happened_on__isnull', False)), _connector='OR'), name='referral_note_interaction_has_a_day'),
        ),
    ]
