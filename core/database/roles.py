"""Who may do what in the database: the owner changes tables, the portal works in them, backups read them.

Rights, not triggers: whoever gets hold of the portal's own connection can neither empty the log nor switch off its
guard.
"""

from collections.abc import Mapping

from django.db import connection
from django.db.backends.utils import CursorWrapper

OWNER, WEB, BACKUP = "portal_owner", "portal_web", "portal_backup"
ROLES = {OWNER: "NOREPLICATION", WEB: "NOREPLICATION", BACKUP: "REPLICATION"}
EXTENSIONS = ("btree_gist", "pg_trgm", "vector")
# Only added to: what was written there stays as it was written.
APPEND_ONLY = ("core_activity", "core_loglink")
NEVER_DELETED = ("core_activitywords",)
ONLY_READ = ("django_migrations",)
OTHERS = f"""
SELECT format('ALTER %s public.%I OWNER TO {OWNER}', CASE c.relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW'
    ELSE 'TABLE' END, c.relname)
FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'S')
    AND c.relowner <> '{OWNER}'::regrole
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('a', 'i', 'e'))
UNION ALL
SELECT format('ALTER FUNCTION %s OWNER TO {OWNER}', p.oid::regprocedure) FROM pg_proc p
WHERE p.pronamespace = 'public'::regnamespace AND p.proowner <> '{OWNER}'::regrole
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
"""  # noqa: S608 - our own names
RIGHTS = f"""
ALTER SCHEMA public OWNER TO {OWNER};
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO {WEB};
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {WEB};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {WEB};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {WEB};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {WEB};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {WEB};
"""
FOR_BACKUPS = f"""
GRANT pg_read_all_data TO {BACKUP};
GRANT EXECUTE ON FUNCTION pg_create_restore_point(text) TO {BACKUP};
"""


def set_up(passwords: Mapping[str, str]) -> None:
    """As a superuser, as often as wanted: roles, extensions, owners and rights. `passwords`: {role: its password}"""
    with connection.cursor() as sql:
        for role, more in ROLES.items():
            _make(sql, role, more, passwords.get(role))
        for name in EXTENSIONS:
            sql.execute(f"CREATE EXTENSION IF NOT EXISTS {name}")
        database = connection.ops.quote_name(connection.settings_dict["NAME"])
        sql.execute(f"GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {OWNER}")
        sql.execute(f"REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC")
        sql.execute(OTHERS)
        for (statement,) in sql.fetchall():
            sql.execute(statement)
        sql.execute(RIGHTS)
        sql.execute(FOR_BACKUPS)
    narrow()


def _make(sql: CursorWrapper, role: str, more: str, password: str | None) -> None:
    sql.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
    if not sql.fetchone():
        sql.execute(f"CREATE ROLE {role}")
    sql.execute(f"ALTER ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS {more}")
    if password:
        sql.execute(f"ALTER ROLE {role} PASSWORD %s", [password])


def narrow() -> None:
    """After migrations, as the owner: tables that were made since get every right of the others, and some are less."""
    with connection.cursor() as sql:
        sql.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [WEB])
        if not sql.fetchone():
            return
        there = set(connection.introspection.table_names(sql))
        for rights, tables in (
            ("UPDATE, DELETE", APPEND_ONLY), ("DELETE", NEVER_DELETED), ("INSERT, UPDATE, DELETE", ONLY_READ)
        ):
            for table in there.intersection(tables):
                sql.execute(f"REVOKE {rights} ON {table} FROM {WEB}")


def too_much() -> list[str]:
    """What the role of this connection may do that the portal's must not."""
    with connection.cursor() as sql:
        sql.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if sql.fetchone()[0]:
            return ["it is a superuser"]
        sql.execute(
            "SELECT tableowner = current_user, has_table_privilege('core_activity', 'TRUNCATE'), "
            "has_table_privilege('core_activity', 'UPDATE') FROM pg_tables WHERE tablename = 'core_activity'"
        )
        owns, empties, rewrites = sql.fetchone() or (False, False, False)
    said = {"it owns the tables": owns, "it may empty the log": empties, "it may rewrite the log": rewrites}
    return [what for what, does in said.items() if does]
