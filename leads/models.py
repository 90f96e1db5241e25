"""Inquiries: who asks to come in, what they look for, and what was written to and fro."""
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies.models import Chamber, Firm
from core.geography import Country, Side, side_of
from core.models import Entity
from core.names import shown

from .enums import CloseCode, LeadSource, LeadState
from .querysets import LeadQuerySet
from .states import LEAD, OPEN_LEAD

USER = settings.AUTH_USER_MODEL
MOST_WRITTEN = 4000  # characters of one letter


class Lead(Entity):
    """One firm that asks, or that a chamber sends, until it is a firm of the portal or closed."""

    lifecycle = LEAD

    state = models.CharField(max_length=20, choices=LeadState, default=LeadState.NEW)
    source = models.CharField(max_length=10, choices=LeadSource)
    country = models.CharField(_("Country"), max_length=2, choices=Country)
    language = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES)
    name = models.CharField(_("Your name"), max_length=120)
    name_latin = models.CharField(
        pgettext_lazy("person", "Name in Latin letters"), max_length=120, blank=True, default="", db_default=""
    )
    firm_name = models.CharField(_("Name of your firm"), max_length=200)
    firm_name_latin = models.CharField(
        _("Name of the firm in Latin letters"), max_length=200, blank=True, default="", db_default=""
    )
    firm_key = models.CharField(max_length=200, editable=False)
    email = models.EmailField(_("E-mail address"))
    phone = models.CharField(_("Telephone"), max_length=40, blank=True)
    legal_id = models.CharField(_("Legal ID"), max_length=20, blank=True)
    chamber = models.ForeignKey(Chamber, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    shared = models.BooleanField(default=False)  # the chamber may see how far it has come
    # They agreed to be written to: by ticking this version of the text, or somebody heard it.
    agreed_on = models.DateField()
    agreed_version = models.CharField(max_length=20, blank=True)
    told_to = models.CharField(max_length=120, blank=True)
    owner = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    answer_by = models.DateTimeField(null=True, blank=True)  # empty: nothing of theirs waits
    answered_at = models.DateTimeField(null=True, blank=True)  # for the first time
    chased_at = models.DateTimeField(null=True, blank=True)
    close_code = models.CharField(max_length=20, choices=CloseCode, blank=True)
    firm = models.ForeignKey(Firm, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = LeadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=LeadState.values), name="lead_state_is_known"),
            models.CheckConstraint(condition=Q(source__in=LeadSource.values), name="lead_source_is_known"),
            models.CheckConstraint(condition=Q(country__in=Country.values), name="lead_country_is_known"),
            models.CheckConstraint(
                condition=Q(language__in=["ja", "en", "ru", "kk", "uz"]), name="lead_language_is_offered"
            ),
            models.UniqueConstraint(
                Lower("email"), condition=Q(state__in=OPEN_LEAD), name="lead_one_open_per_address"
            ),
            models.CheckConstraint(
                condition=Q(state="closed") & ~Q(close_code="") | ~Q(state="closed") & Q(close_code=""),
                name="lead_closed_names_why",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["invited", "firm"]) | Q(firm__isnull=False), name="lead_invited_names_its_firm"
            ),
            models.CheckConstraint(
                condition=~Q(state="new") | Q(answer_by__isnull=False), name="lead_new_waits_for_an_answer"
            ),
            models.CheckConstraint(
                condition=~Q(agreed_version="") | ~Q(told_to=""), name="lead_agreement_is_ticked_or_heard"
            ),
            models.CheckConstraint(
                condition=Q(shared=False) | Q(chamber__isnull=False), name="lead_shared_names_its_chamber"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "answer_by"], name="lead_due"),
            models.Index(fields=["country", "firm_key"], name="lead_by_name"),
        ]

    def __str__(self) -> str:
        return str(shown(self.firm_name, self.firm_name_latin))

    @property
    def person(self) -> str:
        return str(shown(self.name, self.name_latin))

    def get_absolute_url(self) -> str:
        return reverse("leads:lead", args=[self.pk])

    def about(self) -> list[str]:
        return [f"companies.firm:{self.firm_id}"] if self.firm_id else []

    @property
    def side(self) -> Side:
        return side_of(self.country)

    def is_late(self, now: datetime) -> bool:
        return self.answer_by is not None and self.answer_by <= now and self.state in OPEN_LEAD


class LeadMessage(Entity):
    """One letter: theirs, with name and address of whoever wrote, or one of the office, with `by`."""

    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="messages")
    by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    name_latin = models.CharField(max_length=120, blank=True, default="", db_default="")
    email = models.EmailField()
    subject = models.CharField(_("Subject"), max_length=200, blank=True)
    text = models.TextField()
    language = models.CharField(max_length=2)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="lead_message_says_something"),
            models.CheckConstraint(
                condition=Q(by=None) | ~Q(subject=""), name="lead_message_of_the_office_has_a_subject"
            ),
        ]

    def __str__(self) -> str:
        return self.subject or self.name
