"""Time to decide: a reason and a day, renewed or ended."""
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.acting import attempt, posted, press
from core.errors import require

from .. import services
from ..forms import DecideForm
from ..models import Deciding, Thread
from ..pages import thread as pages
from ..permissions import can_decide, can_end_decision, side_of
from .shared import visible_match


@require_http_methods(["GET", "POST"])
def decide(request, pk):
    match = visible_match(request, pk)
    require(can_decide(request.user, match))
    form = DecideForm(posted(request))
    status = attempt(form, services.name_day, match, by=request.user) if form.is_bound else 200
    if form.is_bound and not status:
        messages.success(request, _("The other side reads it in its own language. We remind you before the day."))
        return redirect("talks:thread", match.pk)
    context = {"match": match, "form": form, "title": pages.title_of(match, side_of(request.user, match))}
    return render(request, "talks/decide.html", context, status=status)


@require_POST
def decided(request, pk):
    rows = Deciding.objects.filter(thread__in=Thread.objects.visible_to(request.user)).with_firms()
    row = get_object_or_404(rows, pk=pk)
    require(can_end_decision(request.user, row))
    press(request, services.end_decision, row, done=_("Noted. Now tell the other side what you have decided."))
    return redirect("talks:thread", row.thread.match_id)
