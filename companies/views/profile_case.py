"""A partnering profile as staff see it: the teaser partners will read, what gives the firm away, export control."""
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from core.errors import ReasonMissing, Refusal, require

from .. import services
from ..forms import CodesForm, TradeRoleForm
from ..models import PartneringProfile
from ..pages.codes import code_question
from ..pages.display import firm_tag, profile_tag, teaser
from ..pages.roles import role_question
from ..pages.timeline import timeline_of
from ..permissions import can_review
from ..rules.teaser import questions, refusals
from .deciding import ON_PROFILE, buttons, decide, decision_of


@require_GET
def review_profile(request, pk):
    return case(request, _for_staff(request, pk))


def _for_staff(request, pk) -> PartneringProfile:
    found = get_object_or_404(PartneringProfile.objects.visible_to(request.user).select_related("firm__contact"), pk=pk)
    require(can_review(request.user))
    return found


def case(
    request, profile: PartneringProfile, *, error: str = "", form: TradeRoleForm | None = None,
    codes: CodesForm | None = None, status: int = 200,
):
    shown, problems = teaser(profile, staff=True), services.teaser_problems(profile)
    return render(request, "companies/review_profile.html", {
        "profile": profile, "firm": profile.firm, "teaser": shown, "tag": profile_tag(profile),
        "firm_tag": firm_tag(profile.firm),
        "problems": refusals(problems), "questions": questions(problems),
        "controlled": any(line["control"] for line in shown["lines"]),
        "actions": buttons(profile, ON_PROFILE, "companies:profile_action"), "error": error,
        "items": timeline_of(profile, request.user, None, most=30, partner_zone=profile.firm.zone),
        "role": role_question(profile, request.user, form),
        "codes": code_question(profile, request.user, codes),
    }, status=422 if error else status)


@require_POST
def profile_action(request, pk, action: str):
    profile = _for_staff(request, pk)
    decision = decision_of(ON_PROFILE, action)
    try:
        decide(profile, decision, reason=request.POST.get("reason", ""), by=request.user, now=timezone.now())
    except ReasonMissing as refusal:
        return case(request, profile, error=refusal.message)
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, decision.done)
    return redirect("companies:review_profile", pk)
