"""A referral as the chamber sees it: the clock, what is asked of it, which acts are open."""
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.models import PartneringProfile
from core.acts import reason_of
from core.lifecycle import allowed_actions
from core.models import Activity

from ..computed.timers import Timer
from ..forms import (
    AnswerForm,
    CommentForm,
    CompleteForm,
    InteractionForm,
    QuestionForm,
    ReferralDeclineForm,
)
from ..models import Referral
from ..rules.overlap import far_zone
from .pair_facts import Line, matched_lines, unsaid
from .teasers import teaser_lines, topic

CLOSED_TONE = {"done_with_help": "done", "done_no_help": "done"}


def timer_tag(timer: Timer) -> tuple[str, str]:
    """(tone, words) in business days of both countries."""
    if timer.is_overdue:
        late = timer.days_late
        return "overdue", ngettext("%(days)s business day late", "%(days)s business days late", late) % {"days": late}
    if timer.days_left == 0:
        return "overdue", _("Due today")
    words = ngettext(
        "%(days)s business day left", "%(days)s business days left", timer.days_left
    ) % {"days": timer.days_left}
    return ("due" if timer.days_left <= 2 else "info"), words


def referral_row(referral: Referral, timer: Timer | None, reader_zone: str) -> dict[str, Any]:
    """One row of the list; a closed one has no timer."""
    match = referral.introduction.match
    tone, word = (
        timer_tag(timer) if timer else (CLOSED_TONE.get(referral.state, "planned"), referral.get_state_display())
    )
    zone = far_zone(match, reader_zone)
    return {"referral": referral, "match": match, "timer": timer, "tone": tone, "word": word, "other_zone": zone}


def newest_question(activities: list[Activity]) -> str:
    asked = (act for act in activities if act.verb == "matching.referral.ask_information")
    return next(map(reason_of, asked), "")


def asked_of_chamber(referral: Referral) -> list[dict[str, Any]]:
    """What the two firms want of each other, in the reader's words where there are any."""
    match = referral.introduction.match
    sides, lines = [(match.japan, match.japan_profile), (match.partner, match.partner_profile)], matched_lines(match)
    return [
        {
            "firm": firm,
            "profile": profile,
            "topic": topic(profile, firm),
            "carries": lines.get(match.side_of(firm)),
            "unsaid": unsaid(firm, profile, lines.get(match.side_of(firm))),
            "lines": _others(profile, lines.get(match.side_of(firm))),
        }
        for firm, profile in sides
    ]


def _others(profile: PartneringProfile | None, carries: Line | None) -> list[dict[str, Any]]:
    """All lines but the one that is said above."""
    return [line for line in teaser_lines(profile, most=None) if carries is None or line["text"] != carries.text]


def open_acts(
    referral: Referral, *, works: bool, is_staff: bool, has_interaction: bool, bound: dict[str, Any]
) -> dict[str, Any]:
    """{act: form or True} of what this reader may do now; `bound` holds a form that came back with errors."""
    actions = allowed_actions(referral)
    acts: dict[str, Any] = {}
    if works:
        acts |= {name: True for name in ("acknowledge", "take_in_charge") if name in actions}
        forms = {
            "comment": (bool(actions), CommentForm),
            "interaction": (bool(actions), InteractionForm),
            "ask": ("ask_information" in actions or "acknowledge" in actions, QuestionForm),
            "complete": ("complete_with_help" in actions, CompleteForm),
            "decline": ("decline" in actions, ReferralDeclineForm),
        }
        acts |= {
            name: bound.get(name) or form(auto_id=f"{name}-%s") for name, (allowed, form) in forms.items() if allowed
        }
        acts["may_complete"] = has_interaction
    if is_staff and "resume" in actions:
        acts["answer"] = bound.get("answer") or AnswerForm(auto_id="answer-%s")
    return acts
