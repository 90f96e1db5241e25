"""Firms nobody acts for: staff see whom they invite in which language, read the letter, and send it to one or many."""
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from core.acting import press
from core.errors import Refusal, require
from core.sort_keys import in_order

from .. import services
from ..models import Firm, ImportJob, Invitation
from ..pages.inviting import candidate, sample_letters
from ..permissions import can_review, can_revoke_invitation
from .firm_case import firm_for_staff

PER_PAGE = 25


@require_http_methods(["GET", "POST"])
def invite_firms(request):
    """All firms nobody can answer for; `?import=` only those of one import."""
    require(can_review(request.user))
    found = _unreached(request)
    if request.method == "POST":
        return _invite(request, found.filter(pk__in=request.POST.getlist("firm")[:PER_PAGE]))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = [candidate(firm) for firm in page]
    letters = sample_letters(rows, request.user, timezone.now())
    return render(request, "companies/invite_firms.html", {"page": page, "rows": rows, "letters": letters})


def _unreached(request):
    """`import`: the number of a job; one that does not exist finds nothing."""
    found = Firm.objects.visible_to(request.user).to_invite(timezone.now())
    found = found.select_related("contact").order_by("country", in_order(), "pk")
    asked = request.GET.get("import", "")
    if not asked:
        return found
    try:
        job = get_object_or_404(ImportJob.objects.light(), pk=UUID(asked))
    except ValueError as wrong:
        raise Http404 from wrong
    keys = [row["key"] for row in job.report.get("rows", []) if row["sheet"] == "firms" and row["outcome"] == "new"]
    return found.filter(import_key__in=keys)


def _invite(request, chosen):
    """Each by itself: one that cannot be invited stops nobody else, and is named with the reason."""
    done = 0
    for firm in chosen:
        try:
            services.invite_firm(firm, by=request.user, now=timezone.now())
        except Refusal as refusal:
            messages.error(request, _("%(firm)s: %(reason)s") % {"firm": firm, "reason": refusal.message})
        else:
            done += 1
    if done:
        said = ngettext("%(number)s firm is invited.", "%(number)s firms are invited.", done) % {"number": done}
        messages.success(request, said)
    else:
        messages.warning(request, _("Nobody was invited. Tick at least one firm."))
    return redirect(f"{reverse('companies:firms')}?reach=invited" if done else request.get_full_path())


@require_POST
def firm_invite(request, pk):
    firm = firm_for_staff(request, pk)
    press(request, services.invite_firm, firm, done=_("The invitation is on its way."))
    return redirect("companies:review_firm", pk)


@require_POST
def firm_invitation_revoke(request, pk):
    invitation = get_object_or_404(Invitation.objects.filter(to_firm=True), pk=pk)
    require(can_revoke_invitation(request.user, invitation))
    press(request, services.revoke_invitation, invitation, done=_("Invitation withdrawn."))
    return redirect("companies:review_firm", invitation.firm_id)
