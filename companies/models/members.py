"""Who may act for a firm, and invitations to do so."""
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Entity

from ..enums import MemberRole
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
    """The token goes out by mail and is kept only as a hash; opening the link changes nothing, accepting is a POST."""

    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("E-mail address"))
    role = models.CharField(_("Role"), max_length=10, choices=MemberRole, default=MemberRole.EDITOR)
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
