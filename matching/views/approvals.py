"""The approval queue of the staff: list and case beside each other, a decision, ten seconds to take it back,
the next case.
"""
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from companies.pages.timeline import timeline_of
from companies.rules.export_control import clearance_day
from core.acting import attempt, press
from core.errors import require
from core.lifecycle import allowed_actions

from .. import services
from ..computed.answering import records_of
from ..enums import RejectReason
from ..forms import ApproveForm, ClearExportForm, ReasonForm, RefuseForm
from ..models import ExportReview, Match
from ..pages import casefile
from ..pages.asking import reach_of_both, unreached
from ..pages.comparison import compare_rows
from ..pages.missed import missed_of_match
from ..pages.queue import DECIDERS, decided_today, fetch_lines, list_of, read_queue, read_shown, tabs
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
    return _decide(request, pk, services.approve_match, _approve_form)


@require_POST
def reject(request, pk):
    return _decide(request, pk, services.reject_match, lambda data, _match: RefuseForm(data))


def _approve_form(data, match: Match) -> ApproveForm:
    return ApproveForm(data, sides=unreached(match, reach_of_both(match, timezone.now())))


def _decide(request, pk, act, make_form):
    """One decision, then the next case; a refusal shows the same case again with what was typed."""
    require(can_propose(request.user))
    match = _case(request, pk)
    queue = read_queue(request.user, request.GET.get("tab", ""), match.pk, now=timezone.now())
    typed = request.POST.get("reason", "")
    form = make_form(request.POST.dict() | {"note": typed}, match)
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
def export_statement(request, pk, code):
    review = _review(request, pk, code)
    press(
        request, services.request_end_use_statement, review, done=_("Noted: an end-use statement has been requested.")
    )
    return _back_to_case(request, review)


@require_POST
def export_clear(request, pk, code):
    done = _("Cleared until the day you named.")
    return _review_act(request, pk, code, "export_clear", services.clear_export_review, ClearExportForm, done)


@require_POST
def export_reopen(request, pk, code):
    done = _("Taken back. The contacts of this pair are closed until the question is cleared again.")
    return _review_act(request, pk, code, "export_reopen", services.reopen_export_review, ReasonForm, done)


@require_POST
def export_block(request, pk, code):
    done = _("Blocked. This pair is not introduced.")
    return _review_act(request, pk, code, "export_block", services.block_export, ReasonForm, done)


def _review_act(request, pk, code, name: str, act, form_class, done: str):
    review = _review(request, pk, code)
    form = form_class(request.POST)
    if status := attempt(form, act, review, by=request.user):
        return _queue_page(request, pk, wrong=(code, name, form), status=status)
    messages.success(request, done)
    return _back_to_case(request, review)


def _back_to_case(request, review: ExportReview):
    """In the tab from which it was opened."""
    now = timezone.now()
    return redirect(read_queue(request.user, request.GET.get("tab", ""), review.match_id, now=now).url(review.match_id))


def _review(request, pk, code: str) -> ExportReview:
    """A question that was raised, or one that the list asks at this moment."""
    require(can_propose(request.user))
    found = next((review for review in services.questions_of(_case(request, pk)) if review.code == code), None)
    if found is None:
        raise Http404
    return found


def _case(request, pk) -> Match:
    cases = Match.objects.visible_to(request.user).with_firms().select_related(*DECIDERS)
    match = get_object_or_404(cases, pk=pk)
    fetch_lines([match])
    return match


def _queue_page(
    request, pk=None, *, only_list: bool = False, form=None, typed: str = "", wrong=None, status: int = 200
):
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
        "keys": KEYS,
    } | bar_context(request, form, typed)
    if match:
        context |= case_context(request, match, queue_query=queue.query, wrong=wrong, form=form)
    return render(request, "matching/approvals.html", context, status=status)


def bar_context(request, form, typed: str = "") -> dict:
    """What the decision bar shows again, and what was wrong with it."""
    errors = {name: str(found[0]) for name, found in form.errors.items()} if form else {}
    code_error = errors.pop("code", "")
    return {
        "error": next(iter(errors.values()), ""), "typed": typed, "code_error": code_error,
        "codes": RejectReason.choices, "code": request.POST.get("code", ""),
    }


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


def case_page(request, match: Match, *, form=None, typed: str = "", status: int = 200):
    """The case outside the queue, with the acts that its state allows."""
    context = case_context(request, _case(request, match.pk)) | bar_context(request, form, typed)
    return render(request, "matching/case.html", context, status=status)


def case_context(request, match: Match, *, queue_query: str = "", wrong=None, form=None) -> dict:
    now = timezone.now()
    today, reach = clearance_day(now), reach_of_both(match, now)
    reviews, records = services.questions_of(match), records_of(match.firms, now)
    actions = allowed_actions(match)
    waiting = "approve" in actions
    own = match.proposed_by_id == request.user.pk
    introductions = list(match.introductions.order_by("-requested_at"))
    may_approve = waiting and can_approve_match(request.user, match)
    asking = form if isinstance(form, ApproveForm) else _approve_form(None, match) if may_approve else None
    tag = casefile.deadline_tag(match.decide_by, match.countries, now) if waiting else None
    return {
        "match": match,
        "other_zone": far_zone(match, request.user.time_zone),
        "tag": tag,
        "japan": casefile.side_view(match.japan, match.japan_profile, records[match.japan_id]),
        "partner": casefile.side_view(match.partner, match.partner_profile, records[match.partner_id]),
        "why": casefile.explanation(match),
        "rows": compare_rows(match, exact_size=True),
        "checks": casefile.checks(match, reviews, today, reach),
        "asking": asking.asked if asking else [],
        "reviews": [_review_view(review, today, wrong, queue_query) for review in reviews],
        "decisions": casefile.decisions(match, queue_query, may_approve=may_approve) if waiting else [],
        "is_own": waiting and own,
        "missed": missed_of_match(match, introductions, reader=request.user, now=now),
        "introduction": introductions[0] if introductions else None,
        "proposals": casefile.proposals(match) if "propose" in actions else [],
        "timeline": timeline_of(
            match, request.user, None, most=60, partner_zone=far_zone(match, request.user.time_zone)
        ),
    }


def _review_view(review: ExportReview, today, wrong, query: str) -> dict:
    """The question with the acts that are open now: {name of the address: {"url", "form"}}."""
    forms = {}
    is_open = casefile.is_open_question(review, review.match, today)
    if is_open and "request_statement" in allowed_actions(review):
        forms["export_statement"] = None
    if is_open:
        forms |= {"export_clear": ClearExportForm, "export_block": ReasonForm}
    if casefile.is_clearance_in_force(review, review.match, today):
        forms["export_reopen"] = ReasonForm
    acts = {}
    for name, form_class in forms.items():
        url = reverse(f"matching:{name}", args=[review.match_id, review.code]) + query
        bound = wrong[2] if wrong and wrong[:2] == (review.code, name) else None
        acts[name] = {"url": url, "form": bound or (form_class and form_class(auto_id=f"{name}-{review.code}-%s"))}
    words = {"title": casefile.code_words(review), "word": casefile.review_word(review, today)}
    return words | {"review": review, "is_open": is_open, "acts": acts}
