"""What came of it: a firm answers with one press, staff settle two different answers."""
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.acting import attempt, posted
from core.errors import require

from .. import services
from ..enums import Asker
from ..forms import ResultForm, SettleForm
from ..models import FollowUp
from ..pages.results import view_of
from ..pages.thread import title_of
from ..permissions import can_say_result, can_settle_result, side_of


@require_http_methods(["GET", "POST"])
def result(request, pk):
    row = _visible(request, pk)
    if request.method == "GET" and can_settle_result(request.user, row):
        return _page(request, row, SettleForm())
    require(can_say_result(request.user, row))
    form = ResultForm(posted(request))
    status = attempt(form, services.say_result, row, by=request.user) if form.is_bound else 200
    if form.is_bound and not status:
        messages.success(request, _("Thank you, noted. You may change your answer."))
        return redirect("talks:thread", row.thread.match_id)
    return _page(request, row, form, status)


@require_POST
def result_settle(request, pk):
    row = _visible(request, pk)
    require(can_settle_result(request.user, row))
    form = SettleForm(request.POST)
    if status := attempt(form, services.settle_result, row, by=request.user):
        return _page(request, row, form, status)
    messages.success(request, _("Settled. The answers of both firms stay as they were given."))
    return redirect("talks:thread", row.thread.match_id)


def _visible(request, pk) -> FollowUp:
    return get_object_or_404(FollowUp.objects.visible_to(request.user).with_firms(), pk=pk)


def _page(request, row: FollowUp, form, status: int = 200):
    match = row.thread.match
    side = side_of(request.user, match) or Asker.OFFICE
    view = view_of(row, side, match)
    context = {"match": match, "title": title_of(match, side), "view": view, "form": form, "row": row}
    return render(request, "talks/result.html", context, status=status)
