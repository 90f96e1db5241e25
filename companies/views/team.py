"""The people of a firm: members, roles, invitations; and the page behind an invitation's link."""
from functools import partial

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.acting import attempt, press
from core.errors import require
from core.i18n import keep_language, letter_language, speaking
from core.looks import look
from core.through import enter_by_link

from .. import services
from ..enums import HandoverState
from ..errors import InvitationNotValid
from ..forms import InviteForm, RoleForm
from ..models import Firm, Handover, Invitation
from ..pages import vacancies
from ..pages.display import business_facts
from ..pages.joining import claim_row
from ..pages.missed import missed_of_team
from ..permissions import (
    can_manage_members,
    can_register_firm,
    is_heir,
    is_offering,
    may_inherit,
    membership_of,
)
from .acting import for_members


@require_GET
@for_members
def team(request, firm: Firm):
    return _team(request, firm, InviteForm(firm=firm, initial={"language": request.user.language}))


def _team(request, firm: Firm, form: InviteForm):
    may_manage = can_manage_members(request.user, firm)
    members = firm.memberships.select_related("user").order_by("joined_at", "pk")
    rows = [
        {
            "member": member, "may_inherit": may_inherit(request.user, member), "form": _role_form(firm, member),
        }
        for member in members
    ]
    waiting = firm.invitations.open(timezone.now()).select_related("invited_by").order_by("-invited_at")
    claims = firm.claims.open().select_related("firm", "user") if may_manage else []
    offers = Handover.objects.filter(firm=firm, state=HandoverState.OFFERED).select_related("owner", "heir")
    context = {
        "offers_to_me": [one for one in offers if is_heir(request.user, one)],
        "offers_by_me": [one for one in offers if is_offering(request.user, one)],
        "claims": [claim_row(claim) for claim in claims], "firm": firm, "rows": rows, "invitations": waiting,
        "form": form, "may_manage": may_manage, "vacancy": None if may_manage else vacancies.of_own_firm(firm),
        "missed": missed_of_team(waiting, reader=request.user, now=timezone.now()) if may_manage else [],
    }
    return render(request, "companies/team.html", context, status=422 if form.errors else 200)


@require_POST
@for_members
def invite(request, firm: Firm):
    require(can_manage_members(request.user, firm))
    form = InviteForm(request.POST, firm=firm)
    if not form.is_valid():
        return _team(request, firm, form)
    done = _("Invitation sent to %(email)s.") % {"email": form.cleaned_data["email"]}
    press(request, services.invite_member, firm, **form.cleaned_data, done=done)
    return redirect("companies:team")


@require_POST
@for_members
def member_role(request, firm: Firm, pk):
    member = get_object_or_404(firm.memberships, pk=pk)
    require(can_manage_members(request.user, firm))
    form = _role_form(firm, member, request.POST)
    if not attempt(form, services.change_member_role, member, by=request.user):
        messages.success(request, _("Role changed."))
    elif form.meanwhile:
        messages.error(request, _("This role was changed meanwhile. Look at it, then change it again if need be."))
    else:
        for refusal in form.non_field_errors():
            messages.error(request, refusal)
    return redirect("companies:team")


def _role_form(firm: Firm, member, data=None) -> RoleForm:
    """The firm is the row that is locked: it keeps an owner."""
    shown = partial(_role_now, member.pk) if data else lambda _firm: {"role": member.role}
    return RoleForm(data, row=firm, shown=shown, auto_id=f"role-{member.pk}")


def _role_now(member, firm: Firm) -> dict:
    return {"role": firm.memberships.values_list("role", flat=True).filter(pk=member).first()}


@require_POST
@for_members
def member_remove(request, firm: Firm, pk):
    member = get_object_or_404(firm.memberships, pk=pk)
    require(can_manage_members(request.user, firm))
    press(request, services.remove_member, member, done=_("Removed from the team."))
    return redirect("companies:team")


@require_POST
@for_members
def invitation_revoke(request, firm: Firm, pk):
    invitation = get_object_or_404(firm.invitations, pk=pk)
    require(can_manage_members(request.user, firm))
    press(request, services.revoke_invitation, invitation, done=_("Invitation withdrawn."))
    return redirect("companies:team")


@login_not_required
@require_GET
def invitation(request, token: str):
    """Says who invites to which firm; opening it changes nothing, whoever opens it.

    Who is not known here yet reads it, and what follows, in the language of the letter.
    """
    try:
        found = services.open_invitation(token, now=timezone.now())
    except InvitationNotValid as refusal:
        return render(request, "companies/invitation_gone.html", {"refusal": refusal}, status=410)
    if request.user.is_authenticated or settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        return _invitation_page(request, found, token)
    language = letter_language(found.language, found.firm.zone)
    with speaking(language):
        answer = _invitation_page(request, found, token)
    keep_language(request, answer, language)
    return answer


def _invitation_page(request, found: Invitation, token: str):
    enter_by_link(look(found))
    reader = request.user if request.user.is_authenticated else None
    query = urlencode({"next": request.path, "email": found.email})
    return render(request, "companies/invitation.html", {
        "invitation": found, "firm": found.firm, "token": token, "query": query,
        "for_reader": bool(reader and reader.email.lower() == found.email.lower()),
        "own_firm": membership_of(reader).firm if reader and membership_of(reader) else None,
        "facts": business_facts(found.firm) if found.to_firm else [],
    })


@require_POST
def invitation_accept(request, token: str):
    return _join(request, services.accept_invitation, token, back=redirect("companies:invitation", token))


@require_POST
def invitation_take(request, pk):
    """Accept one of the invitations listed for the own address, without the link of the mail."""
    mine = get_object_or_404(Invitation.objects.addressed_to(request.user), pk=pk)
    return _join(request, services.take_invitation, mine, back=redirect("companies:start"))


def _join(request, service, invited, *, back):
    require(can_register_firm(request.user))
    if press(request, service, invited, done=_("Welcome to the team.")):
        return redirect("companies:tasks")
    return back
