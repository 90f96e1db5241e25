import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Chamber',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('country', models.CharField(choices=[('JP', 'Japan'), ('KZ', 'Kazakhstan'), ('UZ', 'Uzbekistan'), ('KG', 'Kyrgyzstan'), ('TJ', 'Tajikistan'), ('TM', 'Turkmenistan')], max_length=2, verbose_name='Country')),
                ('name', models.CharField(max_length=200, verbose_name='Name')),
                ('names', models.JSONField(blank=True, default=dict)),
                ('is_partner', models.BooleanField(default=True, verbose_name='Receives referrals')),
            ],
            options={
                'verbose_name': 'chamber',
                'verbose_name_plural': 'chambers',
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_partner', True)), fields=('country',), name='chamber_one_partner_per_country')],
            },
        ),
        migrations.CreateModel(
            name='Firm',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Submitted'), ('in_review', 'In review'), ('more_info_requested', 'More information requested'), ('verified', 'Verified'), ('suspended', 'Suspended'), ('rejected', 'Rejected'), ('merged', 'Merged'), ('ceased', 'Ceased')], default='draft', max_length=20)),
                ('country', models.CharField(choices=[('JP', 'Japan'), ('KZ', 'Kazakhstan'), ('UZ', 'Uzbekistan'), ('KG', 'Kyrgyzstan'), ('TJ', 'Tajikistan'), ('TM', 'Turkmenistan')], max_length=2, verbose_name='Country')),
                ('legal_id', models.CharField(blank=True, max_length=20, verbose_name='Legal ID')),
                ('name', models.CharField(max_length=200, verbose_name='Name in its own script')),
                ('name_latin', models.CharField(blank=True, max_length=200, verbose_name='Name in Latin letters')),
                ('name_key', models.CharField(blank=True, editable=False, max_length=200)),
                ('city', models.CharField(blank=True, max_length=100, verbose_name='City')),
                ('region', models.CharField(blank=True, max_length=100, verbose_name='Region')),
                ('sectors', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, default=list, size=None)),
                ('employees', models.PositiveIntegerField(blank=True, null=True, verbose_name='Employees')),
                ('founded', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Founded in')),
                ('certificates', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), blank=True, default=list, size=None)),
                ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2), blank=True, default=list, size=None)),
                ('website', models.URLField(blank=True, verbose_name='Web site')),
                ('language', models.CharField(default='en', max_length=2)),
                ('import_key', models.CharField(blank=True, max_length=40)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ('verified_at', models.DateTimeField(blank=True, null=True)),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='companies.firm')),
                ('verified_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'firm',
                'verbose_name_plural': 'firms',
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, verbose_name='Contact person')),
                ('position', models.CharField(blank=True, max_length=120, verbose_name='Position')),
                ('email', models.EmailField(max_length=254, verbose_name='E-mail address')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='Telephone')),
                ('language', models.CharField(default='en', max_length=2, verbose_name='Language of correspondence')),
                ('firm', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='contact', to='companies.firm')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Bar',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('rival', 'Rival'), ('own_group', 'Same group'), ('do_not_introduce', 'Do not introduce')], max_length=20)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('barred_at', models.DateTimeField()),
                ('barred_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('firm', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bars', to='companies.firm')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bars_against', to='companies.firm')),
            ],
        ),
        migrations.CreateModel(
            name='ImportJob',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('uploaded', 'Reading the files'), ('previewed', 'Ready to be confirmed'), ('confirmed', 'Being imported'), ('done', 'Imported'), ('failed', 'Could not be read'), ('abandoned', 'Abandoned')], default='uploaded', max_length=20)),
                ('firms_name', models.CharField(max_length=200)),
                ('lines_name', models.CharField(blank=True, max_length=200)),
                ('firms_file', models.BinaryField()),
                ('lines_file', models.BinaryField(null=True)),
                ('report', models.JSONField(default=dict)),
                ('done_rows', models.PositiveIntegerField(default=0)),
                ('total_rows', models.PositiveIntegerField(default=0)),
                ('uploaded_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('email', models.EmailField(max_length=254, verbose_name='E-mail address')),
                ('role', models.CharField(choices=[('owner', 'Owner'), ('editor', 'Editor'), ('viewer', 'Viewer')], default='editor', max_length=10, verbose_name='Role')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('invited_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('accepted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('firm', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='companies.firm')),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Liaison',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('chamber', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='liaisons', to='companies.chamber')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('owner', 'Owner'), ('editor', 'Editor'), ('viewer', 'Viewer')], max_length=10, verbose_name='Role')),
                ('joined_at', models.DateTimeField()),
                ('firm', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='companies.firm')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='PartneringProfile',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Submitted'), ('in_review', 'In review'), ('changes_requested', 'Changes requested'), ('published', 'Published'), ('expired', 'Expired'), ('withdrawn', 'Withdrawn'), ('fulfilled', 'Fulfilled')], default='draft', max_length=20)),
                ('kind', models.CharField(choices=[('business_offer', 'Business offer'), ('business_request', 'Business request'), ('technology_offer', 'Technology offer'), ('technology_request', 'Technology request'), ('research_request', 'Research request'), ('investment', 'Investment or joint venture')], max_length=20, verbose_name="Type of profile")),
                ('cooperation', models.CharField(choices=[('agency', 'Agency or representation'), ('distribution', 'Distribution'), ('supply', 'Supply of goods'), ('licence', 'Licence'), ('joint_venture', 'Joint venture'), ('subcontracting', 'Subcontracting'), ('investment', 'Investment'), ('technical_cooperation', 'Technical cooperation'), ('research', 'Joint research and development')], max_length=30, verbose_name='Kind of cooperation')),
                ('title', models.CharField(max_length=160, verbose_name='Title')),
                ('summary', models.TextField(blank=True, max_length=2000, verbose_name='Summary')),
                ('language', models.CharField(default='en', max_length=2, verbose_name='Language of the text')),
                ('markets', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2), default=list, size=None)),
                ('sectors', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, default=list, size=None)),
                ('certificates_wanted', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), blank=True, default=list, size=None)),
                ('volumes', models.CharField(blank=True, max_length=300, verbose_name='Volumes and conditions')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('expires_on', models.DateField(blank=True, null=True)),
                ('firm', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='profiles', to='companies.firm')),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'partnering profile',
                'verbose_name_plural': 'partnering profiles',
            },
        ),
        migrations.CreateModel(
            name='ProductLine',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=500, verbose_name='Product, service or technology')),
                ('hs_codes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=6), blank=True, default=list, size=None)),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='companies.partneringprofile')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='VerificationCheck',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('legal_id_format', 'Legal ID: format'), ('legal_id_digit', 'Legal ID: check digit'), ('register_extract', 'Register extract'), ('chamber_attestation', 'Attestation of the chamber'), ('call_back', 'Call back by telephone')], max_length=30)),
                ('result', models.CharField(choices=[('passed', 'Passed'), ('failed', 'Not passed'), ('waiting', 'Waiting for an answer'), ('not_applicable', 'Does not apply')], max_length=20)),
                ('how', models.CharField(blank=True, max_length=300, verbose_name='How it was checked')),
                ('checked_at', models.DateTimeField()),
                ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('firm', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='companies.firm')),
            ],
            options={
                'ordering': ['kind', '-checked_at'],
            },
        ),
        migrations.AddIndex(
            model_name='firm',
            index=models.Index(fields=['state', 'submitted_at'], name='firm_queue'),
        ),
        migrations.AddConstraint(
            model_name='firm',
            constraint=models.UniqueConstraint(condition=models.Q(models.Q(('legal_id', ''), _negated=True), models.Q(('state__in', ['rejected', 'merged']), _negated=True)), fields=('country', 'legal_id'), name='firm_legal_id_once_per_country', violation_error_message='A firm with this legal ID is already registered.'),
        ),
        migrations.AddConstraint(
            model_name='firm',
            constraint=models.UniqueConstraint(condition=models.Q(('import_key', ''), _negated=True), fields=('import_key',), name='firm_import_key_once'),
        ),
        migrations.AddConstraint(
            model_name='firm',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'in_review', 'more_info_requested', 'verified', 'suspended', 'rejected', 'merged', 'ceased'])), name='firm_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='firm',
            constraint=models.CheckConstraint(condition=models.Q(('country__in', ['JP', 'KZ', 'UZ', 'KG', 'TJ', 'TM'])), name='firm_country_is_known'),
        ),
        migrations.AddConstraint(
            model_name='firm',
            constraint=models.CheckConstraint(condition=models.Q(('founded', None), models.Q(('founded__gte', 500), ('founded__lte', 2100)), _connector='OR'), name='firm_founded_in_a_plausible_year'),
        ),
        migrations.AddConstraint(
            model_name='firm',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('state', 'merged')), models.Q(models.Q(('state', 'merged'), _negated=True), ('merged_into', None)), _connector='OR'), name='firm_merged_names_its_successor'),
        ),
        migrations.AddConstraint(
            model_name='firm',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['verified', 'suspended']), _negated=True), models.Q(('verified_at__isnull', False), ('verified_by__isnull', False)), _connector='OR'), name='firm_verified_names_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='firm',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'ceased', 'rejected', 'merged']), models.Q(('legal_id', ''), _negated=True), _connector='OR'), name='firm_submitted_has_a_legal_id'),
        ),
        migrations.AddConstraint(
            model_name='bar',
            constraint=models.UniqueConstraint(fields=('firm', 'other'), name='bar_once_per_pair'),
        ),
        migrations.AddConstraint(
            model_name='bar',
            constraint=models.CheckConstraint(condition=models.Q(('firm', models.F('other')), _negated=True), name='bar_is_between_two_firms'),
        ),
        migrations.AddConstraint(
            model_name='importjob',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['uploaded', 'previewed', 'confirmed', 'done', 'failed', 'abandoned'])), name='import_job_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='importjob',
            constraint=models.CheckConstraint(condition=models.Q(('done_rows__lte', models.F('total_rows'))), name='import_job_progress_within_total'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('accepted_at', None), ('accepted_by', None)), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False)), _connector='OR'), name='invitation_accepted_names_who'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(fields=('user',), name='membership_one_firm_per_person', violation_error_message='You already belong to a firm.'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['owner', 'editor', 'viewer'])), name='membership_role_is_known'),
        ),
        migrations.AddConstraint(
            model_name='partneringprofile',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'in_review', 'changes_requested', 'published', 'expired', 'withdrawn', 'fulfilled'])), name='profile_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='partneringprofile',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['business_offer', 'business_request', 'technology_offer', 'technology_request', 'research_request', 'investment'])), name='profile_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='partneringprofile',
            constraint=models.CheckConstraint(condition=models.Q(('cooperation__in', ['agency', 'distribution', 'supply', 'licence', 'joint_venture', 'subcontracting', 'investment', 'technical_cooperation', 'research'])), name='profile_cooperation_is_known'),
        ),
        migrations.AddConstraint(
            model_name='partneringprofile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), models.Q(('expires_on__isnull', False), ('published_at__isnull', False), ('published_by__isnull', False)), _connector='OR'), name='profile_published_names_who_when_and_until'),
        ),
        migrations.AddConstraint(
            model_name='productline',
            constraint=models.UniqueConstraint(fields=('profile', 'position'), name='product_line_position_once'),
        ),
        migrations.AddConstraint(
            model_name='verificationcheck',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['legal_id_format', 'legal_id_digit', 'register_extract', 'chamber_attestation', 'call_back'])), name='verification_check_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='verificationcheck',
            constraint=models.CheckConstraint(condition=models.Q(('result__in', ['passed', 'failed', 'waiting', 'not_applicable'])), name='verification_check_result_is_known'),
        ),
    ]
