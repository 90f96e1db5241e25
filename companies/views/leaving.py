"""Leaving a firm, handing its ownership over, archiving it."""
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from core.acting import attempt, posted, press
from core.errors import require

from .. import endings, services
from ..forms import ArchiveForm
from ..models import Firm, Handover
from ..permissions import can_manage_members, is_heir, is_offering, membership_of
from .acting import for_members

HANDOVER_ACTS = {
    "take": (services.take_firm, is_heir, gettext_lazy("You are the owner of the firm now.")),
    "decline": (
        services.decline_firm, is_heir, gettext_lazy("You have declined. Everything stays as it was.")
    ),
    "withdraw": (services.withdraw_handover, is_offering, gettext_lazy("The offer is withdrawn.")),
}


@require_http_methods(["GET", "POST"])
@for_members
def leave(request, firm: Firm):
    """Says what follows; the button leaves."""
    member = membership_of(request.user)
    if request.method == "POST" and press(request, services.leave_firm, member, done=_("You have left the firm.")):
        return redirect("companies:start")
    context = {"firm": firm, "is_last_owner": not firm.is_closed and services.is_last_owner(member)}
    return render(request, "companies/leave.html", context)


@require_POST
@for_members
def handover_offer(request, firm: Firm, pk):
    heir = get_object_or_404(firm.memberships.select_related("user", "firm"), pk=pk)
    require(can_manage_members(request.user, firm))
    press(request, services.offer_firm, heir, done=_("The offer is sent. Nothing changes before it is accepted."))
    return redirect("companies:team")


@require_POST
@for_members
def handover_act(request, firm: Firm, pk, act: str):
    """What the heir, or the owner who offered, does with an offer."""
    offers = Handover.objects.filter(firm=firm).select_related("firm", "owner", "heir")
    found = get_object_or_404(offers, pk=pk)
    service, may, done = HANDOVER_ACTS[act]
    require(may(request.user, found))
    press(request, service, found, done=done)
    return redirect("companies:team")


@require_http_methods(["GET", "POST"])
@for_members
def archive(request, firm: Firm):
    """Lists what ends with the firm, and what must be done first."""
    require(can_manage_members(request.user, firm))
    form, now = ArchiveForm(posted(request)), timezone.now()
    status = attempt(form, services.archive_firm, firm, by=request.user) if form.is_bound else 200
    if status == 0:
        return redirect("companies:tasks")
    context = {
        "firm": firm, "form": form, "stops": endings.stopping(firm, now), "ends": endings.ending_with(firm, now),
    }
    return render(request, "companies/archive.html", context, status=status)
