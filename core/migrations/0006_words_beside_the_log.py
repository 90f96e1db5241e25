"""Reasons, names and other texts leave the append-only log for a row beside it that can be emptied.

Backward, they stand in the log again; what was emptied comes back empty, without its mark.
"""

import django.db.models.deletion
from django.db import migrations, models

GUARD = """
CREATE FUNCTION activity_words_are_only_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.activity_id = OLD.activity_id AND OLD.emptied_at IS NULL AND NEW.emptied_at IS NOT NULL THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'words of the log are only emptied' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER activity_words_are_only_emptied BEFORE UPDATE OR DELETE ON core_activitywords
    FOR EACH ROW EXECUTE FUNCTION activity_words_are_only_emptied();
"""
UNGUARD = """
DROP TRIGGER activity_words_are_only_emptied ON core_activitywords;
DROP FUNCTION activity_words_are_only_emptied();
"""
# What is a text by its meaning, whatever its letters ("Agenda"); everything else that is no code is found by its signs.
MOVE = r"""
CREATE FUNCTION pg_temp.is_words(verb text, key text, value jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
SELECT key ~ '[^A-Za-z0-9_.:+-]' OR length(key) > 100 OR length(value #>> '{}') > 100 AND jsonb_typeof(value) = 'string'
    OR (verb, key) IN (
        ('companies.firm.change_identity', 'before'),
        ('events.event.add_document', 'title'), ('events.event.withdraw_document', 'title'),
        ('events.event.move', 'venue'), ('events.event.move', 'address'), ('events.event.move', 'online_link'),
        ('events.meeting.follow_up', 'next_step'), ('events.meeting.follow_up', 'owner'),
        ('events.stop.remove', 'place')
    )
    OR ((verb, key) = ('events.registration.add_firm', 'firm') AND value #>> '{}' !~ '^[0-9a-f-]{36}$')
    OR jsonb_path_exists(value, '$.** ? (@.type() == "string" && @ like_regex "[^A-Za-z0-9_.:+-]" flag "s")')
    OR jsonb_path_exists(value, '$.** ? (@.type() == "object").keyvalue() ? (@.key like_regex "[^A-Za-z0-9_.:+-]" flag "s")')
$$;
INSERT INTO core_activitywords (activity_id, reason, words)
SELECT id, reason, found.words FROM core_activity CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_object_agg(key, value), '{}') AS words FROM jsonb_each(data) WHERE pg_temp.is_words(verb, key, value)
) found WHERE (reason <> '' OR data <> '{}') AND (reason <> '' OR found.words <> '{}');
ALTER TABLE core_activity DISABLE TRIGGER activity_is_append_only;
UPDATE core_activity SET data = data - ARRAY(SELECT jsonb_object_keys(said.words))
    FROM core_activitywords said WHERE said.activity_id = id AND said.words <> '{}';
ALTER TABLE core_activity ENABLE TRIGGER activity_is_append_only;
DROP FUNCTION pg_temp.is_words(text, text, jsonb);
"""
PUT_BACK = """
ALTER TABLE core_activity DISABLE TRIGGER activity_is_append_only;
UPDATE core_activity SET reason = said.reason, data = data || said.words
    FROM core_activitywords said WHERE said.activity_id = id;
ALTER TABLE core_activity ENABLE TRIGGER activity_is_append_only;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0005_sweep_failures")]
    operations = [
        migrations.CreateModel(
            name="ActivityWords",
            fields=[
                ("activity", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name="said", serialize=False, to="core.activity")),
                ("reason", models.TextField(blank=True)),
                ("words", models.JSONField(default=dict)),
                ("emptied_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name_plural": "words of activities",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("emptied_at", None), models.Q(("reason", ""), ("words", {})), _connector="OR"), name="activity_words_emptied_say_nothing"),
                    models.CheckConstraint(condition=models.Q(("emptied_at__isnull", False), models.Q(("reason", ""), ("words", {}), _negated=True), _connector="OR"), name="activity_words_say_something"),
                ],
            },
        ),
        migrations.RunSQL(GUARD, UNGUARD),
        migrations.RunSQL(MOVE, PUT_BACK),
        migrations.RemoveField("activity", "reason"),
    ]
