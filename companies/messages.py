"""What firms and staff are told; rendered in each reader's language, put into the outbox."""
from datetime import datetime

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse

from core.i18n import letter_language, speaking
from notifications.services import Letter, render, say, say_to_address

from .enums import HandoverState, HeldRole
from .links import token_of
from .models import Chamber, Claim, Contact, Firm, Handover, Invitation, Membership, Merge, PartneringProfile
from .permissions import owners_of
from .rules.answering import review_by
from .senders import sender_of
from .successors import Living


def people_of(firm: Firm) -> list:
    members = Membership.objects.filter(firm=firm, user__is_active=True).select_related("user")
    return [member.user for member in members]


def staff() -> list:
    return list(get_user_model().objects.filter(role__in=["staff", "administrator"], is_active=True))


def _tell_firm(
    kind: str, firm: Firm, *, about=None, path: str, now: datetime, key: str = "", by=None, **context
) -> None:
    """`by`: who signs; without anybody the office does."""
    context["firm"], sender = firm, sender_of(by)
    for person in people_of(firm):
        say(
            person, f"companies/{kind}", about=about or firm, path=path,
            key=key or now.isoformat(), now=now, context=context, sender=sender,
        )


def firm_submitted(firm: Firm, *, now: datetime) -> None:
    path = reverse("companies:review_firm", args=[firm.pk])
    for person in staff():
        say(
            person, "companies/firm_submitted", about=firm, path=path,
            key=now.isoformat(), now=now, context={"firm": firm},
        )


def firm_received(firm: Firm, *, now: datetime) -> None:
    """The receipt: what happens next, until when, and what there is to do meanwhile."""
    _tell_firm("firm_received", firm, path=reverse("companies:tasks"), now=now, until=review_by(firm.country, now))


def firm_needs_info(firm: Firm, *, reason: str, by, now: datetime) -> None:
    _tell_firm("firm_needs_info", firm, path=reverse("companies:tasks"), now=now, by=by, reason=reason)


def firm_verified(firm: Firm, *, by, now: datetime) -> None:
    _tell_firm("firm_verified", firm, path=reverse("dashboard:home"), now=now, by=by)


def firm_rejected(firm: Firm, *, reason: str, by, now: datetime) -> None:
    _tell_firm("firm_rejected", firm, path=reverse("companies:tasks"), now=now, by=by, reason=reason)


def firm_suspended(firm: Firm, *, reason: str, by, now: datetime) -> None:
    _tell_firm("firm_suspended", firm, path=reverse("companies:tasks"), now=now, by=by, reason=reason)


def firm_reinstated(firm: Firm, *, by, now: datetime) -> None:
    _tell_firm("firm_reinstated", firm, path=reverse("dashboard:home"), now=now, by=by)


def _profile_path(profile: PartneringProfile) -> str:
    return reverse("companies:profile", args=[profile.pk])


def profile_received(profile: PartneringProfile, *, now: datetime) -> None:
    firm = profile.firm
    _tell_firm(
        "profile_received", firm, about=profile, path=_profile_path(profile), now=now, profile=profile,
        until=review_by(firm.country, now),
    )


def profile_needs_changes(profile: PartneringProfile, *, reason: str, by, now: datetime) -> None:
    _tell_firm(
        "profile_needs_changes", profile.firm, about=profile, path=_profile_path(profile),
        now=now, by=by, profile=profile, reason=reason,
    )


def profile_published(profile: PartneringProfile, *, now: datetime) -> None:
    _tell_firm(
        "profile_published", profile.firm, about=profile, path=_profile_path(profile),
        now=now, by=profile.published_by, profile=profile,
    )


def profile_expired(profile: PartneringProfile, *, now: datetime) -> None:
    _tell_firm("profile_expired", profile.firm, about=profile, path=_profile_path(profile), now=now, profile=profile)


def profile_expires_soon(profile: PartneringProfile, *, now: datetime) -> None:
    """Said once for each expiry day, however often the sweep runs."""
    key = profile.expires_on.isoformat()
    _tell_firm(
        "profile_expires_soon", profile.firm, about=profile, path=_profile_path(profile),
        now=now, key=key, profile=profile,
    )


def member_invited(invitation: Invitation, *, token: str, language: str, now: datetime) -> None:
    """On the clock of the firm: nobody knows yet where its reader is."""
    path = reverse("companies:invitation", args=[token])
    say_to_address(
        invitation.email, "companies/member_invited", language=language, now=now, key=str(invitation.pk), path=path,
        until=invitation.expires_at, zone=invitation.firm.zone, sender=sender_of(invitation.invited_by),
        about=invitation, context={"firm": invitation.firm, "inviter": invitation.invited_by, "invitation": invitation},
    )


def firm_invited(
    invitation: Invitation, contact: Contact, *, now: datetime, after: datetime | None = None
) -> None:
    """The letter, and its reminders: the same link each time."""
    firm = invitation.firm
    say_to_address(
        invitation.email, "companies/firm_invited", language=invitation.language, now=now, after=after,
        key=f"{invitation.pk}:{invitation.reminders}",
        path=reverse("companies:invitation", args=[token_of(invitation.pk)]), until=invitation.expires_at,
        zone=firm.zone, about=firm, context=_invited(invitation), **_letterhead(invitation, contact),
    )


def letter_to_firm(invitation: Invitation, contact: Contact) -> Letter:
    """What it would say, for those who are about to send it."""
    zone = invitation.firm.zone
    with speaking(letter_language(invitation.language, zone), zone):
        return render(
            "companies/firm_invited", {**_invited(invitation), "zone": zone}, **_letterhead(invitation, contact)
        )


def _invited(invitation: Invitation) -> dict:
    return {"firm": invitation.firm, "invitation": invitation, "is_reminder": invitation.reminders > 0}


def _letterhead(invitation: Invitation, contact: Contact) -> dict:
    return {"name": contact.name, "name_latin": contact.name_latin, "sender": sender_of(invitation.invited_by)}


def firm_taken_over(invitation: Invitation, *, now: datetime) -> None:
    """To whoever invited it."""
    firm, inviter = invitation.firm, invitation.invited_by
    if inviter.is_active:
        say(
            inviter, "companies/firm_taken_over", about=firm, path=firm.get_absolute_url(), key=str(invitation.pk),
            now=now, context={"firm": firm, "person": invitation.accepted_by},
        )


def _tell_of_claim(people, kind: str, claim: Claim, *, now: datetime, by=None, **context) -> None:
    context |= {"claim": claim, "firm": claim.firm, "person": claim.user}
    for one in people:
        say(
            one, f"companies/{kind}", about=claim, path=claim.get_absolute_url(), now=now, context=context,
            sender=sender_of(by),
        )


def claim_asked(claim: Claim, *, now: datetime) -> None:
    """To the firm's owners; to staff where there is none."""
    owners = [member.user for member in owners_of(claim.firm)]
    _tell_of_claim(owners or staff(), "claim_asked", claim, now=now)


def claim_received(claim: Claim, *, now: datetime) -> None:
    """The receipt. It names the number that was typed, not the firm: whoever asks may be a stranger to it."""
    _tell_of_claim([claim.user], "claim_received", claim, now=now, number=claim.firm.legal_id)


def claim_overdue(claim: Claim, *, now: datetime) -> None:
    _tell_of_claim(staff(), "claim_overdue", claim, now=now)


def claim_granted(claim: Claim, *, now: datetime) -> None:
    _tell_of_claim([claim.user], "claim_granted", claim, now=now, by=claim.decided_by)


def claim_refused(claim: Claim, *, reason: str, now: datetime) -> None:
    _tell_of_claim([claim.user], "claim_refused", claim, now=now, by=claim.decided_by, reason=reason)


def owner_named(member: Membership, *, by, now: datetime) -> None:
    say(
        member.user, "companies/owner_named", about=member.firm, path=reverse("companies:team"), key=now.isoformat(),
        now=now, context={"firm": member.firm}, sender=sender_of(by),
    )


def role_vacant(row: Firm | Chamber, role: HeldRole, *, now: datetime) -> None:
    path = reverse("companies:review_firm", args=[row.pk]) if isinstance(row, Firm) else ""
    tell_of_vacancy(row, role, path=path, now=now)


def tell_of_vacancy(row, role: HeldRole, *, path: str, now: datetime) -> None:
    """To all the staff, each time anew. `path`: where they see the case."""
    for person in staff():
        say(
            person, "companies/role_vacant", about=row, path=path or reverse("dashboard:home"), key=now.isoformat(),
            now=now, context={"row": row, "role": role.value, "path": path},
        )


def office_empty(*, now: datetime) -> None:
    """To whoever is left; to the office’s own address in any case."""
    given = {"path": reverse("dashboard:home"), "key": now.isoformat(), "now": now, "context": {}}
    for person in staff():
        say(person, "companies/office_empty", about=person, **given)
    say_to_address(settings.SUPPORT_ADDRESS, "companies/office_empty", language="ja", zone="Asia/Tokyo", **given)


def handover_offered(handover: Handover, *, now: datetime) -> None:
    _tell_of_handover(handover.heir, "handover_offered", handover, now=now)


def handover_answered(handover: Handover, *, now: datetime) -> None:
    taken = handover.state == HandoverState.TAKEN
    _tell_of_handover(handover.owner, "handover_answered", handover, now=now, taken=taken)


def _tell_of_handover(person, kind: str, handover: Handover, *, now: datetime, **context) -> None:
    context |= {"firm": handover.firm, "owner": handover.owner, "heir": handover.heir}
    say(person, f"companies/{kind}", about=handover, path=reverse("companies:team"), now=now, context=context)


def _tell_staff_of_merge(people, kind: str, merge: Merge, *, by, now: datetime) -> None:
    sender = sender_of(by)
    for person in people:
        say(
            person, f"companies/{kind}", about=merge, path=merge.get_absolute_url(), key=now.isoformat(), now=now,
            context={"merge": merge}, sender=sender,
        )


def merge_waits(merge: Merge, *, now: datetime) -> None:
    deciders = [person for person in staff() if person.pk != merge.proposed_by_id]
    _tell_staff_of_merge(deciders, "merge_waits", merge, by=merge.proposed_by, now=now)


def merge_decided(merge: Merge, *, now: datetime) -> None:
    """To its author, unless they withdrew it themselves."""
    author = [merge.proposed_by] if merge.decided_by_id != merge.proposed_by_id else []
    _tell_staff_of_merge(author, "merge_decided", merge, by=merge.decided_by, now=now)


def firm_merged(merge: Merge, lines: list[Living], *, now: datetime) -> None:
    """To the people of both: they stand together by now."""
    came = [line for line in lines if not line.ends]
    ended = [line for line in lines if line.ends]
    _tell_firm(
        "firm_merged", merge.into, about=merge, path=reverse("companies:section", args=["contact"]),
        now=now, by=merge.decided_by, merge=merge, gone=merge.firm, came=came, ended=ended,
    )


def merge_taken_back(merge: Merge, *, now: datetime) -> None:
    """To the people of both, each of whom stands with their own record again."""
    for firm, other in ((merge.firm, merge.into), (merge.into, merge.firm)):
        _tell_firm(
            "merge_taken_back", firm, about=merge, path=reverse("dashboard:home"),
            now=now, by=merge.taken_back_by, other=other,
        )
