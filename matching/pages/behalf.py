"""Answers that somebody recorded for a firm, as each reader of the case may see them."""
from datetime import datetime
from typing import Any

from django.urls import reverse

from companies.computed.reach import reach_of
from companies.models import Firm
from companies.pages.display import reach_tag
from companies.pages.speaking import spoken_view
from companies.permissions import is_editor_of
from core.lifecycle import allowed_actions

from ..computed.callers import callers_for
from ..forms import CallerForm
from ..models import Introduction
from ..permissions import has_not_proposed
from .asking import call_row


def spoken_views(introduction: Introduction, viewer, own: Firm | None = None) -> list[dict[str, Any]]:
    """Cards of partials/_spoken.html; `may_settle`: the firm still says whether it was so."""
    views = []
    for firm in introduction.match.firms:
        spoken = introduction.spoken_of(firm)
        if spoken is None:
            continue
        may_settle = "confirm" in allowed_actions(spoken) and is_editor_of(viewer, firm)
        url = reverse("matching:answer_file", args=[introduction.pk, firm.pk])
        view = spoken_view(spoken, viewer, own) | {"may_settle": may_settle, "file_url": url}
        views.append(view | {"file": None} if viewer.is_liaison else view)  # who cannot open the introduction
    return views


def to_record(introduction: Introduction, viewer, now: datetime) -> list[dict[str, Any]]:
    """Firms whose answer is awaited: whether somebody of them can give it, otherwise where it is recorded for them."""
    if "release" not in allowed_actions(introduction):
        return []
    return [
        _awaited(introduction, firm, viewer, now)
        for firm in introduction.match.firms if not introduction.has_consent_of(firm)
    ]


def _awaited(introduction: Introduction, firm: Firm, viewer, now: datetime) -> dict[str, Any]:
    reached = reach_of(firm, now)
    may = not reached.by_somebody and has_not_proposed(viewer, introduction.match)
    url = reverse("matching:answer", args=[introduction.pk, firm.pk]) if may else ""
    by_colleague = not may and not reached.by_somebody
    found = {"firm": firm, "reach": reach_tag(reached), "url": url, "by_colleague": by_colleague}
    return found if reached.by_somebody else found | _telephone(introduction, firm, viewer, now)


def _telephone(introduction: Introduction, firm: Firm, viewer, now: datetime) -> dict[str, Any]:
    """The newest call, or a form that gives one to somebody."""
    call = getattr(introduction, introduction.call_field(firm))
    row = call_row(call, introduction, viewer, now) if call else None
    if row and row["is_open"]:
        return {"call": row}
    form = CallerForm(callers=callers_for(firm, introduction.match), auto_id=f"caller-{firm.pk}-%s")
    return {"call": row, "caller_form": form, "call_url": reverse("matching:call_ask", args=[introduction.pk, firm.pk])}
