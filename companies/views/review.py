"""The staff's queue: firms and partnering profiles that wait, oldest first."""
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.models import User
from core.errors import require
from core.i18n import say_date_of
from core.paging import page_for
from core.prepared import rows_for

from ..models import Claim, Finding, Firm, Merge, PartneringProfile
from ..pages.display import firm_tag, merge_row, profile_tag
from ..pages.joining import claim_row
from ..pages.registers import finding_row
from ..permissions import can_review

PER_PAGE = 25
MOST_FINDINGS = 20  # the list of firms has them all


@require_GET
def review(request):
    require(can_review(request.user))
    reader = request.user.role, {"user": request.user.pk}
    asked, merges = request.GET.get, rows_for(_merges, *reader)
    firms = page_for(_firms, *reader, size=PER_PAGE, number=asked("firms"))
    profiles = page_for(_profiles, *reader, size=PER_PAGE, number=asked("profiles"))
    claims = rows_for(_claims, request.user.role, {"user": request.user.pk, "now": timezone.now()})
    return render(request, "companies/review.html", {
        "claims": [claim_row(claim) for claim in claims],
        "findings": [finding_row(one) for one in rows_for(_findings, *reader)],
        "merges": [merge_row(merge) for merge in merges],
        "firms": [_firm_row(firm) for firm in firms], "page_of_firms": firms,
        "profiles": [_profile_row(profile) for profile in profiles], "page_of_profiles": profiles,
    })


def _visible(model, role: str, values: dict):
    return model.objects.visible_to(User.reader(values["user"], role))


def _firms(role: str, values: dict):
    return _visible(Firm, role, values).waiting_for_staff()


def _profiles(role: str, values: dict):
    return _visible(PartneringProfile, role, values).waiting_for_staff().select_related("firm")


def _merges(role: str, values: dict):
    return _visible(Merge, role, values).waiting().with_firms()


def _claims(role: str, values: dict):
    return _visible(Claim, role, values).for_staff(values["now"]).select_related("firm", "user")


def _findings(role: str, values: dict):
    return _visible(Finding, role, values).open().select_related("firm")[:MOST_FINDINGS]


def _firm_row(firm: Firm) -> dict:
    url = reverse("companies:review_firm", args=[firm.pk])
    why = _("Other certificates to look at") if firm.is_live else _since(firm.submitted_at)
    meta = " · ".join(filter(None, [firm.get_country_display(), firm.city, why]))
    return {"url": url, "title": str(firm), "side": firm.side, "meta": meta} | firm_tag(firm)


def _profile_row(profile: PartneringProfile) -> dict:
    firm = profile.firm
    state = "" if firm.is_live else _("firm: %(state)s") % {"state": firm.get_state_display()}
    meta = " · ".join(
        filter(None, [str(firm), profile.get_kind_display(), _since(profile.submitted_at), state])
    )
    url = reverse("companies:review_profile", args=[profile.pk])
    return {
        "url": url, "title": profile.title, "lang": profile.language, "side": firm.side, "meta": meta
    } | profile_tag(profile)


def _since(at) -> str:
    return _("sent on %(day)s") % {"day": say_date_of(at)} if at else ""
