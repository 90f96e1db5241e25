"""Who may see which inquiry."""
from datetime import datetime

from django.db import models
from django.db.models import Case, F, Q, Value, When

from .states import OPEN_LEAD


class LeadQuerySet(models.QuerySet):
    def visible_to(self, user) -> "LeadQuerySet":
        """Staff: all; liaisons: those of their chamber whose people agreed that it follows them."""
        if user.is_minamin:
            return self
        if not user.is_liaison:
            return self.none()
        return self.filter(chamber__liaisons__user=user, shared=True)

    def open(self) -> "LeadQuerySet":
        return self.filter(state__in=OPEN_LEAD)

    def unshared_of(self, chamber) -> "LeadQuerySet":
        """Came through the chamber's link, and the chamber is told no more than that."""
        return self.filter(chamber=chamber, shared=False)

    def waiting(self) -> "LeadQuerySet":
        """For an answer of the office."""
        return self.open().filter(answer_by__isnull=False)

    def late(self, now: datetime) -> "LeadQuerySet":
        return self.waiting().filter(answer_by__lte=now)

    def searched(self, *, state: str = "", source: str = "", country: str = "", owner=None) -> "LeadQuerySet":
        asked = {"state": state, "source": source, "country": country, "owner": owner}
        return self.filter(**{name: value for name, value in asked.items() if value})

    def most_urgent_first(self, now: datetime) -> "LeadQuerySet":
        """What waits for an answer, the longest overdue first; then the rest, the newest first."""
        waits = Case(When(Q(state__in=OPEN_LEAD) & Q(answer_by__isnull=False), then=Value(0)), default=Value(1))
        return self.order_by(waits, F("answer_by").asc(nulls_last=True), "-received_at", "pk")
