"""A conversation: its page, asking, answering, writing."""
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import User
from companies.models import Firm
from companies.pages.timeline import timeline_of
from core.acting import attempt, posted, press
from core.errors import require
from core.limits import is_within
from core.paging import page_for
from core.prepared import only
from matching.models import Match, Referral
from matching.permissions import firm_of, has_open_export_question
from matching.rules.overlap import far_zone

from .. import services
from ..computed.silence import silences_of
from ..enums import Asker
from ..forms import AnswerForm, AskForm, RemarkForm
from ..models import Asked, FollowUp, Thread
from ..pages import calls as call_pages
from ..pages import deciding, machines, results, translations
from ..pages import samples as samples_page
from ..pages import thread as pages
from ..permissions import (
    can_answer_question,
    can_ask,
    can_decide,
    can_withdraw_question,
    can_write,
    goes_on,
    is_heard,
    released,
    side_of,
)
from ..rules.limits import MOST_A_MINUTE
from .shared import visible_match

HELPERS = (Asker.OFFICE, Asker.CHAMBER)
ON_A_PAGE, REMARKS_ON_A_PAGE, HISTORY = 20, 20, 30


@require_GET
def threads(request):
    """All that this reader takes part in; what waits for them first."""
    firm = firm_of(request.user)
    who = {"user": request.user.pk} | ({"firm": firm.pk} if firm else {})
    page = page_for(_waiting_first, request.user.role, who, size=ON_A_PAGE, number=request.GET.get("page"))
    return render(request, "talks/threads.html", {"rows": pages.rows_of(page, request.user), "page": page})


def _waiting_first(role: str, values: dict):
    firm = only(Firm, id=values["firm"]) if "firm" in values else None
    questions = Asked.objects.waiting_for(firm) if firm else Asked.objects.none()
    follow_ups = FollowUp.objects.waiting_for(firm) if firm else FollowUp.objects.none()
    visible = Thread.objects.visible_to(User.reader(values["user"], role))
    return visible.with_firms().waiting_first(questions, follow_ups)


@require_GET
def thread(request, pk):
    return _page(request, visible_match(request, pk))


@require_http_methods(["GET", "POST"])
def ask(request, pk):
    match = visible_match(request, pk)
    require(can_ask(request.user, match))
    side, thread = side_of(request.user, match), Thread.objects.filter(match=match).first()
    standing = set(thread.questions.standing().values_list("key", "to_side")) if thread else set()
    form = AskForm(posted(request), match=match, side=side, standing=standing, released=released(match))
    status = attempt(form, services.ask_questions, match, by=request.user) if form.is_bound else 200
    if form.is_bound and not status:
        messages.success(request, _("Asked. The other side reads each question in its own language."))
        return redirect("talks:thread", match.pk)
    context = {"match": match, "form": form, "title": pages.title_of(match, side), "released": released(match)}
    return render(request, "talks/ask.html", context, status=status)


@require_http_methods(["GET", "POST"])
def answer(request, pk):
    asked = _question(request, pk)
    require(can_answer_question(request.user, asked))
    form = AnswerForm(posted(request), asked=asked)
    status = attempt(form, services.answer_question, asked, by=request.user) if form.is_bound else 200
    if form.is_bound and not status:
        messages.success(request, _("Answered. The other side reads it in its own language."))
        return redirect("talks:thread", asked.thread.match_id)
    context = {"asked": asked, "question": asked.question, "form": form}
    return render(request, "talks/answer.html", context, status=status)


@require_POST
def withdraw(request, pk):
    asked = _question(request, pk)
    require(can_withdraw_question(request.user, asked))
    press(request, services.withdraw_question, asked, done=_("The question has been withdrawn."))
    return redirect("talks:thread", asked.thread.match_id)


@require_POST
def write(request, pk):
    match = visible_match(request, pk)
    require(can_write(request.user, match))
    form = RemarkForm(request.POST)
    if not is_within(f"remarks of {request.user.pk}", MOST_A_MINUTE, 60):
        form.add_error(None, _("Many messages within a minute. Your text still stands below: send it in a minute."))
        return _page(request, match, form=form, status=429)
    if status := attempt(form, services.write_remark, match, by=request.user):
        return _page(request, match, form=form, status=status)
    messages.success(request, _("Sent."))
    return redirect("talks:thread", match.pk)


def _question(request, pk) -> Asked:
    found = Asked.objects.filter(thread__in=Thread.objects.visible_to(request.user))
    return get_object_or_404(found.select_related("thread__match__japan", "thread__match__partner"), pk=pk)


def _page(request, match: Match, *, form=None, status: int = 200):
    thread, side = Thread.objects.filter(match=match).with_parts().first(), side_of(request.user, match) or Asker.OFFICE
    now, firm, is_open, is_released = timezone.now(), firm_of(request.user), is_heard(match), released(match)
    context = {
        "match": match,
        "title": pages.title_of(match, side),
        "is_released": is_released,
        "is_open": is_open,
        "has_ended": not goes_on(match),
        "may_ask": is_open and can_ask(request.user, match),
        "may_write": is_open and is_released and can_write(request.user, match),
        "may_call": is_open and is_released and can_decide(request.user, match),
        "may_decide": is_open and can_decide(request.user, match),
        "helpers": Referral.objects.open().filter(introduction__match=match).select_related("chamber"),
        "machine": machines.of_thread(side, match) if is_released else None,
        "form": form or RemarkForm(),
    }
    context |= _samples(thread, side, match, is_open=is_open, now=now)
    if thread:
        thread.match = match
        context |= _said(request, thread, side, match, now=now)
        zone = far_zone(match, request.user.time_zone)
        context["timeline"] = timeline_of(thread, request.user, firm, most=HISTORY, partner_zone=zone)
    return render(request, "talks/thread.html", context, status=status)


def _samples(thread: Thread | None, side: str, match: Match, *, is_open: bool, now) -> dict:
    """Whether an export question keeps goods back is asked only where goods are spoken of."""
    rows = list(thread.samples.order_by("-requested_at", "pk")) if thread and thread.has_samples else []
    for row in rows:
        row.thread = thread
    may_request = is_open and samples_page.may_request(match, side, rows)
    is_blocked = bool(rows or may_request) and released(match) and has_open_export_question(match, now)
    views = samples_page.views_of(rows, side, is_open=is_open, is_blocked=is_blocked)
    return {"samples": views, "may_request_sample": may_request, "is_blocked": is_blocked}


def _said(request, thread: Thread, side: str, match: Match, *, now) -> dict:
    """What of the conversation there is; nothing is asked of parts that it does not have."""
    questions = list(thread.questions.standing()) if thread.has_questions else []
    for row in questions:
        row.thread = thread
    paged = Paginator(thread.remarks.order_by("-written_at", "pk"), REMARKS_ON_A_PAGE)
    paged.count = thread.many_remarks
    page = paged.get_page(request.GET.get("page"))
    current = thread.decisions.current().order_by("said_at") if thread.has_decisions else []
    decisions = deciding.notices(current, side, match)
    may_act = side_of(request.user, match) is not None
    said = {
        "groups": pages.question_groups(questions, side, match),
        "remarks": translations.message_views(reversed(page), side, match, may_act=may_act),
        "page": page,
        "decisions": decisions,
        "silences": [],
    }
    if any(one["end_url"] for one in decisions):
        said["may_decide"] = False
    if side in HELPERS:
        said["silences"] = pages.silence_lines(silences_of(thread, questions, now), match)
    if released(match):
        planned = thread.calls.live(now).order_by("proposed_at") if thread.has_calls else []
        reader = call_pages.reader_of(request.user, side, match)
        said["calls"] = call_pages.call_views(planned, reader, match, now)
        said["files"] = pages.file_views(thread.files.shown_to(side) if thread.has_files else [], side, match)
        said["result"] = results.newest(thread, side, match) if thread.has_follow_ups else None
    return said
