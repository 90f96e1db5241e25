"""A firm as staff see it: facts, checks, possible duplicates, profiles, history, and the decision."""
from django.contrib import messages
from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.proving import proof_first
from core.acting import posted, press, status_of
from core.errors import ReasonMissing, Refusal, require
from core.forms.edit import ChangedMeanwhile, alone
from core.geography import Country
from core.lifecycle import allowed_actions

from .. import services
from ..computed.reach import reach_of
from ..computed.records import refs_of
from ..errors import LegalIdTaken
from ..forms import CheckForm, IdentityForm, RejectForm
from ..models import Bar, Firm, Invitation, Merge, PartneringProfile
from ..pages import vacancies
from ..pages.display import (
    business_facts,
    check_row,
    contact_facts,
    firm_tag,
    identity_facts,
    merge_row,
    mixed_in_name,
    mixed_words,
    number_facts,
    number_tag,
    profile_row,
    reach_tag,
)
from ..pages.inviting import invitation_row
from ..pages.missed import missed_of_firm
from ..pages.onward import cards_of
from ..pages.pictures import tally
from ..pages.registers import register_card
from ..pages.timeline import timeline_of
from ..permissions import can_be_invited, can_review
from ..rules.naming import REASONS
from ..rules.teaser import refusals
from .deciding import CLOSING, IN_REVIEW, ON_FIRM, buttons, decide, decision_of

HISTORY = 40


def firm_for_staff(request, pk) -> Firm:
    found = get_object_or_404(Firm.objects.visible_to(request.user).select_related("contact", "merged_into"), pk=pk)
    require(can_review(request.user))
    return found


TOGETHER = (  # several parts of the page ask for them
    Prefetch("profiles", PartneringProfile.objects.order_by("created_at")),
    Prefetch("invitations", Invitation.objects.select_related("invited_by").order_by("-invited_at")),
)


def _mixed_names(firm: Firm) -> list[str]:
    contact = getattr(firm, "contact", None)
    return mixed_in_name(contact.name, contact.name_latin) if contact else []


@require_GET
def review_firm(request, pk):
    return case(request, firm_for_staff(request, pk))


def case(
    request, firm: Firm, *, check_form=None, reject_form=None, reason: str = "", error: str = "", entry=None,
    register_said="",
):
    """The page, also with what must be mended after a form of it was refused, and what a register said just now."""
    allowed = allowed_actions(firm)
    prefetch_related_objects([firm], *TOGETHER)
    entry = entry or services.remembered(firm.country, firm.legal_id)
    return render(request, "companies/review_firm.html", {
        "onward": cards_of(firm, timezone.now()),
        "firm": firm, "tag": firm_tag(firm), "merges": _merges(firm),
        "number_tag": number_tag(firm), "mixed": mixed_words(firm), "mixed_names": _mixed_names(firm),
        "identity": identity_facts(firm), "number": number_facts(firm), "business": business_facts(firm),
        "contact": contact_facts(getattr(firm, "contact", None)),
        "checks": [check_row(check) for check in services.latest_checks(firm)],
        "check_form": check_form or CheckForm(), "reject_form": reject_form or RejectForm(auto_id="reject_%s"),
        "may_reject": "reject" in allowed, "may_close": "cease" in allowed,
        "duplicates": _duplicates(firm), "bars": _bars(firm), "certificates": _certificates(firm),
        "pictures": tally(firm),
        **_answering(firm), "register": register_card(firm, entry) | {"said": register_said},
        "profiles": [
            profile_row(profile, "companies:review_profile") for profile in firm.profiles.all()
        ],
        "items": timeline_of(firm, request.user, None, refs=refs_of(firm), most=HISTORY, partner_zone=firm.zone),
        "missed": missed_of_firm(firm, reader=request.user, now=timezone.now()),
        "actions": buttons(firm, IN_REVIEW, "companies:firm_action"), "may_suspend": "suspend" in allowed,
        "reason": reason, "error": error,
    }, status=422 if error or any(form is not None for form in (check_form, reject_form)) else 200)


def _answering(firm: Firm) -> dict:
    """Its people, and what became of the office's invitations."""
    now = timezone.now()
    reached, vacancy = reach_of(firm, now), vacancies.of_firm(firm)
    invited = [one for one in firm.invitations.all() if one.to_firm][:5]
    return {
        "reach": reach_tag(reached),
        "vacancy": vacancy,
        "wrong_number": services.has_wrong_number(firm),
        "people": firm.memberships.select_related("user").order_by("joined_at", "pk"),
        "invitations": [invitation_row(one, now) for one in invited],
        "may_invite": can_be_invited(firm) and hasattr(firm, "contact") and not reached.by_somebody,
    }


def _certificates(firm: Firm) -> list[dict]:
    """Those that are not in the list, with what in their names would give the firm away."""
    found = {name: services.certificate_problems(firm, name) for name in firm.certificates_asked}
    return [
        {"name": name, "problems": problems, "may_show": not refusals(problems)} for name, problems in found.items()
    ]


def _merges(firm: Firm) -> list[dict]:
    """What waits for a colleague, and what may still be taken back."""
    return [merge_row(row) for row in Merge.objects.of_firms(firm).undecided(timezone.now()).with_firms()]


def _duplicates(firm: Firm) -> list[dict]:
    if firm.is_closed:
        return []
    return [
        {
            "firm": other, "tag": firm_tag(other), "percent": round(100 * likeness.score),
            "reasons": [REASONS[code] for code in likeness.reasons],
            "merge_url": f"{reverse('companies:merge', args=[firm.pk])}?other={other.pk}",
        }
        for other, likeness in services.likely_duplicates(firm)
    ]


def _bars(firm: Firm) -> list[dict]:
    rows = Bar.objects.of_firm(firm).select_related("firm", "other")
    return [
        {"other": bar.other if bar.firm_id == firm.pk else bar.firm, "kind": bar.get_kind_display(), "note": bar.note}
        for bar in rows
    ]


@require_POST
def firm_action(request, pk, action: str):
    firm = firm_for_staff(request, pk)
    if action == "reject":
        return _reject(request, firm)
    decision, reason = decision_of(ON_FIRM | CLOSING, action), request.POST.get("reason", "")
    try:
        decide(firm, decision, reason=reason, by=request.user, now=timezone.now())
    except ReasonMissing as refusal:
        return case(request, firm, error=refusal.message)
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, decision.done)
    return redirect("companies:review_firm", pk)


def _reject(request, firm: Firm):
    form = RejectForm(request.POST, auto_id="reject_%s")
    if not form.is_valid():
        return case(request, firm, reject_form=form)
    press(request, services.reject_firm, firm, **form.cleaned_data, done=_("The registration is refused."))
    return redirect("companies:review_firm", firm.pk)


@require_POST
@proof_first
def name_owner(request, pk, member):
    firm = firm_for_staff(request, pk)
    found = get_object_or_404(firm.memberships.select_related("user"), pk=member)
    press(request, services.name_owner, found, done=_("This person is the owner now and has been told."))
    return redirect("companies:review_firm", pk)


@require_POST
def record_check(request, pk):
    firm = firm_for_staff(request, pk)
    form = CheckForm(request.POST)
    if not form.is_valid():
        return case(request, firm, check_form=form)
    press(request, services.record_check, firm, **form.cleaned_data, done=_("Check recorded."))
    return redirect("companies:review_firm", pk)


@require_POST
def firm_certificate(request, pk, action: str):
    firm = firm_for_staff(request, pk)
    said = {"show": _("Partners see this certificate now."), "refuse": _("Partners will not see this certificate.")}
    if action not in said:
        raise Http404
    name = request.POST.get("certificate", "")
    press(request, services.decide_certificate, firm, name=name, show=action == "show", done=said[action])
    return redirect("companies:review_firm", pk)


@require_http_methods(["GET", "POST"])
def firm_identity(request, pk):
    """Staff correct country, legal ID or names; the firm's history says so."""
    firm = firm_for_staff(request, pk)
    asked = request.GET.get("country")
    country = asked if asked in Country.values else firm.country
    form = IdentityForm(posted(request), row=firm, country=country, page_url=request.path)
    if form.is_valid() and _correct(request, firm, form):
        return redirect("companies:review_firm", pk)
    return render(
        request, "companies/firm_identity.html", {"firm": firm, "form": form}, status=status_of(form)
    )


def _correct(request, firm: Firm, form: IdentityForm) -> bool:
    try:
        with alone(form):
            services.change_identity(firm, **form.cleaned_data, by=request.user, now=timezone.now())
    except (LegalIdTaken, ChangedMeanwhile) as refusal:
        form.add_error("legal_id" if isinstance(refusal, LegalIdTaken) else None, refusal.message)
        return False
    messages.success(request, _("Corrected. The automatic checks were made again."))
    return True
