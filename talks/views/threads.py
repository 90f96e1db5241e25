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
from ..pages import deciding, results, translations
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
ON_A_PAGE, REMARKS_ON_A_PAGE = 20, 30


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
    acting = side_of(request.user, match)
    thread, side = Thread.objects.filter(match=match).first(), acting or Asker.OFFICE
    questions = thread.questions.standing().select_related("thread__match") if thread else []
    remarks = thread.remarks.order_by("-written_at", "pk") if thread else []
    page = Paginator(remarks, REMARKS_ON_A_PAGE).get_page(request.GET.get("page"))
    is_open = is_heard(match)
    now = timezone.now()
    planned = thread.calls.live(now).order_by("proposed_at") if thread and released(match) else []
    calls = call_pages.call_views(planned, call_pages.reader_of(request.user, side, match), match, now)
    decisions = deciding.notices(thread.decisions.current().order_by("said_at"), side, match) if thread else []
    is_open, firm = is_heard(match), firm_of(request.user)
    samples = list(thread.samples.order_by("-requested_at", "pk")) if thread else []
    for sample in samples:
        sample.thread = thread
    is_blocked = released(match) and has_open_export_question(match, timezone.now())
    context = {
        "match": match,
        "title": pages.title_of(match, side),
        "samples": samples_page.views_of(samples, side, is_open=is_open, is_blocked=is_blocked),
        "may_request_sample": is_open and samples_page.may_request(match, side, samples),
        "is_blocked": is_blocked,
        "groups": pages.question_groups(questions, side, match),
        "remarks": translations.message_views(reversed(page), side, match, may_act=acting is not None),
        "page": page,
        "is_released": released(match),
        "is_open": is_open,
        "has_ended": not goes_on(match),
        "may_ask": is_open and can_ask(request.user, match),
        "may_write": is_open and released(match) and can_write(request.user, match),
        "helpers": Referral.objects.open().filter(introduction__match=match).select_related("chamber"),
        "files": pages.file_views(thread.files.shown_to(side), side, match) if thread and released(match) else [],
        "decisions": decisions,
        "calls": calls,
        "silences": pages.silence_lines(silences_of(thread, now), match) if thread and side in HELPERS else [],
        "result": results.newest(thread, side, match),
        "may_call": is_open and released(match) and can_decide(request.user, match),
        "may_decide": is_open and can_decide(request.user, match) and all(not one["end_url"] for one in decisions),
        "form": form or RemarkForm(),
        "timeline": timeline_of(
            thread, request.user, firm, most=60, partner_zone=far_zone(match, request.user.time_zone)
        ) if thread else [],
    }
    return render(request, "talks/thread.html", context, status=status)
