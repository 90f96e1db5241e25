"""What firms and staff are told; rendered in each reader's language, put into the outbox."""
from datetime import datetime

from django.contrib.auth import get_user_model
from django.urls import reverse

from notifications.services import say, say_to_address

from .models import Firm, Invitation, Membership, PartneringProfile


def people_of(firm: Firm) -> list:
    members = Membership.objects.filter(firm=firm, user__is_active=True).select_related("user")
    return [member.user for member in members]


def staff() -> list:
    return list(get_user_model().objects.filter(role__in=["staff", "administrator"], is_active=True))


def _tell_firm(kind: str, firm: Firm, *, about=None, path: str, now: datetime, key: str = "", **context) -> None:
    context["firm"] = firm
    for person in people_of(firm):
        say(person, f"companies/{kind}", about=about or firm, path=path, key=key or now.isoformat(), now=now, context=context)


def firm_submitted(firm: Firm, *, now: datetime) -> None:
    path = reverse("companies:review_firm", args=[firm.pk])
    for person in staff():
        say(person, "companies/firm_submitted", about=firm, path=path, key=now.isoformat(), now=now, context={"firm": firm})


def firm_needs_info(firm: Firm, *, reason: str, now: datetime) -> None:
    _tell_firm("firm_needs_info", firm, path=reverse("companies:tasks"), now=now, reason=reason)


def firm_verified(firm: Firm, *, now: datetime) -> None:
    _tell_firm("firm_verified", firm, path=reverse("dashboard:home"), now=now)


def firm_rejected(firm: Firm, *, reason: str, now: datetime) -> None:
    _tell_firm("firm_rejected", firm, path=reverse("companies:tasks"), now=now, reason=reason)


def firm_suspended(firm: Firm, *, reason: str, now: datetime) -> None:
    _tell_firm("firm_suspended", firm, path=reverse("companies:tasks"), now=now, reason=reason)


def firm_reinstated(firm: Firm, *, now: datetime) -> None:
    _tell_firm("firm_reinstated", firm, path=reverse("dashboard:home"), now=now)


def _profile_path(profile: PartneringProfile) -> str:
    return reverse("companies:profile", args=[profile.pk])


def profile_needs_changes(profile: PartneringProfile, *, reason: str, now: datetime) -> None:
    _tell_firm("profile_needs_changes", profile.firm, about=profile, path=_profile_path(profile), now=now, profile=profile, reason=reason)


def profile_published(profile: PartneringProfile, *, now: datetime) -> None:
    _tell_firm("profile_published", profile.firm, about=profile, path=_profile_path(profile), now=now, profile=profile)


def profile_expired(profile: PartneringProfile, *, now: datetime) -> None:
    _tell_firm("profile_expired", profile.firm, about=profile, path=_profile_path(profile), now=now, profile=profile)


def profile_expires_soon(profile: PartneringProfile, *, now: datetime) -> None:
    """Said once for each expiry day, however often the sweep runs."""
    key = profile.expires_on.isoformat()
    _tell_firm("profile_expires_soon", profile.firm, about=profile, path=_profile_path(profile), now=now, key=key, profile=profile)


def member_invited(invitation: Invitation, *, token: str, language: str, now: datetime) -> None:
    path = reverse("companies:invitation", args=[token])
    say_to_address(
        invitation.email, "companies/member_invited", language=language, now=now, key=str(invitation.pk), path=path,
        until=invitation.expires_at,
        context={"firm": invitation.firm, "inviter": invitation.invited_by, "invitation": invitation},
    )
