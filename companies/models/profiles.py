"""Partnering profiles: one offer or one need of a firm, with its product lines."""
from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.activity import ref
from core.models import Entity

from ..enums import Cooperation, ProfileKind, ProfileState, TradeRole
from ..querysets import ProfileQuerySet
from ..states import CLOSED_PROFILE, EDITABLE_PROFILE, PROFILE
from .firms import STAFF, Firm

LIFETIME = timedelta(days=365)
REQUESTS = frozenset({ProfileKind.BUSINESS_REQUEST, ProfileKind.TECHNOLOGY_REQUEST, ProfileKind.RESEARCH_REQUEST})


class PartneringProfile(Entity):
    """Shown to strangers as an anonymous teaser: title and lines may name nobody."""

    lifecycle = PROFILE

    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="profiles")
    state = models.CharField(max_length=20, choices=ProfileState, default=ProfileState.DRAFT)
    kind = models.CharField(_("Type of profile"), max_length=20, choices=ProfileKind)
    cooperation = models.CharField(_("Kind of cooperation"), max_length=30, choices=Cooperation)
    trade_role = models.CharField(
        _("Who you are"), max_length=20, choices=TradeRole, blank=True, default="", db_default=""
    )
    title = models.CharField(_("Title"), max_length=160)
    summary = models.TextField(_("Summary"), max_length=2000, blank=True)
    language = models.CharField(_("Language of the text"), max_length=2, default="en")
    markets = ArrayField(models.CharField(max_length=2), default=list)
    sectors = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    certificates_wanted = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    volumes = models.CharField(_("Volumes and conditions"), max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(STAFF, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    expires_on = models.DateField(null=True, blank=True)
    unfinished_import = models.ForeignKey(  # as in Firm; also of a firm that was there before
        "companies.ImportJob", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("partnering profile")
        verbose_name_plural = _("partnering profiles")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ProfileState.values), name="profile_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=ProfileKind.values), name="profile_kind_is_known"),
            models.CheckConstraint(
                condition=Q(cooperation__in=Cooperation.values), name="profile_cooperation_is_known"
            ),
            models.CheckConstraint(
                condition=Q(trade_role__in=["", *TradeRole.values]), name="profile_trade_role_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="published")
                | Q(published_by__isnull=False, published_at__isnull=False, expires_on__isnull=False),
                name="profile_published_names_who_when_and_until",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("companies:profile", args=[self.pk])

    def about(self) -> list[str]:
        return [f"companies.firm:{self.firm_id}"]

    @property
    def is_unfinished(self) -> bool:
        """Written by an import that is not done yet."""
        return self.unfinished_import_id is not None

    @property
    def is_request(self) -> bool:
        return self.kind in REQUESTS

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE_PROFILE

    @property
    def is_closed(self) -> bool:
        return self.state in CLOSED_PROFILE


class ProductLine(Entity):
    """One product, service or technology: what the match engine compares."""

    profile = models.ForeignKey(PartneringProfile, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("Product, service or technology"), max_length=500)
    hs_codes = ArrayField(models.CharField(max_length=6), default=list, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["profile", "position"], name="product_line_position_once")]

    def __str__(self) -> str:
        return self.text

    def about(self) -> list[str]:
        return [ref(self.profile)]
