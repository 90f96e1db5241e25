"""The approval queue of the staff: list and case beside each other, a decision, ten seconds to take it back, the next case."""
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from companies.pages.timeline import timeline_of
from core.acting import attempt, press
from core.errors import require
from core.lifecycle import allowed_actions

from .. import services
from ..forms import ClearExportForm, NoteForm, ReasonForm
from ..models import ExportReview, Match
from ..pages import casefile
from ..pages.comparison import compare_rows
from ..pages.queue import decided_today, list_of, read_queue, read_shown, tabs
from ..permissions import can_approve_match, can_propose
from ..rules.overlap import far_zone

KEYS = [
    ("J", gettext_lazy("Next case")), ("K", gettext_lazy("Previous case")), ("A", gettext_lazy("Approve")),
    ("D", gettext_lazy("Reject")), ("?", gettext_lazy("Show this list")),
]


@require_GET
def approvals(request):
    """The list; on a desktop its first case stands beside it."""
    require(can_propose(request.user))
    return _queue_page(request, only_list=True)


@require_GET
def approval(request, pk):
    require(can_propose(request.user))
    return _queue_page(request, pk)


@require_POST
def approve(request, pk):
    return _decide(request, pk, services.approve_match, NoteForm)


@require_POST
def reject(request, pk):
    return _decide(request, pk, services.reject_match, ReasonForm)


def _decide(request, pk, act, form_class):
    """One decision, then the next case; a refusal shows the same case again with what was typed."""
    require(can_propose(request.user))
    match = _case(request, pk)
    queue = read_queue(request.user, request.GET.get("tab", ""), match.pk, now=timezone.now())
    typed = request.POST.get("reason", "")
    form = form_class({"reason": typed, "note": typed})
    if status := attempt(form, act, match, by=request.user):
        return _queue_page(request, pk, form=form, typed=typed, status=status)
    separator = "&" if queue.query else "?"
    return redirect(f"{queue.url(queue.after_decision())}{separator}decided={match.pk}")


@require_POST
def undo(request, pk):
    require(can_propose(request.user))
    match = _case(request, pk)
    press(request, services.undo_decision, match, done=_("Taken back. The case waits for a decision again."))
    return redirect(read_queue(request.user, request.GET.get("tab", ""), match.pk, now=timezone.now()).url(match.pk))


@require_POST
def export_statement(request, pk):
    review = _review(request, pk)
    press(request, services.request_end_use_statement, review, done=_("Noted: an end-use statement has been requested."))
    return redirect("matching:approval", review.match_id)


@require_POST
def export_clear(request, pk):
    return _review_act(request, pk, services.clear_export_review, ClearExportForm, _("Cleared until the day you named."))


@require_POST
def export_block(request, pk):
    return _review_act(request, pk, services.block_export, ReasonForm, _("Blocked. This pair is not introduced."))


def _review_act(request, pk, act, form_class, done: str):
    review = _review(request, pk)
    form = form_class(request.POST)
    if status := attempt(form, act, review, by=request.user):
        return _queue_page(request, review.match_id, wrong=(review.pk, form), status=status)
    messages.success(request, done)
    return redirect("matching:approval", review.match_id)


def _review(request, pk) -> ExportReview:
    require(can_propose(request.user))
    matches = Match.objects.visible_to(request.user)
    return get_object_or_404(ExportReview.objects.filter(match__in=matches).select_related("match__japan", "match__partner"), pk=pk)


def _case(request, pk) -> Match:
    cases = Match.objects.visible_to(request.user).with_lines().select_related("proposed_by", "approved_by", "rejected_by")
    return get_object_or_404(cases, pk=pk)


def _queue_page(request, pk=None, *, only_list: bool = False, form=None, typed: str = "", wrong=None, status: int = 200):
    """`pk`: the case to show, the first of the tab without one."""
    now = timezone.now()
    queue = read_queue(request.user, request.GET.get("tab", ""), pk, now=now)
    cases = read_shown(queue)
    match = cases.get(queue.current) or (_case(request, queue.current) if queue.current else None)
    done = decided_today(now)
    context = {
        "queue": queue,
        "list": list_of(queue, cases, now=now),
        "tabs": tabs(queue),
        "only_list": only_list,
        "previous_url": queue.neighbour(-1) and queue.url(queue.neighbour(-1)),
        "next_url": queue.neighbour(1) and queue.url(queue.neighbour(1)),
        "first_url": queue.ids and queue.url(queue.ids[0]),
        "done_today": done,
        "all_today": done + len(queue.by_tab["all"]),
        "undo": _undoable(request, now),
        "error": first_error(form) if form else "",
        "typed": typed,
        "keys": KEYS,
    }
    if match:
        context |= case_context(request, match, queue_query=queue.query, wrong=wrong)
    return render(request, "matching/approvals.html", context, status=status)


def first_error(form) -> str:
    return next((str(error) for errors in form.errors.values() for error in errors), "")


def _undoable(request, now) -> dict | None:
    """The decision just made, while it can still be taken back."""
    try:
        decided = UUID(request.GET.get("decided", ""))
    except ValueError:
        return None
    match = Match.objects.visible_to(request.user).with_firms().filter(pk=decided).first()
    if not match or not services.can_undo(match, by=request.user, now=now):
        return None
    left = settings.UNDO_WINDOW - (now - (match.approved_at or match.rejected_at))
    return {"match": match, "seconds": max(1, int(left.total_seconds())), "word": match.get_state_display()}


def case_page(request, match: Match, *, error: str = "", typed: str = "", status: int = 200):
    """The case outside the queue, with the acts that its state allows."""
    context = case_context(request, _case(request, match.pk)) | {"error": error, "typed": typed}
    return render(request, "matching/case.html", context, status=status)


def case_context(request, match: Match, *, queue_query: str = "", wrong=None) -> dict:
    today = timezone.localdate()
    reviews = list(match.export_reviews.select_related("reviewed_by").order_by("code"))
    actions = allowed_actions(match)
    waiting = "approve" in actions
    own = match.proposed_by_id == request.user.pk
    tag = casefile.deadline_tag(match.decide_by, match.countries, timezone.now()) if waiting else None
    return {
        "match": match,
        "other_zone": far_zone(match, request.user.time_zone),
        "tag": tag,
        "japan": casefile.side_view(match.japan, match.japan_profile),
        "partner": casefile.side_view(match.partner, match.partner_profile),
        "why": casefile.explanation(match),
        "rows": compare_rows(match, exact_size=True),
        "checks": casefile.checks(match, reviews, today),
        "reviews": [_review_view(review, today, wrong, match) for review in reviews],
        "decisions": casefile.decisions(match, queue_query, may_approve=can_approve_match(request.user, match)) if waiting else [],
        "is_own": waiting and own,
        "introduction": match.introductions.order_by("-requested_at").first(),
        "proposals": casefile.proposals(match) if "propose" in actions else [],
        "timeline": timeline_of(match, request.user, None, most=60, partner_zone=far_zone(match, request.user.time_zone)),
    }


def _review_view(review: ExportReview, today, wrong, match: Match) -> dict:
    form = wrong[1] if wrong and wrong[0] == review.pk else None
    is_open = casefile.is_open_question(review, match, today)
    return {
        "review": review,
        "is_open": is_open,
        "may_request": is_open and "request_statement" in allowed_actions(review),
        "clear_form": form if isinstance(form, ClearExportForm) else ClearExportForm(auto_id=f"clear-{review.pk}-%s"),
        "block_form": form if type(form) is ReasonForm else ReasonForm(auto_id=f"block-{review.pk}-%s"),
    }
