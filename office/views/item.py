"""One row of the list: who looks after it, until when it rests, and what was done with it."""
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.acting import attempt, attempt_fields, press
from core.errors import require

from .. import services
from ..forms import GiveForm, RestForm
from ..pages.item import page_of
from ..permissions import can_see_work, waits_for
from ..services.caring import Row


@require_GET
def item(request, kind, pk):
    return _page(request, _row(request, kind, pk))


@require_POST
def take(request, kind, pk):
    row = _row(request, kind, pk)
    press(request, services.take, row, done=_("You look after this now."))
    return redirect("office:item", kind, pk)


@require_POST
def release(request, kind, pk):
    row = _row(request, kind, pk)
    press(request, services.release, row, done=_("Nobody in particular looks after this now."))
    return redirect("office:item", kind, pk)


@require_POST
def give(request, kind, pk):
    row = _row(request, kind, pk)
    form = GiveForm(request.POST, reader=request.user, auto_id="give_%s")
    status = attempt_fields(form, services.give, row, request.user, "given")
    return _page(request, row, status=status, give=form) if status else redirect("office:item", kind, pk)


@require_POST
def rest(request, kind, pk):
    row = _row(request, kind, pk)
    form = RestForm(request.POST, auto_id="rest_%s")
    status = attempt(form, services.rest, row, by=request.user)
    return _page(request, row, status=status, rest=form) if status else redirect("office:today")


@require_POST
def wake(request, kind, pk):
    row = _row(request, kind, pk)
    press(request, services.wake, row, done=_("It stands in the list again."))
    return redirect("office:today")


def _row(request, kind: str, pk) -> Row:
    """Of the reader's own list: of any other nothing is given away."""
    require(can_see_work(request.user))
    if not waits_for(request.user, kind, pk, timezone.now()):
        raise Http404
    return Row(kind, pk)


def _page(request, row: Row, *, status: int = 200, **forms):
    now = timezone.now()
    shown = page_of(row.kind, row.item, request.user, now)
    blank = {
        "give": GiveForm(reader=request.user, auto_id="give_%s", initial={"seen": shown["person_id"]}),
        "rest": RestForm(auto_id="rest_%s"),
    }
    return render(request, "office/item.html", shown | blank | forms, status=status)
