"""Bulletins (commitment 2) and experience sessions (commitment 3):
what the two sides give each other to read and to learn.
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies.models import Chamber
from core.activity import ref
from core.geography import ZONE, Country, Side
from core.models import Entity, StoredFile
from core.multilingual import TextsField, names_its_original
from core.names import shown

from ..enums import BulletinKind, BulletinState, SessionKind, SessionState
from ..querysets import BulletinQuerySet, MaterialQuerySet, SessionQuerySet
from ..states import BULLETIN, SESSION
from .memoranda import USER


class Bulletin(Entity):
    """News of one country for readers of another; written once, read in several languages."""

    lifecycle = BULLETIN

    state = models.CharField(max_length=20, choices=BulletinState, default=BulletinState.DRAFT)
    kind = models.CharField(_("What is it about?"), max_length=30, choices=BulletinKind)
    # None: Minamin
    chamber = models.ForeignKey(Chamber, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    about_country = models.CharField(_("Country covered"), max_length=2, choices=Country)
    for_country = models.CharField(_("Readers' country"), max_length=2, choices=Country)
    sectors = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    source_url = models.URLField(_("Source"), blank=True)
    titles = TextsField(limit=200)
    bodies = TextsField(limit=20000, multiline=True)
    created_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    published_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)

    objects = BulletinQuerySet.as_manager()

    class Meta:
        verbose_name = _("bulletin")
        verbose_name_plural = _("bulletins")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=BulletinState.values), name="bulletin_state_is_known"),
            models.CheckConstraint(
                condition=~Q(about_country=F("for_country")), name="bulletin_is_for_another_country"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False), name="bulletin_published_names_its_time"
            ),
            models.CheckConstraint(condition=names_its_original("titles"), name="bulletin_title_has_its_original"),
            models.CheckConstraint(condition=names_its_original("bodies"), name="bulletin_text_has_its_original"),
        ]

    def __str__(self) -> str:
        return str(self.titles) or str(self.get_kind_display())

    def get_absolute_url(self) -> str:
        return reverse("mou:bulletin", args=[self.pk])

    @property
    def side(self) -> Side:
        return Side.CENTRAL_ASIA if self.chamber_id else Side.JAPAN

    @property
    def writer(self) -> str:
        return str(self.chamber or settings.PORTAL_NAME)

    @property
    def writer_lang(self) -> str:
        """In which language that name stands; empty for the portal's."""
        return self.chamber.names.here.language if self.chamber else ""


class Subscription(Entity):
    """Which bulletins a person wants by mail; empty lists mean all."""

    user = models.OneToOneField(USER, on_delete=models.CASCADE, related_name="+")
    kinds = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    countries = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    sectors = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    every_days = models.PositiveSmallIntegerField(_("How often?"), default=7)
    sent_until = models.DateTimeField()  # bulletins published before were in an earlier digest

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(every_days__gte=1, every_days__lte=31), name="subscription_rhythm_is_sensible"
            )
        ]

    def __str__(self) -> str:
        return str(self.user)


class ExperienceSession(Entity):
    """A training, a case study or an expert's talk for firms of the other side."""

    lifecycle = SESSION

    state = models.CharField(max_length=20, choices=SessionState, default=SessionState.PLANNED)
    kind = models.CharField(_("Kind of session"), max_length=20, choices=SessionKind)
    # None: Minamin holds it
    chamber = models.ForeignKey(Chamber, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    for_country = models.CharField(_("For participants from"), max_length=2, choices=Country)
    titles = TextsField(limit=200)
    summaries = TextsField(limit=4000, multiline=True)
    spoken = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    speaker = models.CharField(_("Speaker"), max_length=200, blank=True)
    place = models.CharField(_("Place, or link when online"), max_length=200)
    starts_at = models.DateTimeField(_("Begins"))
    ends_at = models.DateTimeField(_("Ends"))
    zone = models.CharField(_("Time zone"), max_length=40)
    created_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("experience session")
        verbose_name_plural = _("experience sessions")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=SessionState.values), name="experience_session_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="experience_session_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=names_its_original("titles"), name="experience_session_title_has_its_original"
            ),
            models.CheckConstraint(
                condition=names_its_original("summaries"), name="experience_session_summary_has_its_original"
            ),
        ]

    def __str__(self) -> str:
        return str(self.titles)

    def get_absolute_url(self) -> str:
        return reverse("mou:session", args=[self.pk])

    @property
    def side(self) -> Side:
        return Side.CENTRAL_ASIA if self.chamber_id else Side.JAPAN

    @property
    def is_held(self) -> bool:
        return self.state == SessionState.HELD

    @property
    def organiser(self) -> str:
        return str(self.chamber or settings.PORTAL_NAME)

    @property
    def organiser_lang(self) -> str:
        """In which language that name stands; empty for the portal's."""
        return self.chamber.names.here.language if self.chamber else ""

    def other_zone(self, zone: str) -> str:
        """The second clock for a reader in `zone`:
        where it takes place, else of those it is for, else of those who give it.
        """
        home = self.chamber.country if self.chamber else Country.JP
        return next((one for one in (self.zone, ZONE[self.for_country], ZONE[home]) if one != zone), self.zone)


class Participant(Entity):
    session = models.ForeignKey(ExperienceSession, on_delete=models.CASCADE, related_name="participants")
    name = models.CharField(_("Name"), max_length=120)
    name_latin = models.CharField(
        pgettext_lazy("person", "Name in Latin letters"), max_length=120, blank=True, default="", db_default=""
    )
    organisation = models.CharField(_("Firm or organisation"), max_length=200, blank=True)
    organisation_latin = models.CharField(
        _("Firm or organisation in Latin letters"), max_length=200, blank=True, default="", db_default=""
    )
    country = models.CharField(_("Country"), max_length=2, choices=Country)
    user = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    attended = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "user"], condition=Q(user__isnull=False), name="participant_once_per_session"
            )
        ]

    def __str__(self) -> str:
        return str(shown(self.name, self.name_latin))

    @property
    def comes_from(self) -> str:
        return str(shown(self.organisation, self.organisation_latin))


class Material(Entity):
    session = models.ForeignKey(ExperienceSession, on_delete=models.PROTECT, related_name="materials")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    titles = TextsField(limit=200)
    language = models.CharField(_("Language"), max_length=2)  # of the file

    objects = MaterialQuerySet.as_manager()

    class Meta:
        ordering = ["file__uploaded_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(titles={}), name="material_has_a_title"),
            models.CheckConstraint(condition=names_its_original("titles"), name="material_title_has_its_original"),
        ]

    def __str__(self) -> str:
        return str(self.titles)

    def about(self) -> list[str]:
        return [ref(self.session)]
