"""Memoranda, their parties and commitments, and what was signed: copied once, never changed."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies.models import Chamber, Firm
from core.activity import ref
from core.geography import ZONE, Side
from core.models import Entity
from core.multilingual import Texts, TextsField, names_its_original
from core.names import shown

from ..enums import CommitmentKey, MemorandumState
from ..querysets import CommitmentQuerySet, MemorandumQuerySet
from ..states import BOUND, MEMORANDUM, SIGNED

USER = settings.AUTH_USER_MODEL


class Memorandum(Entity):
    """Between a Japanese and a Central Asian party: Minamin and a chamber, or two firms."""

    lifecycle = MEMORANDUM

    state = models.CharField(max_length=20, choices=MemorandumState, default=MemorandumState.DRAFT)
    number = models.CharField(_("Number"), max_length=40)
    titles = TextsField(limit=300)
    purposes = TextsField(limit=2000, multiline=True)
    place = models.CharField(_("Place of signing"), max_length=100, blank=True)
    signed_on = models.DateField(_("Signed on"), null=True, blank=True)
    in_force_on = models.DateField(_("In force from"), null=True, blank=True)
    ends_on = models.DateField(_("Runs until"), null=True, blank=True)
    renew_by = models.DateField(_("To be renewed by"), null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    tolerance = models.DecimalField(
        _("Tolerance of the balance"), max_digits=3, decimal_places=2, default=Decimal("0.20")
    )
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = MemorandumQuerySet.as_manager()

    class Meta:
        verbose_name = _("memorandum")
        verbose_name_plural = _("memoranda")
        constraints = [
            models.UniqueConstraint(
                fields=["number"], name="memorandum_number_once",
                violation_error_message=_("This number is in use already."),
            ),
            models.CheckConstraint(condition=Q(state__in=MemorandumState.values), name="memorandum_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state__in=SIGNED) | Q(signed_on__isnull=False), name="memorandum_signed_names_its_day"
            ),
            models.CheckConstraint(
                condition=~Q(state="in_force") | Q(in_force_on__isnull=False), name="memorandum_in_force_names_its_day"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(in_force_on=None) | Q(ends_on__gte=F("in_force_on")),
                name="memorandum_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(tolerance__gte=0, tolerance__lte=1), name="memorandum_tolerance_is_a_share"
            ),
            models.CheckConstraint(condition=names_its_original("titles"), name="memorandum_title_has_its_original"),
            models.CheckConstraint(
                condition=names_its_original("purposes"), name="memorandum_purpose_has_its_original"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("mou:memorandum", args=[self.pk])

    @property
    def title(self) -> str:
        return str(self.titles)

    @property
    def is_in_force(self) -> bool:
        return self.state == MemorandumState.IN_FORCE

    @property
    def is_bound(self) -> bool:
        """What was signed holds."""
        return self.state in BOUND

    @property
    def last_day(self):
        """The day after which nothing is owed any more; None while open-ended."""
        return self.ended_on or self.ends_on


class Party(Entity):
    """One side: Minamin (neither firm nor chamber), a chamber, or a firm; and whom the portal writes to there."""

    memorandum = models.ForeignKey(Memorandum, on_delete=models.CASCADE, related_name="parties")
    side = models.CharField(max_length=20, choices=Side)
    chamber = models.ForeignKey(Chamber, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    firm = models.ForeignKey(Firm, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    second_contact = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "parties"
        ordering = ["-side"]  # Japan first
        constraints = [
            models.UniqueConstraint(fields=["memorandum", "side"], name="party_one_per_side"),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="party_side_is_known"),
            models.CheckConstraint(
                condition=Q(chamber=None) | Q(firm=None), name="party_is_minamin_a_chamber_or_a_firm"
            ),
            models.CheckConstraint(
                condition=Q(second_contact=None) | Q(owner=None) | ~Q(second_contact=F("owner")),
                name="party_second_contact_is_somebody_else",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_minamin(self) -> bool:
        return self.chamber_id is None and self.firm_id is None

    @property
    def name(self) -> str:
        return str(self.chamber or self.firm or settings.PORTAL_NAME)

    @property
    def name_language(self) -> str:
        """Of a chamber's; a firm's own stands beside the name that its reader can read."""
        return self.chamber.names.here.language if self.chamber_id else ""

    @property
    def country(self) -> str:
        return self.firm.country if self.firm_id else self.chamber.country if self.chamber_id else "JP"

    @property
    def zone(self) -> str:
        return ZONE[self.country]


class Commitment(Entity):
    """One article. Its wording may change only while the memorandum is a draft (a trigger says so)."""

    memorandum = models.ForeignKey(Memorandum, on_delete=models.CASCADE, related_name="commitments")
    number = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=30, choices=CommitmentKey)
    titles = TextsField(limit=200)
    texts = TextsField(limit=4000, multiline=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["memorandum", "number"], name="commitment_number_once"),
            models.CheckConstraint(condition=Q(key__in=CommitmentKey.values), name="commitment_key_is_known"),
            models.CheckConstraint(condition=names_its_original("titles"), name="commitment_title_has_its_original"),
            models.CheckConstraint(condition=names_its_original("texts"), name="commitment_text_has_its_original"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("mou:commitment", args=[self.pk])

    def about(self) -> list[str]:
        return [f"mou.memorandum:{self.memorandum_id}"]

    @property
    def title(self) -> str:
        return str(self.heading)

    @property
    def heading(self) -> str | Texts:
        """The short word of the five everybody knows, otherwise the title as it was written."""
        return str(self.get_key_display()) if self.key != CommitmentKey.OTHER else self.titles


class SignedVersion(Entity):
    """The memorandum in one language as it was signed or amended; a trigger refuses changes and deletions."""

    memorandum = models.ForeignKey(Memorandum, on_delete=models.CASCADE, related_name="versions")
    amendment = models.PositiveSmallIntegerField(default=0)  # 0: the memorandum itself
    language = models.CharField(max_length=2)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["amendment", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["memorandum", "amendment", "language"], name="signed_version_once_per_language"
            ),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="signed_version_has_a_hash"),
        ]

    def __str__(self) -> str:
        return f"{self.memorandum_id} {self.amendment} {self.language}"


class Signatory(Entity):
    """Who signed for which side, and for whom when as a proxy; never changed after."""

    memorandum = models.ForeignKey(Memorandum, on_delete=models.CASCADE, related_name="signatories")
    side = models.CharField(max_length=20, choices=Side)
    name = models.CharField(_("Name"), max_length=120, blank=True)
    name_latin = models.CharField(
        pgettext_lazy("person", "Name in Latin letters"), max_length=120, blank=True, default="", db_default=""
    )
    positions = TextsField(limit=200)
    proxy_for = TextsField(limit=200)
    signed_on = models.DateField()

    class Meta:
        verbose_name_plural = "signatories"
        ordering = ["-side"]
        constraints = [
            models.CheckConstraint(condition=Q(side__in=Side.values), name="signatory_side_is_known"),
            models.CheckConstraint(
                condition=names_its_original("positions"), name="signatory_position_has_its_original"
            ),
            models.CheckConstraint(condition=names_its_original("proxy_for"), name="signatory_proxy_has_its_original"),
        ]

    def __str__(self) -> str:
        return str(shown(self.name, self.name_latin)) if self.name else str(self.positions)


class Amendment(Entity):
    """What both sides changed after signing; numbered, with its own signed versions, never changed after."""

    memorandum = models.ForeignKey(Memorandum, on_delete=models.CASCADE, related_name="amendments")
    number = models.PositiveSmallIntegerField()
    signed_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)  # the new end, when the amendment prolongs
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["memorandum", "number"], name="amendment_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="amendment_number_begins_with_one"),
        ]

    def __str__(self) -> str:
        return f"{self.memorandum_id} {self.number}"

    def about(self) -> list[str]:
        return [ref(self.memorandum)]
