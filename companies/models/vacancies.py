"""A role that nobody holds, as staff were told of it."""

from django.db import models
from django.db.models import Q

from core.models import Entity

from ..enums import HeldRole


class Vacancy(Entity):
    """Kept as long as nobody holds the role, so that it is told once; whether anybody does is computed."""

    role = models.CharField(max_length=20, choices=HeldRole)
    concerns = models.CharField(max_length=100)  # the row whose role it is
    noticed_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "vacancies"
        constraints = [
            models.UniqueConstraint(fields=["role", "concerns"], name="vacancy_told_once"),
            models.CheckConstraint(condition=Q(role__in=HeldRole.values), name="vacancy_role_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.concerns}"
