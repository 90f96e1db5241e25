"""The reach report as figures and rows: who is where on the ladder, and what time it is for them."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.i18n import language_name, say_ago
from core.looks import SECOND, SELF, look
from core.names import shown

from ..computed.reach import SETTLED, reach_of, wants_call
from ..computed.touched import Touched
from ..enums import Reach
from ..models import Notice
from .display import REACH_TONE, role_words, second_contact_of, zone_words

FILTERS = {
    "open": gettext_lazy("Not settled"),
    "phone": gettext_lazy("To telephone"),
    "delivered": gettext_lazy("Delivered, no answer yet"),
    "settled": gettext_lazy("Reached or accounted for"),
    "all": gettext_lazy("Everybody"),
}
TESTS: dict[str, Callable[[Notice, Reach, datetime], bool]] = {
    "open": lambda _notice, reach, now: reach not in SETTLED,
    "phone": lambda notice, _reach, now: wants_call(notice, now),
    "delivered": lambda _notice, reach, now: reach == Reach.DELIVERED,
    "settled": lambda _notice, reach, now: reach in SETTLED,
    "all": lambda _notice, _reach, now: True,
}


def reach_figures(notices: list[Notice], now: datetime) -> dict[str, Any]:
    """Counts for the filters and for the key figures."""
    reaches = [(notice, reach_of(notice, now)) for notice in notices]
    by_reach = Counter(reach for _notice, reach in reaches)
    counts = {name: sum(test(notice, reach, now) for notice, reach in reaches) for name, test in TESTS.items()}
    told = sum(notice.told_at is not None for notice in notices)
    choices = Counter(str(notice.get_choice_display()) for notice in notices if notice.choice)
    return {
        "counts": counts,
        "choices": sorted(choices.items()),
        "key": [
            {"label": _("People affected"), "number": len(notices), "note": _("%(count)s told") % {"count": told}},
            {"label": _("Acknowledged"), "number": by_reach[Reach.ACKNOWLEDGED]},
            {"label": _("Delivered, no answer yet"), "number": by_reach[Reach.DELIVERED]},
            {
                "label": _("Not reached"),
                "number": counts["open"] - by_reach[Reach.DELIVERED] - by_reach[Reach.PENDING],
                "tone": "alert" if by_reach[Reach.NOT_REACHED] else "",
            },
        ],
    }


def notice_rows(notices: list[Notice], chosen: str, now: datetime) -> list[dict[str, Any]]:
    """Oldest first, as given."""
    return [
        _row(notice, reach, now) for notice in notices if TESTS[chosen](notice, reach := reach_of(notice, now), now)
    ]


def _row(notice: Notice, reach: Reach, now: datetime) -> dict[str, Any]:
    look(notice, SELF, SECOND, about=f"events.eventchange:{notice.change_id}")
    return {
        "notice": notice,
        "tone": REACH_TONE[reach],
        "word": reach.label,
        "roles": " · ".join(map(role_words, notice.roles)),
        "local": zone_words(notice.zone, now),
        "language": language_name(notice.language),
        "ago": say_ago(notice.told_at, now) if notice.told_at else "",
        "second": " · ".join(filter(None, second_contact_of(notice))),
        "error": _error_of(notice),
        "calls": [f"{call.get_result_display()}: {call.note}".rstrip(": ") for call in notice.calls.all()],
        "choice": notice.get_choice_display() if notice.choice else "",
    }


def _error_of(notice: Notice) -> str:
    if notice.returned_at:
        return _("The mail came back.")
    deliveries = notice.message.deliveries.all() if notice.message else []
    return next((delivery.last_error for delivery in deliveries if delivery.last_error), "")


def preview_groups(people: list[Touched]) -> list[dict[str, Any]]:
    """By what they are: word, number, names; a person with two roles stands in both groups and is told once."""
    found: dict[str, list[str]] = {}
    for one in people:
        for role in one.roles:
            found.setdefault(role, []).append(str(shown(one.person["name"], one.person.get("name_latin", ""))))
    return [{"label": role_words(role), "count": len(names), "names": names} for role, names in found.items()]


def read_by(people: list[Touched]) -> str:
    """In which languages they are written to, and how many in each."""
    counts = Counter(one.person["language"] for one in people)
    return " · ".join(f"{language_name(code)} ({count})" for code, count in counts.most_common())
