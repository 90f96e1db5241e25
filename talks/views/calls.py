"""Calls: times proposed, taken, declined, withdrawn; a call cancelled or taken into a calendar."""
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.acting import attempt, posted, press
from core.errors import require
from core.lifecycle import allowed_actions

from .. import services
from ..calendars import file_of_call
from ..forms import CallForm
from ..models import PlannedCall, Thread
from ..pages import calls as pages
from ..pages.thread import title_of
from ..permissions import can_decide, can_settle_call, can_withdraw_call, released, side_of
from .shared import visible_match


@require_http_methods(["GET", "POST"])
def call_new(request, pk):
    match, now = visible_match(request, pk), timezone.now()
    require(can_decide(request.user, match) and released(match))
    side = side_of(request.user, match)
    reader = pages.reader_of(request.user, side, match)
    form = CallForm(posted(request), zone=reader.zones[0], free=pages.free_times(match, reader.zones[0], now))
    status = attempt(form, services.propose_call, match, by=request.user) if form.is_bound else 200
    if form.is_bound and not status:
        messages.success(request, _("Proposed. The other side reads the times on its own clock and takes one."))
        return redirect("talks:thread", match.pk)
    work = pages.hours_page(match, reader, now)
    context = {"match": match, "form": form, "title": title_of(match, side), "work": work}
    return render(request, "talks/call_new.html", context, status=status)


@require_POST
def call_take(request, pk):
    call = _call(request, pk)
    require(can_settle_call(request.user, call))
    times = {str(number): at for number, at in enumerate(call.times)}
    chosen = times.get(request.POST.get("time", ""))
    done = _("The time is fixed. The invitation for your calendar comes by mail.")
    press(request, services.take_time, call, done=done, starts_at=chosen)
    return redirect("talks:thread", call.thread.match_id)


@require_POST
def call_decline(request, pk):
    call = _call(request, pk)
    require(can_settle_call(request.user, call))
    press(request, services.decline_times, call, done=_("The other side is told. You may propose other times."))
    return redirect("talks:thread", call.thread.match_id)


@require_POST
def call_withdraw(request, pk):
    call = _call(request, pk)
    require(can_withdraw_call(request.user, call))
    press(request, services.withdraw_times, call, done=_("The times have been withdrawn."))
    return redirect("talks:thread", call.thread.match_id)


@require_POST
def call_cancel(request, pk):
    call = _call(request, pk)
    require(can_decide(request.user, call.thread.match))
    press(request, services.cancel_call, call, done=_("Cancelled. Both calendars strike it out."))
    return redirect("talks:thread", call.thread.match_id)


@require_GET
def call_ics(request, pk):
    call = _call(request, pk)
    if "cancel" not in allowed_actions(call):
        raise Http404
    title = title_of(call.thread.match, side_of(request.user, call.thread.match) or "office")
    text = file_of_call(call, title, request.user.language, now=timezone.now())
    headers = {"Cache-Control": "no-store, private"}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


def _call(request, pk) -> PlannedCall:
    rows = PlannedCall.objects.filter(thread__in=Thread.objects.visible_to(request.user)).with_firms()
    call = get_object_or_404(rows, pk=pk)
    if not released(call.thread.match):
        raise Http404
    return call
