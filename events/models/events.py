"""Events, what happens at them, how many seats there are, who contributes and who supports them."""

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import ZONES
from companies.models import Chamber
from core.activity import ref
from core.case_numbers import CaseNumberField, once
from core.geography import Country, Side, side_of
from core.models import Entity
from core.multilingual import TextsField, names_its_original
from core.names import shown

from ..enums import AttendeeRole, ContributorRole, EventKind, EventState, SupportKind
from ..querysets import EventQuerySet
from ..states import CHANGEABLE, EVENT, SUPPORTED

USER = settings.AUTH_USER_MODEL


class Event(Entity):
    """Times as moments, shown on the clock of `zone` and on the reader's."""

    lifecycle = EVENT

    state = models.CharField(max_length=20, choices=EventState, default=EventState.DRAFT)
    case_number = CaseNumberField()
    kind = models.CharField(_("Kind of event"), max_length=20, choices=EventKind)
    # None: Minamin
    chamber = models.ForeignKey(Chamber, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    titles = TextsField(limit=200)
    summaries = TextsField(limit=4000, multiline=True)
    country = models.CharField(_("Country"), max_length=2, choices=Country)
    venue = models.CharField(_("Venue"), max_length=200)
    address = models.CharField(_("Address"), max_length=300, blank=True)
    online_link = models.URLField(_("Link for taking part online"), blank=True)
    zone = models.CharField(_("Time zone"), max_length=40)
    spoken = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    opens_at = models.DateTimeField()  # registration
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)  # by hand, before the planned day
    needs_approval = models.BooleanField(default=True)
    offer_hours = models.PositiveSmallIntegerField(default=48)
    phone = models.CharField(_("Telephone for people on their way"), max_length=40, blank=True)
    sequence = models.PositiveIntegerField(default=0)  # of the calendar entry; grows with each change of time or place
    created_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    announced_at = models.DateTimeField(null=True, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            once("event_case_number_once"),
            models.CheckConstraint(condition=Q(state__in=EventState.values), name="event_state_is_known"),
            models.CheckConstraint(condition=Q(zone__in=ZONES), name="event_zone_is_known"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="event_ends_after_it_starts",
                violation_error_message=_("It must end after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="event_registration_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(closes_at__lte=F("ends_at")), name="event_registration_closes_before_the_end"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(announced_at__isnull=False) | Q(state="cancelled"),
                name="event_announced_names_its_time",
            ),
            models.CheckConstraint(condition=names_its_original("titles"), name="event_title_has_its_original"),
            models.CheckConstraint(condition=names_its_original("summaries"), name="event_summary_has_its_original"),
        ]
        indexes = [models.Index(fields=["state", "starts_at"], name="event_by_time")]

    def __str__(self) -> str:
        return str(self.titles)

    def get_absolute_url(self) -> str:
        return reverse("events:event", args=[self.pk])

    @property
    def side(self) -> Side:
        return side_of(self.chamber.country) if self.chamber_id else Side.JAPAN

    @property
    def organiser(self) -> str:
        return str(self.chamber or settings.PORTAL_NAME)

    @property
    def organiser_lang(self) -> str:
        """In which language that name stands; empty for the portal's."""
        return self.chamber.names.here.language if self.chamber else ""

    @property
    def is_changeable(self) -> bool:
        """Whether cancelling, postponing or moving it would tell anybody."""
        return self.state in CHANGEABLE

    @property
    def registration_ended_at(self) -> datetime:
        return self.closed_at or self.closes_at

    @property
    def takes_place(self) -> bool:
        return self.state != EventState.CANCELLED

    @property
    def waits_for_date(self) -> bool:
        return self.state == EventState.POSTPONED

    @property
    def takes_support(self) -> bool:
        return self.state in SUPPORTED

    @property
    def uid(self) -> str:
        """Of its calendar entry, for ever."""
        return f"event-{self.pk}@{settings.MAIL_DOMAIN}"


class SeatPool(Entity):
    """Seats for one role, of one country or of all. `taken` is what the database guards;
    it moves under the row's lock.
    """

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="pools")
    role = models.CharField(_("Seats for"), max_length=20, choices=AttendeeRole, default=AttendeeRole.DELEGATE)
    country = models.CharField(
        _("Country"), max_length=2, choices=[("", _("All countries")), *Country.choices], blank=True
    )
    capacity = models.PositiveIntegerField(_("Seats"))
    taken = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["role", "country"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "role", "country"],
                name="seat_pool_once_per_role_and_country",
                violation_error_message=_("There are seats for this role and country already."),
            ),
            models.CheckConstraint(
                condition=Q(taken__lte=F("capacity")),
                name="seat_pool_never_oversold",
                violation_error_message=_("There would be fewer seats than people who hold one."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.get_country_display()}"

    def about(self) -> list[str]:
        return [ref(self.event)]

    @property
    def free(self) -> int:
        return self.capacity - self.taken


class Session(Entity):
    """A part of the programme; with a capacity, delegates book a place in it."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="sessions")
    titles = TextsField(limit=200)
    room = models.CharField(_("Room"), max_length=100, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    capacity = models.PositiveIntegerField(_("Places"), null=True, blank=True)
    taken = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["starts_at", "ends_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="event_session_ends_after_it_starts"),
            models.CheckConstraint(condition=names_its_original("titles"), name="event_session_title_has_its_original"),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(taken__lte=F("capacity")),
                name="event_session_never_oversold",
                violation_error_message=_("There would be fewer places than people who hold one."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.titles)

    def about(self) -> list[str]:
        return [ref(self.event)]


class Contributor(Entity):
    """Who makes the event happen and must hear of a change like every delegate."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="contributors")
    role = models.CharField(_("Task at the event"), max_length=20, choices=ContributorRole)
    session = models.ForeignKey(Session, null=True, blank=True, on_delete=models.PROTECT, related_name="contributors")
    name = models.CharField(_("Full name"), max_length=120)
    name_latin = models.CharField(pgettext_lazy("person", "Name in Latin letters"), max_length=120, blank=True)
    organisation = models.CharField(_("Firm or organisation"), max_length=200, blank=True)
    organisation_latin = models.CharField(
        _("Firm or organisation in Latin letters"), max_length=200, blank=True, default="", db_default=""
    )
    email = models.EmailField(_("E-mail address"))
    phone = models.CharField(_("Telephone"), max_length=40, blank=True)
    language = models.CharField(_("Language"), max_length=2)
    zone = models.CharField(_("Time zone"), max_length=40)
    pairs = ArrayField(models.CharField(max_length=5), default=list, blank=True)  # of an interpreter: ja-ru, ja-kk
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["role", "name"]
        constraints = [
            models.UniqueConstraint(
                "event",
                "role",
                Lower("email"),
                name="contributor_once_per_role",
                violation_error_message=_("This person has this task already."),
            )
        ]

    def __str__(self) -> str:
        return str(shown(self.name, self.name_latin))

    @property
    def comes_from(self) -> str:
        return str(shown(self.organisation, self.organisation_latin))

    def about(self) -> list[str]:
        return [ref(self.event)]


class Support(Entity):
    """What the other side did for an event; withdrawn, never deleted."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="supports")
    # None: Minamin
    chamber = models.ForeignKey(Chamber, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("What did your side do?"), max_length=20, choices=SupportKind)
    note = models.CharField(_("In a few words"), max_length=300, blank=True)
    given_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "chamber", "kind"], condition=Q(withdrawn_at=None),
                nulls_distinct=False, name="support_once_per_kind",
            )
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    def about(self) -> list[str]:
        return [ref(self.event)]


class Feed(Entity):
    """A personal calendar address; only the token's hash is kept, so it is shown once."""

    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(revoked_at=None), name="feed_one_live_per_person")
        ]

    def __str__(self) -> str:
        return str(self.user)
