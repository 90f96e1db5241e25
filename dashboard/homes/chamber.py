"""A liaison's home: the referrals of their chamber, the most urgent first."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from companies.permissions import liaison_of
from leads.models import Lead
from leads.pages.display import shared_row
from matching.computed.timers import Timer, by_urgency
from matching.models import Referral
from matching.pages.referrals import timer_tag

from . import events, memoranda
from .firm import notices

CLOSED_WELL = ("done_with_help", "done_no_help")


def page(user, now: datetime) -> dict:
    referrals = Referral.objects.visible_to(user)
    timed = by_urgency(referrals, now)
    closed = list(referrals.closed().values_list("state", flat=True))
    return {
        "liaison": liaison_of(user),
        "figures": figures(timed, closed),
        "rows": [row(referral, timer) for timer, referral in timed[:8]],
        "leads": [shared_row(lead) for lead in Lead.objects.visible_to(user).most_urgent_first(now)[:5]],
        "memoranda": memoranda.rows(user, now),
        "events": events.rows(user, now),
        "notices": notices(user, now),
    }


def figures(timed: list, closed: list[str]) -> list[dict]:
    url = reverse("matching:referrals")
    late = sum(timer.is_overdue for timer, _referral in timed)
    new = sum(referral.state == "sent" for _timer, referral in timed)
    return [
        {"label": _("New"), "number": new, "note": _("To be acknowledged"), "tone": "due" if new else "", "url": url},
        {"label": _("Open referrals"), "number": len(timed), "note": _("At your chamber"), "tone": "", "url": url},
        {
            "label": _("Late"),
            "number": late,
            "note": _("In business days of both countries"),
            "tone": "overdue" if late else "",
            "url": url,
        },
        {
            "label": _("Closed with a result"),
            "number": sum(state in CLOSED_WELL for state in closed),
            "note": "",
            "tone": "",
            "url": url + "?state=closed",
        },
    ]


def row(referral: Referral, timer: Timer) -> dict:
    """The tag is the one of the list of referrals."""
    match = referral.introduction.match
    tone, word = timer_tag(timer)
    return {
        "url": referral.get_absolute_url(), "japan": match.japan, "partner": match.partner,
        "timer": timer, "tone": tone, "word": word,
    }
