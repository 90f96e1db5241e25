"""Seats of people, their places in sessions, and who stands in for whom."""

import uuid
from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.models import Chamber, Firm
from companies.rules.legal_forms import proper_name
from core.activity import ref
from core.geography import Country, Side, side_of
from core.i18n import letter_language
from core.models import Entity
from core.names import shown
from core.searching import SearchText
from core.sort_keys import SortedByName, SortKeys

from ..enums import Rank, RegistrationState, SubstitutionState
from ..querysets import RegistrationQuerySet, SubstitutionQuerySet
from ..rules.deadlines import decide_by
from ..states import HOLDING, LIVE, PRESENT, REGISTRATION, SUBSTITUTION, TO_DECIDE
from .events import USER, Event, SeatPool, Session


class Person(Entity):
    """How a person is addressed and reached; the fields of whoever must hear of a change."""

    name = models.CharField(_("Full name"), max_length=120)
    name_latin = models.CharField(_("Name in Latin letters, as in the passport"), max_length=120, blank=True)
    email = models.EmailField(_("E-mail address"))
    phone = models.CharField(_("Telephone"), max_length=40, blank=True)
    language = models.CharField(_("Language of correspondence"), max_length=2)
    zone = models.CharField(_("Time zone"), max_length=40)
    second_name = models.CharField(_("Second contact"), max_length=120, blank=True)
    second_name_latin = models.CharField(
        _("Second contact’s name in Latin letters"), max_length=120, blank=True, default="", db_default=""
    )
    second_email = models.EmailField(_("Second contact’s e-mail address"), blank=True)
    second_phone = models.CharField(_("Second contact’s telephone"), max_length=40, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(shown(self.name, self.name_latin))

    @property
    def reads(self) -> str:
        """In which of our languages to write to them."""
        return letter_language(self.language, self.zone)


class Registration(SortedByName, Person):
    """A person and their way to a seat; `pool` is where the seat is counted."""

    lifecycle = REGISTRATION

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="registrations")
    pool = models.ForeignKey(SeatPool, on_delete=models.PROTECT, related_name="registrations")
    state = models.CharField(max_length=20, choices=RegistrationState, default=RegistrationState.APPLIED)
    user = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    firm = models.ForeignKey(Firm, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    second_firm = models.ForeignKey(Firm, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    chamber = models.ForeignKey(Chamber, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.CharField(_("Firm or organisation"), max_length=200)
    organisation_latin = models.CharField(
        _("Firm or organisation in Latin letters"), max_length=200, blank=True, default="", db_default=""
    )
    country = models.CharField(_("Country"), max_length=2, choices=Country)
    position = models.CharField(_("Position"), max_length=120, blank=True)
    rank = models.CharField(_("Rank"), max_length=20, choices=Rank, default=Rank.MANAGER)
    is_another_person = models.BooleanField(default=False)  # a person said so when the portal suspected a double
    sort_keys = SortKeys("name", "name_latin")
    organisation_keys = SortKeys("organisation", "organisation_latin", proper=proper_name)
    search_text = SearchText("name", "name_latin", "organisation", "organisation_latin")
    group = models.UUIDField(default=uuid.uuid4)
    together = models.BooleanField(default=False)  # the group comes whole or not at all
    registered_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    queued_at = models.DateTimeField(null=True, blank=True)  # since when on the waiting list
    offered_until = models.DateTimeField(null=True, blank=True)
    asked_because = models.TextField(blank=True)  # why so late
    waived_deadline = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    stands_in_for = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="stand_ins")
    # beside the language of correspondence
    speaks = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    is_listed = models.BooleanField(default=False)  # by own choice: other delegates see them, may ask for a meeting
    badge_code = models.CharField(max_length=8)
    pass_version = models.PositiveSmallIntegerField(default=1)
    checked_in_at = models.DateTimeField(null=True, blank=True)
    checked_in_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    from_paper = models.BooleanField(default=False)
    # calendar entries of their seat: given, kept, lost
    entries_sent = models.PositiveIntegerField(default=0, db_default=0)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RegistrationState.values), name="registration_state_is_known"),
            models.UniqueConstraint(
                "event",
                Lower("email"),
                Lower("name"),
                condition=Q(state__in=LIVE),
                name="registration_one_live_seat_per_person",
                violation_error_message=_("This person has registered for this event already."),
            ),
            models.UniqueConstraint(
                fields=["event", "user"], condition=Q(state__in=LIVE, user__isnull=False),
                name="registration_one_live_seat_per_user",
            ),
            models.UniqueConstraint(fields=["event", "badge_code"], name="registration_badge_code_once_per_event"),
            models.UniqueConstraint(
                fields=["stands_in_for"], condition=Q(state__in=[*HOLDING]),
                name="registration_one_substitute_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(stands_in_for=models.F("id")), name="registration_nobody_stands_in_for_themselves"
            ),
            models.CheckConstraint(
                condition=~Q(state="offered") | Q(offered_until__isnull=False), name="registration_offer_has_an_end"
            ),
            models.CheckConstraint(
                condition=~Q(state="late_admitted") | Q(waived_deadline__isnull=False, decided_by__isnull=False),
                name="registration_late_admission_names_who_and_what",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["checked_in", "attended"]) | Q(checked_in_at__isnull=False),
                name="registration_presence_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="waitlisted") | Q(queued_at__isnull=False), name="registration_queue_has_a_place"
            ),
        ]
        indexes = [models.Index(fields=["event", "state", "queued_at"], name="registration_queue")]

    def get_absolute_url(self) -> str:
        return reverse("events:registration", args=[self.pk])

    def about(self) -> list[str]:
        return [ref(self.event), *([f"companies.firm:{self.firm_id}"] if self.firm_id else [])]

    @property
    def side(self) -> Side:
        return side_of(self.country)

    @property
    def comes_from(self) -> str:
        """The firm's name as its reader can read it, otherwise the organisation as it was written."""
        return str(self.firm or shown(self.organisation, self.organisation_latin))

    @property
    def languages(self) -> set[str]:
        return {self.language, *self.speaks}

    @property
    def holds_seat(self) -> bool:
        return self.state in HOLDING

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def is_present(self) -> bool:
        return self.state in PRESENT

    @property
    def answer_by(self) -> datetime | None:
        """Until when the organiser decides about it; None where nothing is to be decided, or no day can be named."""
        event = self.event
        if self.state not in TO_DECIDE or event.waits_for_date:
            return None
        return decide_by(self.registered_at, event.country, closes_at=event.closes_at, starts_at=event.starts_at)

    @property
    def entry_changes(self) -> int:
        """As their calendar knows it: the first entry changed nothing."""
        return max(self.entries_sent - 1, 0)

    @property
    def account(self):
        """In whose name the pass acts: nobody's, where there is no account or it was closed."""
        return self.user if self.user and self.user.is_active else None


class SessionSeat(Entity):
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="seats")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="session_seats")
    booked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "registration"], name="session_seat_once_per_person")]

    def __str__(self) -> str:
        return f"{self.registration_id} in {self.session_id}"


class Substitution(Entity):
    """`person`: the substitute as asked for; `substitute`: their registration, once in place.
    The chain is `stands_in_for`.
    """

    lifecycle = SUBSTITUTION

    original = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="substitutions")
    substitute = models.ForeignKey(Registration, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=SubstitutionState, default=SubstitutionState.ASKED)
    person = models.JSONField(default=dict)
    rank_before = models.CharField(max_length=20, choices=Rank)
    rank_after = models.CharField(max_length=20, choices=Rank)
    needs_consent = models.BooleanField()
    reason = models.TextField(blank=True)
    asked_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = SubstitutionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=SubstitutionState.values), name="substitution_state_is_known"),
            models.UniqueConstraint(
                fields=["original"],
                condition=Q(state__in=["asked", "in_place"]),
                name="substitution_one_open_per_person",
                violation_error_message=_("A substitute has been named already."),
            ),
            models.CheckConstraint(
                condition=~Q(state="in_place") | Q(substitute__isnull=False),
                name="substitution_in_place_names_the_substitute",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.original} ← {self.comes}"

    def about(self) -> list[str]:
        return [ref(self.original), ref(self.original.event)]

    @property
    def holds(self) -> bool:
        """Whether a letter of proxy says the truth: the substitute still comes.
        A cancelled event has cancelled their seat.
        """
        return self.state == SubstitutionState.IN_PLACE and self.substitute.is_present

    @property
    def comes(self) -> str:
        """Who is asked for, as the reader can read the name."""
        return str(shown(self.person["name"], self.person.get("name_latin", "")))

    @property
    def comes_from(self) -> str:
        """Of the same firm; only who stands in for nobody's says otherwise."""
        own = self.person.get("organisation", "")
        if self.original.firm or not own:
            return self.original.comes_from
        return str(shown(own, self.person.get("organisation_latin", "")))

    @property
    def partner_name(self) -> str:
        return (
            settings.PORTAL_NAME if self.original.side == Side.CENTRAL_ASIA
            else str(self.original.event.chamber or settings.PORTAL_NAME)
        )
