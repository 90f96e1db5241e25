"""What every page's frame needs: workspace, navigation with counts, both clocks, unread messages."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.permissions import membership_of
from core.geography import other_zone
from core.i18n import city_of, say_clock
from notifications.models import Message

from . import navigation


def portal(request) -> dict:
    frame = {"languages": settings.LANGUAGES, "product": settings.PORTAL_NAME, "demo": settings.DEMO}
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return frame
    return frame | {
        "workspace": workspace_of(user),
        "nav": navigation.entries(user, request.path),
        "clocks": clocks(user),
        "unread": Message.objects.visible_to(user, timezone.now()).unread().count(),
        "initials": user.initials,
    }


def workspace_of(user) -> str:
    if user.is_minamin:
        return _("Office")
    if user.is_liaison:
        return navigation.chamber_name(user)
    member = membership_of(user)
    return member.firm.name if member else ""


def clocks(user) -> list[tuple[str, str]]:
    """The reader's clock and the other side's: [(city, 'HH:MM'), …]."""
    now = timezone.now()
    zones = dict.fromkeys([user.time_zone, other_zone(user.time_zone)])
    return [(city_of(zone), say_clock(now, zone)) for zone in zones]
