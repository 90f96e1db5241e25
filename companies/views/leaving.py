"""Leaving a firm, handing its ownership over, archiving it."""
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.acting import attempt, posted, press
from core.errors import require

from .. import endings, services
from ..forms import ArchiveForm
from ..models import Firm, Handover
from ..permissions import can_manage_members, is_heir, is_offering, membership_of
from .acting import for_members


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


def _handover(firm: Firm, pk) -> Handover:
    return get_object_or_404(Handover.objects.filter(firm=firm).select_related("firm", "owner", "heir"), pk=pk)


@require_POST
@for_members
def handover_take(request, firm: Firm, pk):
    found = _handover(firm, pk)
    require(is_heir(request.user, found))
    press(request, services.take_firm, found, done=_("You are the owner of the firm now."))
    return redirect("companies:team")


@require_POST
@for_members
def handover_decline(request, firm: Firm, pk):
    found = _handover(firm, pk)
    require(is_heir(request.user, found))
    press(request, services.decline_firm, found, done=_("You have declined. Everything stays as it was."))
    return redirect("companies:team")


@require_POST
@for_members
def handover_withdraw(request, firm: Firm, pk):
    found = _handover(firm, pk)
    require(is_offering(request.user, found))
    press(request, services.withdraw_handover, found, done=_("The offer is withdrawn."))
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
