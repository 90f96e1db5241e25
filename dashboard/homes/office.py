"""Minamin's overview: what waits, from suggestion to conclusion, where the firms are."""

from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from companies.models import Firm
from core.counting import Question, TalliesOf, TallyOf
from core.models import SweepFailure
from matching.models import Introduction, Match, Referral
from matching.states import RELEASED
from office.computed.figures import FEW
from office.computed.places import placed
from office.pages.figures import maps
from office.pages.today import most_urgent
from talks.models import Sample

from . import events, memoranda
from .firm import notices

MOST_NEXT = 6

def questions(now: datetime, day: date) -> dict[str, Question]:
    """What the page counts; what waits for a decision the frame counts already. `day`: of exports (`clearance_day`)."""
    return {
        "exports": Match.objects.for_export_review_on(day),
        "late": Match.objects.for_approval().filter(decide_by__lt=now),
        "referrals": Referral.objects.open(),
        "failures": SweepFailure.objects.lasting(),
        "matches": TallyOf(Match.objects, "state"),
        "introductions": TallyOf(Introduction.objects, "state"),
        "cities": TalliesOf(Firm.objects.live(), "country", "city"),
        "samples": Sample.objects.arrived(),
        "trial_orders": Sample.objects.delivered(),
    }


def page(user, counts: dict[str, Any], now: datetime) -> dict:
    """`counts`: those of the frame, with the answers to `questions`."""
    return {
        "figures": figures(counts),
        "funnel": funnel(counts["matches"], counts["introductions"]) + after_contact(counts),
        "next": most_urgent(user, now, MOST_NEXT),
        "panels": maps(placed(counts["cities"])),
        "memoranda": memoranda.rows(user, now),
        "events": events.rows(user, now),
        "failures": counts["failures"],
        "notices": notices(user, now),
    }


def figures(counts: dict[str, Any]) -> list[dict]:
    late, exports = counts["late"], counts["exports"]
    reviews = counts["firms_to_review"] + counts["profiles_to_review"]
    note = _("%(count)s overdue") % {"count": late} if late else _("None overdue")
    return [
        {
            "label": _("Waiting for approval"),
            "number": counts["approvals"],
            "note": note,
            "tone": "overdue" if late else "",
            "url": reverse("matching:approvals"),
        },
        {
            "label": _("Firms and profiles to review"),
            "number": reviews,
            "note": _("Oldest first"),
            "tone": "",
            "url": reverse("companies:review"),
        },
        {
            "label": _("Export-control questions"),
            "number": exports,
            "note": _("Contacts stay closed until answered"),
            "tone": "due" if exports else "",
            "url": reverse("matching:approvals") + "?tab=export",
        },
        {
            "label": _("Open referrals"),
            "number": counts["referrals"],
            "note": _("At the chambers"),
            "tone": "",
            "url": reverse("matching:referrals"),
        },
    ]


def funnel(states: dict[str, int], reached: dict[str, int]) -> list[dict]:
    """Each pair is counted at every step it has reached, so that each bar is a part of the one above."""
    released = sum(count for state, count in reached.items() if state in RELEASED)
    approved = sum(states.get(state, 0) for state in ("approved", "introduced"))
    proposed = approved + states.get("proposed", 0)
    alive = proposed + states.get("suggested", 0) + states.get("shortlisted", 0)
    rows = [
        (_("Suggested"), alive),
        (_("Proposed"), proposed),
        (_("Approved"), approved),
        (_("Contacts released"), released),
        (_("Concluded"), reached.get("concluded", 0)),
    ]
    before = [0, *(number for _label, number in rows)]
    return [
        {"label": label, "number": number, "note": f"{round(100 * number / last)}%" if last >= FEW else ""}
        for (label, number), last in zip(rows, before, strict=False)
    ]


def after_contact(counts: dict[str, Any]) -> list[dict]:
    """Several of one pair are counted each."""
    rows = [(_("Samples received"), counts["samples"]), (_("Trial orders delivered"), counts["trial_orders"])]
    return [{"label": label, "number": number, "url": reverse("talks:threads")} for label, number in rows]
