"""Filters for times and texts as the reader of this page writes them; the zone is the reader's own."""

from datetime import date, datetime

from django import template
from django.utils import timezone

from core import i18n

register = template.Library()


def _zone() -> str:
    return str(timezone.get_current_timezone())


@register.filter
def both(at: datetime | None, partner_zone: str = "") -> str:
    """Reader's time first, the partner's second, each with its city."""
    return i18n.say_both(at, _zone(), partner_zone or None) if at else ""


@register.filter
def at_place(at: datetime | None, place_zone: str) -> str:
    """Reader's time and the time of the place; for a reader who is there, the other side's."""
    return i18n.say_at_place(at, _zone(), place_zone) if at else ""


@register.filter
def moment(at: datetime | None) -> str:
    return i18n.in_city(i18n.say_moment(at, _zone()), _zone()) if at else ""


@register.filter
def day(value: date | datetime | None) -> str:
    """A calendar day; an aware time is first brought to the reader's zone."""
    if not value:
        return ""
    return i18n.say_day(timezone.localtime(value).date() if isinstance(value, datetime) else value)


@register.filter
def ago(at: datetime | None) -> str:
    return i18n.say_ago(at, timezone.now()) if at else ""


@register.filter
def language_name(code: str) -> str:
    """A language in the reader's words."""
    return i18n.language_name(code)
