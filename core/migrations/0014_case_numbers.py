"""What gives a case its number (core.case_numbers): a sequence a kind and year, made when its first row is written.

As the owner of the tables: the portal itself may make nothing in the database.
"""

from django.db import migrations

GIVES = """
CREATE FUNCTION gives_case_number() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    moment timestamptz;
    year text;
    counter text;
    given text;
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.case_number <> '' THEN
        IF NEW.case_number <> OLD.case_number THEN
            RAISE EXCEPTION 'a case keeps its number' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    EXECUTE format('SELECT ($1).%I', TG_ARGV[1]) USING NEW INTO moment;
    year := to_char(moment AT TIME ZONE 'Asia/Tokyo', 'FMYYYY');
    counter := format('case_number_%s_%s', lower(TG_ARGV[0]), year);
    IF to_regclass(counter) IS NULL THEN
        BEGIN
            EXECUTE format('CREATE SEQUENCE IF NOT EXISTS %I', counter);
        EXCEPTION WHEN unique_violation OR duplicate_table THEN
            NULL;  -- another transaction has made it at this moment
        END;
    END IF;
    given := nextval(counter::regclass)::text;
    NEW.case_number := TG_ARGV[0] || '-' || year || '-' || lpad(given, greatest(4, length(given)), '0');
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0013_looks")]
    operations = [migrations.RunSQL(GIVES, "DROP FUNCTION gives_case_number();")]
