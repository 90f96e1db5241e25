"""What a conversation's page and list show, as plain data, in the language active now."""
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.lifecycle import allowed_actions
from matching.messages import PARTNER_IN
from matching.models import Match
from matching.permissions import firm_of

from ..computed.silence import Silence
from ..data.phrases import GROUPS
from ..enums import AskedState, Asker
from ..models import Asked, SharedFile, Thread
from ..permissions import firm_on, released
from ..rules.answers import say

TONES = {AskedState.OPEN: "waiting", AskedState.ANSWERED: "done"}


def title_of(match: Match, side: str) -> str:
    """The partner's name once contacts are open; both names for staff and chambers."""
    if side in (Asker.OFFICE, Asker.CHAMBER):
        return str(match)
    other = match.other(firm_on(match, side))
    return str(other) if released(match) else str(PARTNER_IN[other.country])


def question_groups(rows: Iterable[Asked], side: str, match: Match) -> list[dict[str, Any]]:
    """In the order of the phrase book; within a group, what waits for this reader first."""
    views = [_question_view(row, side, match) for row in rows]
    groups = []
    for group, label in GROUPS.items():
        mine = [view for view in views if view["group"] == group]
        if mine:
            groups.append({"label": label, "rows": sorted(mine, key=lambda view: not view["answer_url"])})
    return groups


def _question_view(row: Asked, side: str, match: Match) -> dict[str, Any]:
    actions, may_answer = allowed_actions(row), row.to_side == side
    may_withdraw = "withdraw" in actions and row.by_side == side
    return {
        "group": row.question.group,
        "text": row.question.text,
        "asked": _who_asked(row.by_side, side, match),
        "asked_at": row.asked_at,
        "lines": say(row.question, row.value) if row.value else [],
        "is_text": row.question.kind == "text",
        "answered_at": row.answered_at,
        "tone": TONES[row.state],
        "word": _("Your answer is awaited") if may_answer and "answer" in actions else row.get_state_display(),
        "answer_url": reverse("talks:answer", args=[row.pk]) if may_answer and "answer" in actions else "",
        "correct_url": reverse("talks:answer", args=[row.pk]) if may_answer and "correct" in actions else "",
        "withdraw_url": reverse("talks:withdraw", args=[row.pk]) if may_withdraw else "",
    }


def _who_asked(by: str, side: str, match: Match) -> str:
    return _("You asked") if by == side else _("Asked by: %(who)s") % {"who": who(by, side, match)}


def who(by: str, side: str, match: Match) -> str:
    """A side as this reader knows it."""
    if by == Asker.OFFICE:
        return "Minamin"
    if by == Asker.CHAMBER:
        return _("The chamber")
    firm = firm_on(match, by)
    if side in (Asker.OFFICE, Asker.CHAMBER) or released(match):
        return str(firm)
    return str(PARTNER_IN[firm.country])


def silence_lines(rows: Iterable[Silence], match: Match) -> list[str]:
    """For whoever helps: which firm is silent, and for how many business days of both countries."""
    said = _("No answer from: %(firm)s. Business days of both countries since then: %(days)s")
    return [said % {"firm": firm_on(match, one.side), "days": one.workdays} for one in rows]


def file_views(rows: Iterable[SharedFile], side: str, match: Match) -> list[dict[str, Any]]:
    return [
        {
            "file": row.file,
            "sort": row.get_sort_display(),
            "who": _("You") if row.by_side == side else who(row.by_side, side, match),
            "at": row.added_at,
            "url": reverse("talks:file", args=[row.pk]),
            "remove_url": reverse("talks:file_remove", args=[row.pk]) if row.by_side == side else "",
        }
        for row in rows
    ]


def rows_of(threads: Iterable[Thread], user) -> list[dict[str, Any]]:
    """Rows of a list; the threads tell how many questions wait for this reader."""
    firm = firm_of(user)
    office = Asker.OFFICE if user.is_minamin else Asker.CHAMBER
    return [_row(one, one.match.side_of(firm) if firm else office, one.waiting) for one in threads]


def _row(thread: Thread, side: str, many: int) -> dict[str, Any]:
    said = [_("Questions that wait for you: %(count)s") % {"count": many}] if many else []
    said += [_("What came of the introduction?")] if thread.result_waits else []
    return {
        "title": title_of(thread.match, side),
        "url": thread.get_absolute_url(),
        "meta": " · ".join(said),
        "tone": "waiting" if said else "",
        "word": _("Your answer is awaited") if said else "",
    }
