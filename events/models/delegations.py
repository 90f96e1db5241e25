"""Delegations: who travels where and when, whom they visit, and the letters that invite them."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.models import Chamber
from core.activity import ref
from core.days import local_day
from core.folding import fold
from core.geography import ZONE, Country, Side, side_of
from core.models import Entity
from core.multilingual import TextsField, names_its_original
from core.names import shown
from core.sort_keys import SortedByName, SortKeys

from ..enums import DelegationState
from ..querysets import DelegationQuerySet, LetterQuerySet, MemberQuerySet
from ..states import DELEGATION, TOLD
from .events import USER, Event
from .registrations import Person, Registration


class Delegation(Entity):
    lifecycle = DELEGATION

    state = models.CharField(max_length=20, choices=DelegationState, default=DelegationState.PLANNED)
    titles = TextsField(limit=200)
    event = models.ForeignKey(Event, null=True, blank=True, on_delete=models.PROTECT, related_name="delegations")
    # of the Central Asian side
    chamber = models.ForeignKey(Chamber, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    from_country = models.CharField(_("Travels from"), max_length=2, choices=Country)
    to_country = models.CharField(_("Travels to"), max_length=2, choices=Country)
    purposes = TextsField(limit=2000, multiline=True)
    starts_on = models.DateField(_("From day"))
    ends_on = models.DateField(_("Until day"))
    created_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True, blank=True)
    reports = TextsField(limit=4000, multiline=True)  # what came of the journey
    reported_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(null=True, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=DelegationState.values), name="delegation_state_is_known"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="delegation_ends_after_it_starts",
                violation_error_message=_("It must end after it begins."),
            ),
            models.CheckConstraint(condition=~Q(from_country=F("to_country")), name="delegation_goes_abroad"),
            models.CheckConstraint(
                condition=~Q(state="completed") | Q(completed_at__isnull=False),
                name="delegation_completed_names_its_time",
            ),
            models.CheckConstraint(
                condition=Q(reports={}) | Q(state="completed", reported_at__isnull=False),
                name="delegation_report_is_dated_and_of_a_completed_one",
            ),
            models.CheckConstraint(condition=~Q(titles={}), name="delegation_has_a_title"),
            models.CheckConstraint(condition=names_its_original("titles"), name="delegation_title_has_its_original"),
            models.CheckConstraint(
                condition=names_its_original("purposes"), name="delegation_purpose_has_its_original"
            ),
            models.CheckConstraint(condition=names_its_original("reports"), name="delegation_report_has_its_original"),
        ]

    def __str__(self) -> str:
        return str(self.titles)

    def get_absolute_url(self) -> str:
        return reverse("events:delegation", args=[self.pk])

    def about(self) -> list[str]:
        return [f"events.event:{self.event_id}"] if self.event_id else []

    @property
    def side(self) -> Side:
        """Whose people travel."""
        return side_of(self.from_country)

    @property
    def is_told(self) -> bool:
        """Travellers and hosts know of it: a mere plan is nobody's news."""
        return self.state in TOLD

    @property
    def is_back(self) -> bool:
        return self.state == DelegationState.COMPLETED

    @property
    def waits_for_report(self) -> bool:
        return self.is_back and not self.reports


class Member(SortedByName, Person):
    """Somebody who travels; with a seat at the event, a substitute takes over the journey too."""

    delegation = models.ForeignKey(Delegation, on_delete=models.PROTECT, related_name="members")
    registration = models.ForeignKey(
        Registration, null=True, blank=True, on_delete=models.PROTECT, related_name="journeys"
    )
    organisation = models.CharField(_("Firm or organisation"), max_length=200)
    organisation_latin = models.CharField(
        _("Firm or organisation in Latin letters"), max_length=200, blank=True, default="", db_default=""
    )
    position = models.CharField(_("Position"), max_length=120, blank=True)
    sort_keys = SortKeys("name", "name_latin")
    is_head = models.BooleanField(_("Heads the delegation"), default=False)
    added_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ["-is_head", "name"]
        constraints = [
            models.UniqueConstraint(
                "delegation",
                models.functions.Lower("email"),
                models.functions.Lower("name"),
                condition=Q(left_at=None),
                name="member_once_per_delegation",
                violation_error_message=_("This person travels with the delegation already."),
            ),
            models.UniqueConstraint(
                fields=["delegation"],
                condition=Q(left_at=None, is_head=True),
                name="member_one_head_per_delegation",
                violation_error_message=_("The delegation has a head already."),
            ),
        ]

    def about(self) -> list[str]:
        return [ref(self.delegation), *self.delegation.about()]

    @property
    def comes_from(self) -> str:
        if self.registration:
            return self.registration.comes_from
        return str(shown(self.organisation, self.organisation_latin))

    @property
    def party(self) -> str:
        """With whom they share a letter: the people of their firm, otherwise of the organisation as it is written."""
        firm = self.registration.firm_id if self.registration else None
        return f"firm:{firm}" if firm else f"organisation:{fold(self.organisation)}"


class Stop(Entity):
    """Where the delegation is, when, and who receives it."""

    delegation = models.ForeignKey(Delegation, on_delete=models.PROTECT, related_name="stops")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    zone = models.CharField(_("Time zone"), max_length=40)
    place = models.CharField(_("Place"), max_length=200)
    programmes = TextsField(limit=300)  # what happens there
    host = models.CharField(_("Host organisation"), max_length=200, blank=True)
    host_latin = models.CharField(
        _("Host organisation in Latin letters"), max_length=200, blank=True, default="", db_default=""
    )
    host_person = models.CharField(_("Host’s contact person"), max_length=120, blank=True)
    host_person_latin = models.CharField(
        _("Host’s contact person in Latin letters"), max_length=120, blank=True, default="", db_default=""
    )
    host_email = models.EmailField(_("Host’s e-mail address"), blank=True)
    host_phone = models.CharField(_("Host’s telephone"), max_length=40, blank=True)
    host_language = models.CharField(_("Host’s language"), max_length=2, default="en")

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="stop_ends_after_it_starts"),
            models.CheckConstraint(condition=names_its_original("programmes"), name="stop_programme_has_its_original"),
        ]

    def __str__(self) -> str:
        return self.place

    @property
    def host_shown(self) -> str:
        """The host and whom to ask there, as the reader can read them."""
        names = [(self.host, self.host_latin), (self.host_person, self.host_person_latin)]
        return ", ".join(str(shown(*one)) for one in names if one[0])

    def about(self) -> list[str]:
        return [ref(self.delegation), *self.delegation.about()]


class Letter(Entity):
    """An invitation as it was issued, with the people it names: `content` is copied and never changed.

    Void (`replaced_at`) as soon as a newer one exists or what it says is no longer true.
    """

    delegation = models.ForeignKey(Delegation, on_delete=models.PROTECT, related_name="letters")
    members = models.ManyToManyField(Member, related_name="letters")
    number = models.PositiveSmallIntegerField()
    language = models.CharField(_("Language"), max_length=2)
    content = models.JSONField()
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    issued_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["delegation", "number"], name="letter_number_once_per_delegation")
        ]

    def __str__(self) -> str:
        return f"{self.delegation} {self.number}"

    @property
    def holds(self) -> bool:
        return self.replaced_at is None and not self.is_called_off

    @property
    def is_for_hosts(self) -> bool:
        """It names everybody, and each party has one of its own. Letters of before had no parties:
        travellers hold them too.
        """
        return self.content.get("party") == ""

    @property
    def names_everybody(self) -> bool:
        return not self.content.get("party")

    @property
    def organisation(self) -> str:
        first = next(iter(self.content["guests"]), {"organisation": ""})
        return str(shown(first["organisation"], first.get("organisation_latin", "")))

    @property
    def host(self) -> str:
        return str(shown(self.content["host"], self.content.get("host_latin", "")))

    @property
    def is_called_off(self) -> bool:
        return self.delegation.state == DelegationState.CANCELLED

    @property
    def issued_on(self) -> date:
        """As it is printed on it: the day where the delegation goes."""
        return local_day(self.issued_at, ZONE[self.content["to_country"]])

    @property
    def people(self) -> list[str]:
        """Whom it names, as the reader of now can read them."""
        return [str(shown(guest["name"], guest["name_latin"])) for guest in self.content["guests"]]

    @property
    def starts_on(self) -> date:
        return date.fromisoformat(self.content["starts_on"])

    @property
    def ends_on(self) -> date:
        return date.fromisoformat(self.content["ends_on"])

    def about(self) -> list[str]:
        return [ref(self.delegation), *self.delegation.about()]
