"""A liaison's home: what waits for their chamber, the most urgent first."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from companies.permissions import liaison_of
from core.counting import Question
from core.prepared import rows_for
from leads.models import Lead
from leads.pages.display import shared_row
from matching.states import OPEN_REFERRAL
from office.pages.today import most_urgent
from office.sources.cases import late_referrals
from office.sources.source import Clock

from . import events, memoranda
from .firm import notices

MOST_NEXT = 8
CLOSED_WELL = ("done_with_help", "done_no_help")


def questions(user, at: Clock) -> dict[str, Question]:
    """What the page counts, besides what the frame does."""
    return {"late": late_referrals(user, at)}


def page(user, counts: dict[str, Any], now: datetime) -> dict:
    """`counts`: those of the frame, with the answers to `questions`."""
    return {
        "liaison": liaison_of(user),
        "figures": figures(counts["of_referrals"], counts["late"]),
        "next": most_urgent(user, now, MOST_NEXT),
        "leads": [shared_row(lead) for lead in rows_for(_leads, user.role, {"user": user.pk, "now": now})],
        "memoranda": memoranda.rows(user, now),
        "events": events.rows(user, now),
        "notices": notices(user, now),
    }


def _leads(role: str, values: dict):
    visible = Lead.objects.visible_to(User.reader(values["user"], role))
    return visible.most_urgent_first(values["now"])[:5]


def figures(states: dict[str, int], late: int) -> list[dict]:
    url, new = reverse("matching:referrals"), states.get("sent", 0)
    open_ = sum(states.get(state, 0) for state in OPEN_REFERRAL)
    return [
        {"label": _("New"), "number": new, "note": _("To be acknowledged"), "tone": "due" if new else "",
         "url": url + "?state=new"},
        {"label": _("Open referrals"), "number": open_, "note": _("At your chamber"), "tone": "", "url": url},
        {
            "label": _("Late"),
            "number": late,
            "note": _("In business days of both countries"),
            "tone": "overdue" if late else "",
            "url": url + "?state=late",
        },
        {
            "label": _("Closed with a result"),
            "number": sum(states.get(state, 0) for state in CLOSED_WELL),
            "note": "",
            "tone": "",
            "url": url + "?state=closed",
        },
    ]
