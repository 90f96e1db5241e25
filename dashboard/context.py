"""What every page's frame needs: workspace, navigation with counts, both clocks, unread messages.

Nothing is asked before a template shows it: a part of a page that htmx fetches has no frame and pays for none. The
whole frame costs two queries: whose workspace it is, and all counts together.
"""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.permissions import liaison_of, membership_of
from core.geography import other_zone
from core.i18n import city_of, say_clock
from office.permissions import can_see_work

from . import navigation, standing, waiting


def portal(request) -> dict:
    given = {"languages": settings.LANGUAGES, "product": settings.PORTAL_NAME, "demo": settings.DEMO}
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return given
    return given | {"frame": frame_of(request)}


def frame_of(request) -> "Frame":
    """Each include with "only" runs the context processors anew: they share one frame, the view's own if it asked."""
    if not hasattr(request, "frame"):
        request.frame = Frame(request.user, request.path)
    return request.frame


class Frame:
    """The frame around one page for one signed-in reader."""

    def __init__(self, user, path: str):
        self.user, self.path = user, path
        self.at_home = False  # a home asks for more, together with the frame's own

    @cached_property
    def counts(self) -> dict[str, Any]:
        return waiting.counts(self.user, timezone.now(), at_home=self.at_home)

    @cached_property
    def standing(self) -> list[dict]:
        """What staff must know on whatever page they are: mails or jobs stand still."""
        return standing.banners(self.counts, self.user, timezone.now()) if self.user.is_minamin else []

    @cached_property
    def nav(self) -> list[dict]:
        return navigation.entries(self.user, self.path, self.counts)

    @property
    def searches(self) -> bool:
        """Whether the bar has a box that finds everything."""
        return can_see_work(self.user)

    @cached_property
    def workspace(self) -> str:
        if self.user.is_minamin:
            return _("Office")
        if self.user.is_liaison:
            return chamber_name(self.user)
        member = membership_of(self.user)
        return member.firm.name if member else ""

    @cached_property
    def clocks(self) -> list[tuple[str, str]]:
        """The reader's clock and the other side's: [(city, 'HH:MM'), …]."""
        now = timezone.now()
        zones = dict.fromkeys([self.user.time_zone, other_zone(self.user.time_zone)])
        return [(city_of(zone), say_clock(now, zone)) for zone in zones]


def chamber_name(user) -> str:
    liaison = liaison_of(user)
    return str(liaison.chamber) if liaison else ""
