from django.db import migrations

CREATE = """
create table core_limits (
    cache_key varchar(255) primary key, value text not null, expires timestamp with time zone not null
);
create index core_limits_expires on core_limits (expires);
"""


class Migration(migrations.Migration):
    """The table of Django's cache in a database."""

    dependencies = [("core", "0008_closing_days")]
    operations = [migrations.RunSQL(CREATE, "drop table core_limits;")]
