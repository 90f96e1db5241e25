"""What both firms said came of it, as this reader sees it."""
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.lifecycle import allowed_actions
from matching.models import Match
from matching.states import IN_CONTACT

from ..enums import Asker, FollowUpState, ResultAnswer
from ..models import FollowUp, Result, Thread
from .thread import who

TONES = {
    FollowUpState.OPEN: "waiting", FollowUpState.DIFFERENT: "due", FollowUpState.SAME: "progress",
    FollowUpState.CONCLUDED: "done", FollowUpState.LAPSED: "planned",
}


def newest(thread: Thread, side: str, match: Match) -> dict[str, Any] | None:
    """The last asking of a conversation; of earlier introductions of the pair nothing is asked any more."""
    rows = thread.follow_ups.select_related("introduction").prefetch_related("results")
    found = max(rows, key=lambda row: row.asked_at, default=None)
    return view_of(found, side, match) if found else None


def view_of(row: FollowUp, side: str, match: Match) -> dict[str, Any]:
    """A firm reads what the other one said once it has answered itself."""
    said = sorted(row.results.all(), key=lambda one: one.said_at)
    mine = next((one for one in said if one.by_side == side and not one.replaced_at), None)
    is_firm = side in (Asker.JAPAN, Asker.CENTRAL_ASIA)
    goes_on = row.introduction.state in IN_CONTACT and "answer" in allowed_actions(row)
    return {
        "days": row.days,
        "asked_at": row.asked_at,
        "lines": [_line(one, side, match) for one in said if mine or not is_firm or one.by_side == side],
        "mine": mine.answer if mine else "",
        "tone": TONES[row.state],
        "word": row.get_state_display() if mine or not is_firm or not goes_on else _("Your answer is awaited"),
        "settled": ResultAnswer(row.settled_answer).label if row.settled_answer else "",
        "waits": is_firm and goes_on and not mine,
        "url": reverse("talks:result", args=[row.pk]) if is_firm and goes_on else "",
        "settle_url": _settle_url(row) if side == Asker.OFFICE and goes_on else "",
    }


def _settle_url(row: FollowUp) -> str:
    return reverse("talks:result", args=[row.pk]) if "settle" in allowed_actions(row) else ""


def _line(one: Result, side: str, match: Match) -> dict[str, Any]:
    return {
        "who": _("You") if one.by_side == side else who(one.by_side, side, match),
        "answer": one.get_answer_display(),
        "reason": one.get_code_display() if one.code else "",
        "at": one.said_at,
        "is_former": one.replaced_at is not None,
    }
