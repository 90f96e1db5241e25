"""Start-up checks for what would otherwise fail silently on a bad day."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from .database.roles import too_much

AFTER_ZONE_CHANGE = datetime(2026, 1, 1, 12, tzinfo=UTC)


@register()
def zones_are_current(**_asked) -> list[Error]:
    """All Kazakhstan is UTC+5 since 1 March 2024; older zone files still say +6 for Almaty."""
    offset = AFTER_ZONE_CHANGE.astimezone(ZoneInfo("Asia/Almaty")).utcoffset() or timedelta()
    hours = offset / timedelta(hours=1)
    if hours == 5:
        return []
    return [
        Error(
            f"The zone data say UTC+{hours:g} for Almaty; it is UTC+5.", hint="pip install the pinned tzdata",
            id="core.E001",
        )
    ]


@register()
def proxies_are_counted(**_asked) -> list[Error]:
    count = getattr(settings, "TRUSTED_PROXIES", 0)
    if count < 0:
        return [Error("TRUSTED_PROXIES is how many proxies of ours stand in front: 0 or more.", id="core.E003")]
    return []


@register(Tags.database)
def isolation_is_read_committed(databases=(), **_asked) -> list[Error]:
    """Row locks guard seats and decisions only under READ COMMITTED: asked of the connection, because server, database
    and role may each set another. core.database asks each new connection the same.
    """
    for name in databases or ():
        fresh = connections[name].copy()
        try:
            fresh.ensure_connection()
        except ImproperlyConfigured as wrong:
            return [Error(str(wrong), id="core.E002")]
        finally:
            fresh.close()
    return []


@register(Tags.database)
def role_is_narrow(databases=(), **_asked) -> list[Warning]:
    """In production the portal neither owns its tables nor is a superuser; the step that migrates does."""
    if settings.DEMO or "default" not in (databases or ()):
        return []
    said = ", ".join(too_much())
    if not said:
        return []
    hint = "manage.py database_roles makes portal_web for web and worker; only the step that migrates is another."
    return [Warning(f"The portal's role in the database may do too much: {said}.", hint=hint, id="core.W006")]


@register(Tags.database)
def database_is_not_of_a_newer_version(databases=(), **_asked) -> list[Warning]:
    """Said by `migrate`: an older portal on a newer database mostly works, and nobody should wonder why it does not."""
    found: list[Warning] = []
    for name in databases or ():
        recorder = MigrationRecorder(connections[name])
        unknown = recorder.applied_migrations().keys() - MigrationLoader(None).disk_migrations.keys()
        ours = sorted(f"{app}.{step}" for app, step in unknown if app in apps.app_configs)
        if ours:
            words = f"The database was made by a newer version of the portal; unknown here: {', '.join(ours)}."
            hint = "Start the newer version again, or restore a backup of this one's time."
            found.append(Warning(words, hint=hint, id="core.W001"))
    return found
