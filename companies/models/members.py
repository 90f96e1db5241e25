"""Who may act for a firm, and invitations to do so."""
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Entity

from ..enums import InvitationState, MemberRole
from ..querysets import InvitationQuerySet
from .firms import Firm


class Membership(Entity):
    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("Role"), max_length=10, choices=MemberRole)
    joined_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], name="membership_one_firm_per_person",
                violation_error_message=_("You already belong to a firm."),
            ),
            models.CheckConstraint(condition=Q(role__in=MemberRole.values), name="membership_role_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.role})"

    def about(self) -> list[str]:
        return [f"companies.firm:{self.firm_id}"]


class Invitation(Entity):
    """The token goes out by mail and is kept only as a hash; opening the link changes nothing, accepting is a POST.

    `to_firm`: from Minamin or a chamber to the contact person of a firm nobody acts for; who accepts becomes its owner.
    """

    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("E-mail address"))
    role = models.CharField(_("Role"), max_length=10, choices=MemberRole, default=MemberRole.EDITOR)
    to_firm = models.BooleanField(default=False)
    language = models.CharField(_("Language of the invitation"), max_length=2, default="en")
    reminders = models.PositiveSmallIntegerField(default=0)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_firm=False) | Q(role=MemberRole.OWNER), name="invitation_to_a_firm_is_for_its_owner"
            ),
            models.UniqueConstraint(
                fields=["firm"], condition=Q(to_firm=True, accepted_at=None, revoked_at=None),
                name="invitation_to_a_firm_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None) | Q(
                    accepted_at__isnull=False, accepted_by__isnull=False
                ),
                name="invitation_accepted_names_who",
            )
        ]

    def __str__(self) -> str:
        return self.email

    def about(self) -> list[str]:
        return [f"companies.firm:{self.firm_id}"]

    def state(self, now: datetime) -> InvitationState:
        if self.accepted_at:
            return InvitationState.TAKEN
        if self.revoked_at:
            return InvitationState.REVOKED
        return InvitationState.LAPSED if self.expires_at <= now else InvitationState.SENT
