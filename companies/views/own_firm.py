"""A firm's own pages: starting, the task list with its sections, sending it, its history."""
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.begun import begun
from core.acting import posted
from core.errors import Refusal, require
from core.geography import ZONE, Country
from core.models import Activity

from .. import services
from ..computed.progress import SECTIONS, missing_sections
from ..computed.records import refs_of
from ..errors import FirmIncomplete, LegalIdTaken
from ..forms import IdentityForm
from ..models import Claim, Firm, Invitation
from ..pages.display import business_facts, contact_facts, identity_facts, profile_row
from ..pages.joining import claim_row
from ..pages.tasklist import panel, task_list
from ..pages.timeline import readable, timeline_items
from ..permissions import can_register_firm, can_submit_firm, membership_of
from ..registers import register_of
from ..rules import legal_ids
from ..rules.teaser import TeaserProblem, questions
from .acting import for_members
from .registers import asked_register

COUNTRY_OF_ZONE = {zone: country for country, zone in ZONE.items()}


@require_http_methods(["GET", "POST"])
def start(request):
    """Register a firm, or join one by an open invitation to the own address."""
    require(can_register_firm(request.user))
    if membership_of(request.user):
        return redirect("companies:tasks")
    country = request.GET.get("country", "")
    if country not in Country.values:
        country = COUNTRY_OF_ZONE.get(request.user.time_zone, "KZ")
    asked = asked_register(request)
    country = asked.typed["country"] if asked else country
    form = IdentityForm(
        None if asked else posted(request), initial=asked.typed if asked else None, country=country,
        page_url=request.path,
    )
    join_url = _join_url(form) if form.is_valid() else ""
    if form.is_valid() and _register(request, form):
        return redirect("companies:section", "business")
    mine = Invitation.objects.open(timezone.now()).addressed_to(request.user).select_related("firm", "invited_by")
    claims = Claim.objects.filter(user=request.user).select_related("firm", "user").order_by("-asked_at")[:3]
    return render(request, "companies/start.html", {
        "form": begun(request, form), "invitations": mine, "claims": [claim_row(claim) for claim in claims],
        "join_url": join_url, "register": asked.card if asked else None,
        "may_look_up": register_of(form.country) is not None,
    }, status=422 if form.errors else 200)


def _join_url(form: IdentityForm) -> str:
    """Where to ask to join the firm of this number, should it be registered already."""
    country, number = form.cleaned_data["country"], form.cleaned_data["legal_id"]
    given = {"country": country, "legal_id": legal_ids.check(country, number).number}
    return f"{reverse('companies:claim_new')}?{urlencode(given)}"


def _register(request, form: IdentityForm) -> bool:
    try:
        services.register_firm(**form.cleaned_data, language=request.user.language, by=request.user, now=timezone.now())
    except LegalIdTaken as refusal:
        form.add_error("legal_id", refusal.message)
        return False
    messages.success(request, _("Your firm is registered. Complete its profile; everything is saved as you go."))
    return True


@require_GET
@for_members
def tasks(request, firm: Firm):
    missing = missing_sections(firm)
    return render(request, "companies/tasks.html", {
        "firm": firm, "panel": panel(firm, missing, request.user),
        "missing": [SECTIONS[section] for section in missing],
        "list": task_list(firm, missing=missing),
    })


@require_http_methods(["GET", "POST"])
@for_members
def submit(request, firm: Firm):
    """Check the answers, then send firm and profiles to Minamin."""
    may_send = can_submit_firm(request.user, firm)
    if request.method == "POST":
        require(may_send)
        if _send(request, firm):
            return redirect("companies:tasks")
    missing = missing_sections(firm)
    return render(request, "companies/submit.html", {
        "firm": firm, "may_send": may_send, "missing": [(key, SECTIONS[key]) for key in missing],
        "identity": identity_facts(firm), "business": business_facts(firm),
        "contact": contact_facts(getattr(firm, "contact", None)),
        "profiles": [profile_row(profile) for profile in firm.profiles.open().order_by("created_at")],
        "questions": _questions(firm) if may_send else [],
        "list": task_list(firm, missing=missing, current="submit"),
    }, status=409 if request.method == "POST" else 200)


def _questions(firm: Firm) -> list[TeaserProblem]:
    """About words of the firm's name in what would be sent with it."""
    return [one for profile in firm.profiles.to_send() for one in questions(services.teaser_problems(profile))]


def _send(request, firm: Firm) -> bool:
    try:
        confirmed = "confirmed" in request.POST
        services.submit_firm_and_profiles(firm, confirmed=confirmed, by=request.user, now=timezone.now())
    except FirmIncomplete:
        return False  # the page itself lists what is missing
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return False
    messages.success(request, _("Sent to Minamin. A confirmation is on its way to your mail."))
    return True


@require_GET
@for_members
def history(request, firm: Firm):
    rows = readable(Activity.objects.about_any(refs_of(firm)), request.user).for_timeline()
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    items = timeline_items(page.object_list, request.user, firm)
    return render(request, "companies/history.html", {"firm": firm, "page": page, "items": items})


@require_GET
def firm(request, pk):
    """The address of a firm in mails and lists: staff come to the case, members to their own profile."""
    found = get_object_or_404(Firm.objects.visible_to(request.user), pk=pk)
    return redirect("companies:review_firm", found.pk) if request.user.is_minamin else redirect("companies:tasks")
