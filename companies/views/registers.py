"""Buttons that ask a state register: for whoever registers a firm, and for staff. A form never waits for them."""
from typing import NamedTuple

from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.acting import press
from core.errors import Refusal, require
from core.forms.fields import refusal_of
from core.geography import Country

from .. import services
from ..forms import IdentityForm
from ..models import Finding
from ..pages.registers import proposal, taken
from ..permissions import can_review
from ..rules import legal_ids
from .firm_case import case, firm_for_staff


class Asked(NamedTuple):
    """`typed`: the form as it was, and what was taken over; `card`: what the register says, or why it says nothing."""

    typed: dict[str, str]
    card: dict


def asked_register(request) -> Asked | None:
    """What the register's buttons of a form of identity do; None when neither was pressed."""
    if not {"look_up", "take_name"} & request.POST.keys():
        return None
    typed = {name: request.POST.get(name, "") for name in IdentityForm.base_fields}
    if typed["country"] not in Country.values:
        typed["country"] = Country.KZ
    try:
        number = legal_ids.check(typed["country"], typed["legal_id"]).number
        entry = services.look_up(country=typed["country"], number=number, by=request.user)
    except legal_ids.LegalIdInvalid as problem:
        return Asked(typed, {"said": " ".join(refusal_of(problem).messages)})
    except Refusal as refusal:
        return Asked(typed, {"said": refusal.message})
    return Asked(typed | taken(entry, request.POST.get("take_name", "")), proposal(entry))


@require_POST
def firm_register(request, pk):
    """Staff compare the firm with what the register says now."""
    firm = firm_for_staff(request, pk)
    try:
        entry = services.look_up(country=firm.country, number=firm.legal_id, by=request.user)
    except Refusal as refusal:
        return case(request, firm, register_said=refusal.message)
    return case(request, firm, entry=entry)


@require_POST
def finding_check(request, pk):
    finding = get_object_or_404(Finding.objects.visible_to(request.user).select_related("firm"), pk=pk)
    require(can_review(request.user))
    reason = request.POST.get("reason", "")
    press(request, services.check_finding, finding, reason=reason, done=_("Recorded as checked."))
    return redirect("companies:review_firm", finding.firm_id)
