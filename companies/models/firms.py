"""Firms, their contact persons, the single checks that make up a verification, and bars between firms."""
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.geography import ZONE, Country, Side, side_of
from core.models import Entity
from core.names import shown
from core.searching import SearchText
from core.sort_keys import SortedByName, SortKeys

from ..enums import BarKind, CheckKind, CheckResult, FirmState, LegalForm
from ..querysets import BarQuerySet, FirmQuerySet
from ..rules import legal_ids
from ..rules.legal_forms import proper_name
from ..states import CLOSED_FIRM, FIRM

STAFF = settings.AUTH_USER_MODEL


class Firm(SortedByName, Entity):
    """A registered firm of either side. Its contact person stands in Contact, behind the gateway of introductions."""

    lifecycle = FIRM

    state = models.CharField(max_length=20, choices=FirmState, default=FirmState.DRAFT)
    country = models.CharField(_("Country"), max_length=2, choices=Country)
    legal_id = models.CharField(_("Legal ID"), max_length=20, blank=True)
    name = models.CharField(_("Name in its own script"), max_length=200)
    name_latin = models.CharField(_("Name in Latin letters"), max_length=200, blank=True)
    # what the name says, or what its owner says where the name does not; the name itself stays whole
    legal_form = models.CharField(
        _("Legal form"), max_length=20, choices=LegalForm, blank=True, default="", db_default=""
    )
    name_key = models.CharField(max_length=200, blank=True, editable=False)
    sort_keys = SortKeys("name", "name_latin", proper=proper_name)
    search_text = SearchText("name", "name_latin")
    city = models.CharField(_("City"), max_length=100, blank=True)
    region = models.CharField(_("Region"), max_length=100, blank=True)
    sectors = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    employees = models.PositiveIntegerField(_("Employees"), null=True, blank=True)
    founded = models.PositiveSmallIntegerField(_("Founded in"), null=True, blank=True)
    certificates = ArrayField(models.CharField(max_length=100), default=list, blank=True)  # partners see these
    # names that are not in the list, until staff have looked at them; numbers for verification and released contacts
    certificates_asked = ArrayField(models.CharField(max_length=100), default=list, db_default=[], blank=True)
    certificate_numbers = models.TextField(
        _("Numbers of certificates"), max_length=1000, default="", db_default="", blank=True
    )
    languages = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    website = models.URLField(_("Web site"), blank=True)
    language = models.CharField(max_length=2, default="en")
    import_key = models.CharField(max_length=40, blank=True)
    # the one that wrote it and is not done yet: until then nobody is invited, nothing is suggested
    unfinished_import = models.ForeignKey(
        "companies.ImportJob", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    register_asked_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(STAFF, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from")

    objects = FirmQuerySet.as_manager()

    class Meta:
        verbose_name = _("firm")
        verbose_name_plural = _("firms")
        constraints = [
            models.UniqueConstraint(
                fields=["country", "legal_id"],
                condition=~Q(legal_id="") & ~Q(state__in=["rejected", "merged"]),
                name="firm_legal_id_once_per_country",
                violation_error_message=_("A firm with this legal ID is already registered."),
            ),
            models.UniqueConstraint(fields=["import_key"], condition=~Q(import_key=""), name="firm_import_key_once"),
            models.CheckConstraint(condition=Q(state__in=FirmState.values), name="firm_state_is_known"),
            models.CheckConstraint(condition=Q(country__in=Country.values), name="firm_country_is_known"),
            models.CheckConstraint(
                condition=Q(legal_form__in=["", *LegalForm.values]), name="firm_legal_form_is_known"
            ),
            models.CheckConstraint(
                condition=Q(founded=None) | Q(founded__gte=500, founded__lte=2100),
                name="firm_founded_in_a_plausible_year",
            ),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False) | (~Q(state="merged") & Q(merged_into=None)),
                name="firm_merged_names_its_successor",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["verified", "suspended"]) | Q(
                    verified_by__isnull=False, verified_at__isnull=False
                ),
                name="firm_verified_names_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "ceased", "rejected", "merged"]) | ~Q(legal_id=""),
                name="firm_submitted_has_a_legal_id",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "submitted_at"], name="firm_queue"),
            models.Index(fields=["state"], condition=~Q(certificates_asked=[]), name="firm_certificates_to_check"),
        ]

    def __str__(self) -> str:
        return str(shown(self.name, self.name_latin))

    def get_absolute_url(self) -> str:
        return reverse("companies:firm", args=[self.pk])

    @property
    def side(self) -> Side:
        return side_of(self.country)

    @property
    def zone(self) -> str:
        return ZONE[self.country]

    @property
    def is_live(self) -> bool:
        return self.state == FirmState.VERIFIED and not self.is_unfinished

    @property
    def is_unfinished(self) -> bool:
        """Written by an import that is not done yet."""
        return self.unfinished_import_id is not None

    @property
    def is_closed(self) -> bool:
        return self.state in CLOSED_FIRM

    @property
    def legal_id_quality(self) -> str:
        """'checked' (check digit fits), 'format_only', or 'doubtful'."""
        try:
            return legal_ids.check(self.country, self.legal_id).quality
        except legal_ids.LegalIdInvalid:
            return "doubtful"


class Contact(Entity):
    """The contact person. Read through matching.services.reveal_contacts or by the firm itself, nowhere else."""

    firm = models.OneToOneField(Firm, on_delete=models.PROTECT, related_name="contact")
    name = models.CharField(_("Contact person"), max_length=120)
    name_latin = models.CharField(pgettext_lazy("person", "Name in Latin letters"), max_length=120, blank=True)
    position = models.CharField(_("Position"), max_length=120, blank=True)
    email = models.EmailField(_("E-mail address"))
    phone = models.CharField(_("Telephone"), max_length=40, blank=True)
    language = models.CharField(_("Language of correspondence"), max_length=2, default="en")

    def __str__(self) -> str:
        return str(shown(self.name, self.name_latin))


class VerificationCheck(Entity):
    """One single check: what, with which result, who, when, how. Never changed; a newer one of the same kind counts."""

    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="checks")
    kind = models.CharField(max_length=30, choices=CheckKind)
    result = models.CharField(max_length=20, choices=CheckResult)
    how = models.CharField(_("How it was checked"), max_length=300, blank=True)
    checked_by = models.ForeignKey(STAFF, null=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "-checked_at"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=CheckKind.values), name="verification_check_kind_is_known"),
            models.CheckConstraint(
                condition=Q(result__in=CheckResult.values), name="verification_check_result_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_result_display()}"


class Bar(Entity):
    """Two firms that must not be matched: rivals, one group, or told so."""

    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="bars")
    other = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="bars_against")
    kind = models.CharField(max_length=20, choices=BarKind)
    note = models.CharField(max_length=300, blank=True)
    barred_by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    barred_at = models.DateTimeField()

    objects = BarQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["firm", "other"], name="bar_once_per_pair"),
            models.CheckConstraint(condition=~Q(firm=models.F("other")), name="bar_is_between_two_firms"),
        ]

    def __str__(self) -> str:
        return f"{self.firm} × {self.other}"
