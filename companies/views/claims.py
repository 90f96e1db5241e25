"""Asking to join a firm that is registered already, and deciding about it."""
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.begun import begun
from core.acting import attempt, posted, press
from core.errors import require
from core.files.downloads import hand_out
from core.geography import Country
from core.lifecycle import allowed_actions
from core.uploads import dropped_files

from .. import services
from ..forms import ClaimForm, GrantForm, RefuseForm
from ..models import Claim
from ..pages.display import identity_facts, mixed_in_name
from ..pages.joining import claim_tag, facts, signs
from ..permissions import can_decide_claim, can_register_firm, is_claimant, membership_of, owners_of
from ..rules import legal_ids


@require_http_methods(["GET", "POST"])
def claim_new(request):
    """`country` and `legal_id` in the address say which firm; who may be a stranger is not shown its name."""
    require(can_register_firm(request.user))
    if membership_of(request.user):
        return redirect("companies:tasks")
    country, number = request.GET.get("country", ""), request.GET.get("legal_id", "")
    firm = services.firm_to_join(country=country, legal_id=number)
    if firm is None:
        return redirect("companies:start")
    form = ClaimForm(posted(request), request.FILES or None, dropped=dropped_files(request))
    status = attempt(form, services.ask_to_join, firm, by=request.user) if form.is_bound else 200
    if status == 0:
        return redirect(Claim.objects.filter(firm=firm, user=request.user).latest("asked_at"))
    named = {"country": Country(country).label, "number": number, "number_name": legal_ids.NAME[country]}
    return render(request, "companies/claim_new.html", {"form": begun(request, form)} | named, status=status)


def _claim_or_404(request, pk) -> Claim:
    found = Claim.objects.visible_to(request.user).select_related("firm", "user", "decided_by", "file")
    return get_object_or_404(found.defer("file__content"), pk=pk)


@require_GET
def claim(request, pk):
    return _page(request, _claim_or_404(request, pk))


def _page(request, found: Claim, *, grant=None, refuse=None, status: int = 200):
    now = timezone.now()
    mine = is_claimant(request.user, found)
    decides = "grant" in allowed_actions(found) and can_decide_claim(request.user, found, now)
    has_owner = owners_of(found.firm).exists()
    return render(request, "companies/claim.html", {
        "lead": found.firm.legal_id if mine else found.firm,
        "mixed_names": mixed_in_name(found.user.full_name, found.user.name_latin) if decides else [],
        "claim": found, "tag": claim_tag(found), "facts": facts(found), "mine": mine, "decides": decides,
        "may_withdraw": mine and "withdraw" in allowed_actions(found),
        "signs": [] if mine else signs(found), "firm_facts": [] if mine else identity_facts(found.firm),
        "grant": grant or GrantForm(initial={"role": "editor" if has_owner else "owner"}),
        "refuse": refuse or RefuseForm(), "has_owner": has_owner, "file": found.file,
    }, status=status)


def _decide(request, pk, name: str, form, service):
    found = _claim_or_404(request, pk)
    require(can_decide_claim(request.user, found, timezone.now()))
    if status := attempt(form, service, found, by=request.user):
        return _page(request, found, status=status, **{name: form})
    return redirect(found)


@require_POST
def claim_grant(request, pk):
    return _decide(request, pk, "grant", GrantForm(request.POST), services.grant_claim)


@require_POST
def claim_refuse(request, pk):
    return _decide(request, pk, "refuse", RefuseForm(request.POST), services.refuse_claim)


@require_POST
def claim_withdraw(request, pk):
    found = _claim_or_404(request, pk)
    require(is_claimant(request.user, found))
    press(request, services.withdraw_claim, found, done=_("The request is withdrawn."))
    return redirect("companies:start")


@require_GET
def claim_file(request, pk):
    """For whoever decides, and for who added it."""
    found = _claim_or_404(request, pk)
    require(found.file is not None)
    return hand_out(request, found.file)
