"""Start-up checks for what would otherwise fail silently on a bad day."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.checks import Error, register

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


@register()
def isolation_is_read_committed(**_asked) -> list[Error]:
    """Row locks guard seats and decisions only under READ COMMITTED, PostgreSQL's default."""
    if "isolation_level" in settings.DATABASES["default"].get("OPTIONS", {}):
        return [Error("Leave the isolation level at READ COMMITTED: the locks rely on it.", id="core.E002")]
    return []
