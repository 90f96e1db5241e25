"""Who may see which firm and profile: everything a page fetches goes through visible_to."""
from datetime import date, datetime

from django.db import models
from django.db.models import Q


class FirmQuerySet(models.QuerySet):
    def visible_to(self, user) -> "FirmQuerySet":
        """Staff: all; members: their own firm; others: none (teasers and introductions have their own doors)."""
        if user.is_minamin:
            return self
        return self.filter(memberships__user=user) if user.is_member else self.none()

    def of_member(self, user) -> "FirmQuerySet":
        return self.filter(memberships__user=user)

    def live(self) -> "FirmQuerySet":
        return self.filter(state="verified")

    def open(self) -> "FirmQuerySet":
        return self.exclude(state__in=["rejected", "merged", "ceased"])

    def waiting_for_staff(self) -> "FirmQuerySet":
        return self.filter(state__in=["submitted", "in_review"]).order_by("submitted_at")


class ProfileQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ProfileQuerySet":
        if user.is_minamin:
            return self
        return self.filter(firm__memberships__user=user) if user.is_member else self.none()

    def live(self) -> "ProfileQuerySet":
        """Published profiles of verified firms: what the match engine reads."""
        return self.filter(state="published", firm__state="verified")

    def waiting_for_staff(self) -> "ProfileQuerySet":
        return self.filter(state__in=["submitted", "in_review"]).order_by("submitted_at")

    def past_their_day(self, today: date) -> "ProfileQuerySet":
        return self.filter(Q(expires_on__lt=today), state="published")


class InvitationQuerySet(models.QuerySet):
    def open(self, now: datetime) -> "InvitationQuerySet":
        """Neither accepted nor withdrawn nor past its day."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=now)
