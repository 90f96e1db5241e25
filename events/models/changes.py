"""A cancellation, postponement or move, and everyone who must hear of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.activity import ref
from core.models import Entity
from core.multilingual import TextsField, names_its_original
from core.reasons import MOST
from notifications.models import Message

from ..enums import CallResult, ChangeKind, ChangeState, Offer
from ..querysets import ChangeQuerySet, NoticeQuerySet
from ..states import CHANGE
from .events import USER, Contributor, Event
from .registrations import Person, Registration


class EventChange(Entity):
    """Confirmed with the digest of what its author saw; carried out when `effective_at` has passed."""

    lifecycle = CHANGE

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=20, choices=ChangeKind)
    state = models.CharField(max_length=20, choices=ChangeState, default=ChangeState.CONFIRMED)
    reasons = TextsField(limit=MOST, multiline=True)
    digest = models.CharField(max_length=64)
    counts = models.JSONField(default=dict)
    before = models.JSONField(default=dict)  # time and place as they were
    # what is new: starts_at, ends_at, venue, address, online_link, zone, country
    after = models.JSONField(default=dict)
    online_link = models.URLField(blank=True)  # offered instead of the trip
    office = models.CharField(max_length=300, blank=True)  # where meetings are kept
    confirmed_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()
    effective_at = models.DateTimeField()
    carried_out_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of an event")
        verbose_name_plural = _("changes of events")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ChangeState.values), name="event_change_state_is_known"),
            models.UniqueConstraint(
                fields=["event"], condition=Q(state="confirmed"), name="event_change_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(effective_at__gte=models.F("confirmed_at")), name="event_change_takes_effect_later"
            ),
            models.CheckConstraint(
                condition=names_its_original("reasons"), name="event_change_reason_has_its_original"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.event}"

    def get_absolute_url(self) -> str:
        return reverse("events:change", args=[self.pk])

    def about(self) -> list[str]:
        return [ref(self.event)]


class Notice(Person):
    """One person to be reached, once, whatever they are at the event.
    How they are reached is computed from mails and calls.
    """

    change = models.ForeignKey(EventChange, on_delete=models.PROTECT, related_name="notices")
    key = models.CharField(max_length=254)  # who it is: the address in small letters
    roles = ArrayField(models.CharField(max_length=30))
    registration = models.ForeignKey(
        Registration, null=True, blank=True, on_delete=models.PROTECT, related_name="notices"
    )
    contributor = models.ForeignKey(Contributor, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    country = models.CharField(max_length=2, blank=True)
    message = models.ForeignKey(Message, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)
    second_message = models.ForeignKey(Message, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    second_told_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)  # the mail came back afterwards
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    by_second_contact = models.BooleanField(default=False)  # who acknowledged
    choice = models.CharField(max_length=20, choices=Offer, blank=True)
    accounted_at = models.DateTimeField(null=True, blank=True)
    accounted_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    accounted_as = models.TextField(blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["change", "key"], name="notice_once_per_person"),
            models.CheckConstraint(
                condition=Q(accounted_at=None) | (Q(accounted_by__isnull=False) & ~Q(accounted_as="")),
                name="notice_accounted_names_who_and_how",
            ),
            models.CheckConstraint(condition=Q(message=None) | Q(told_at__isnull=False), name="notice_told_has_a_time"),
        ]
        indexes = [models.Index(fields=["change"], condition=Q(message=None), name="notice_waiting")]

    def about(self) -> list[str]:
        return [ref(self.change), ref(self.change.event)]


class PhoneCall(Entity):
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="calls")
    result = models.CharField(_("Result"), max_length=20, choices=CallResult)
    note = models.CharField(_("Note"), max_length=300, blank=True)
    called_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField()

    class Meta:
        ordering = ["-called_at"]
        constraints = [
            models.CheckConstraint(condition=Q(result__in=CallResult.values), name="phone_call_result_is_known")
        ]

    def __str__(self) -> str:
        return str(self.get_result_display())
