"""Until when each side is deciding, as this reader sees it."""
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.i18n import say_day
from matching.models import Match

from ..enums import DecidingState
from ..models import Deciding
from .thread import who


def notices(rows: Iterable[Deciding], side: str, match: Match) -> list[dict[str, Any]]:
    return [_notice(row, side, match) for row in rows]


def _notice(row: Deciding, side: str, match: Match) -> dict[str, Any]:
    is_ours, has_passed = row.by_side == side, row.state == DecidingState.PASSED
    title = _("The day named for a decision has passed: %(day)s") if has_passed else _("Deciding until: %(day)s")
    speaker = _("You") if is_ours else who(row.by_side, side, match)
    return {
        "title": title % {"day": say_day(row.until)},
        "text": f"{speaker} · {row.get_reason_display()}",
        "tone": "due" if has_passed else "info",
        "change_url": reverse("talks:decide", args=[match.pk]) if is_ours else "",
        "end_url": reverse("talks:decided", args=[row.pk]) if is_ours else "",
    }


def said_in_lists(row: Deciding) -> str:
    """Behind a conversation's title."""
    return _("Deciding until: %(day)s") % {"day": say_day(row.until)}
