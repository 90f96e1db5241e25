from django.db import migrations

GUARD = """
CREATE FUNCTION mou_signed_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was signed is never changed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER mou_signed_version_stays BEFORE UPDATE OR DELETE ON mou_signedversion
    FOR EACH ROW EXECUTE FUNCTION mou_signed_stays();
CREATE TRIGGER mou_signatory_stays BEFORE UPDATE OR DELETE ON mou_signatory
    FOR EACH ROW EXECUTE FUNCTION mou_signed_stays();
CREATE TRIGGER mou_amendment_stays BEFORE UPDATE OR DELETE ON mou_amendment
    FOR EACH ROW EXECUTE FUNCTION mou_signed_stays();

CREATE FUNCTION mou_commitment_stays_after_signing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM mou_memorandum WHERE id = OLD.memorandum_id AND state <> 'draft') THEN
        RAISE EXCEPTION 'what was signed is never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER mou_commitment_stays_after_signing BEFORE UPDATE OR DELETE ON mou_commitment
    FOR EACH ROW EXECUTE FUNCTION mou_commitment_stays_after_signing();

CREATE FUNCTION mou_issued_report_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'issued' THEN
        RAISE EXCEPTION 'an issued report is never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER mou_issued_report_stays BEFORE UPDATE OR DELETE ON mou_report
    FOR EACH ROW EXECUTE FUNCTION mou_issued_report_stays();
"""
UNGUARD = """
DROP TRIGGER mou_issued_report_stays ON mou_report;
DROP FUNCTION mou_issued_report_stays();
DROP TRIGGER mou_commitment_stays_after_signing ON mou_commitment;
DROP FUNCTION mou_commitment_stays_after_signing();
DROP TRIGGER mou_amendment_stays ON mou_amendment;
DROP TRIGGER mou_signatory_stays ON mou_signatory;
DROP TRIGGER mou_signed_version_stays ON mou_signedversion;
DROP FUNCTION mou_signed_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("mou", "0001_memoranda_to_reports")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]
