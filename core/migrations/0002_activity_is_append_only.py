from django.db import migrations

GUARD = """
CREATE FUNCTION activity_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the activity log is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER activity_is_append_only BEFORE UPDATE OR DELETE ON core_activity
    FOR EACH ROW EXECUTE FUNCTION activity_is_append_only();
"""
UNGUARD = "DROP TRIGGER activity_is_append_only ON core_activity; DROP FUNCTION activity_is_append_only();"


class Migration(migrations.Migration):
    dependencies = [("core", "0001_activity_log")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]
