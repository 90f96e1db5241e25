"""Firms without an account that are to be asked by telephone: the list, one call, what came of it."""
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import User
from companies.models import Call, Contact
from companies.pages.speaking import spoken_view
from companies.permissions import can_make_call
from core.acting import attempt, posted
from core.errors import require
from core.paging import page_for
from core.uploads import dropped_files

from .. import services
from ..computed.callers import callers_for, waiting_calls
from ..forms import CallerForm, CallForm
from ..models import Introduction
from ..pages.asking import call_facts, call_row
from ..pages.calling import person_facts, script
from ..permissions import can_propose
from .behalf import party
from .introductions import visible

PER_PAGE = 50


@require_GET
def calls(request):
    """Those that are still needed, the most urgent first."""
    require(request.user.is_liaison or can_propose(request.user))
    now = timezone.now()
    who = {"user": request.user.pk}
    page = page_for(_waiting, request.user.role, who, size=PER_PAGE, number=request.GET.get("page"))
    pairs = Introduction.objects.by_call(page.object_list)
    rows = [call_row(call, pairs.get(call.pk), request.user, now) for call in page]
    return render(request, "matching/calls.html", {"page": page, "rows": rows})


def _waiting(role: str, values: dict):
    waiting = waiting_calls(User.reader(values["user"], role))
    return waiting.select_related("firm__contact", "caller", "chamber")


def _visible_call(request, pk) -> Call:
    found = Call.objects.visible_to(request.user).select_related("firm", "caller", "chamber", "spoken")
    return get_object_or_404(found, pk=pk)


@require_http_methods(["GET", "POST"])
def call(request, pk):
    found = _visible_call(request, pk)
    require(can_make_call(request.user, found))
    introduction = Introduction.objects.with_firms().of_call(found).first()
    if introduction is None:
        raise Http404
    form = CallForm(posted(request), request.FILES or None, dropped=dropped_files(request))
    status = attempt(form, services.record_call, found, by=request.user) if form.is_bound else 200
    if status == 0:
        messages.success(request, _("Recorded."))
        return redirect("matching:calls")
    contact = Contact.objects.filter(firm=found.firm).first()
    return render(request, "matching/call.html", {
        "call": found, "firm": found.firm, "row": call_row(found, introduction, request.user, timezone.now()),
        "facts": call_facts(found), "person": person_facts(contact), "form": form,
        "script": script(introduction, found.firm, contact),
        "said": spoken_view(found.spoken, request.user)["facts"] if found.spoken else [],
    }, status=status)


@require_POST
def call_ask(request, pk, firm):
    """Later than with the approval: an invitation was not taken, or a number was wrong."""
    found = visible(request, pk)
    asked = party(found, firm)
    require(can_propose(request.user))
    form = CallerForm(request.POST, callers=callers_for(asked, found.match))
    if attempt(form, services.ask_by_telephone, found, firm=asked, by=request.user):
        messages.error(request, next(iter(form.errors.values()))[0])
    else:
        messages.success(request, _("The call is on the list of whoever makes it."))
    return redirect("matching:introduction", pk)
