"""The outbox: what is said to whom (Message), how each mail is faring (Delivery), and how readers want theirs."""

from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Entity

from .enums import GIVEN_UP, DeliveryState, Priority, Rhythm, Way
from .hours import WEEK, end_of_quiet, last_due
from .querysets import DeliveryQuerySet, MessageQuerySet


class Said(NamedTuple):
    """What the inbox shows of a message, and in which language that is."""

    subject: str
    text: str
    button: str
    language: str


class Message(Entity):
    """Rendered in the reader's language when it happened; a user's message is also in their inbox."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    address = models.EmailField()
    kind = models.CharField(max_length=60)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=250)
    text = models.TextField()
    greeting = models.CharField(max_length=250, blank=True)
    button = models.CharField(max_length=80, blank=True)  # what its link does
    signature = models.TextField(blank=True)  # who answers for it; without one the office does
    reply_to = models.EmailField(blank=True)
    path = models.CharField(max_length=200, blank=True)
    calendar = models.TextField(blank=True)  # iCalendar objects that go with the mail, one after the other
    concerns = models.CharField(max_length=100, blank=True)
    in_inbox = models.BooleanField(default=True)
    dedupe_key = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    visible_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)  # put away: by its reader, or because it was answered
    kept_open = models.BooleanField(default=False, db_default=False)  # its reader has brought it back
    # The same in the other languages, for readers of the inbox who change theirs: {language: [subject, text, button]}
    wordings = models.JSONField(default=dict, null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # Who has no account has no inbox: the text is kept until the mail is delivered, and never longer than this.
    text_until = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dedupe_key"], name="message_said_once"),
            models.CheckConstraint(
                condition=Q(visible_at__gte=models.F("created_at")), name="message_visible_after_created"
            ),
            models.CheckConstraint(
                condition=Q(recipient__isnull=False) | Q(text_until__isnull=False), name="message_to_an_address_ends"
            ),
        ]
        indexes = [
            models.Index(fields=["recipient", "-visible_at"], name="message_inbox"),
            models.Index(fields=["concerns"], name="message_by_concern", condition=~Q(concerns="")),
            models.Index(
                fields=["text_until"], name="message_text_to_end", condition=~Q(text="") & Q(text_until__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def said_in(self, language: str) -> "Said":
        """As it was said; in the language asked for where that was written too."""
        other = (self.wordings or {}).get(language) if language != self.language else None
        if not other:
            return Said(self.subject, self.text, self.button, self.language)
        subject, text, button = other
        return Said(subject, text, button, language)

    @property
    def reader_has_left(self) -> bool:
        return self.recipient is not None and not self.recipient.is_active

    def can_be_mailed(self, now: datetime) -> bool:
        """Not once it was taken back or its time is over."""
        return self.withdrawn_at is None and not self.is_over(now)

    def is_over(self, now: datetime) -> bool:
        return not self.text or (self.text_until is not None and self.text_until <= now)


class Delivery(Entity):
    """One mail. Claimed under a lease, sent outside any transaction, marked by whoever holds the lease."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="deliveries")
    state = models.CharField(_("State"), max_length=20, choices=DeliveryState, default=DeliveryState.PENDING)
    priority = models.SmallIntegerField(choices=Priority, default=Priority.PERSONAL)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    holder = models.UUIDField(null=True, blank=True)  # whoever claimed it last
    last_error = models.CharField(max_length=300, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=DeliveryState.values), name="delivery_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state=DeliveryState.SENDING) | Q(lease_until__isnull=False),
                name="delivery_sending_has_lease",
            ),
        ]
        indexes = [
            models.Index(
                fields=["priority", "due_at", "id"],
                name="delivery_waiting",
                condition=Q(state__in=[DeliveryState.PENDING, DeliveryState.SENDING]),
            ),
            models.Index(fields=["due_at"], name="delivery_for_digest", condition=Q(state=DeliveryState.DIGEST)),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.state}"

    def about(self) -> list[str]:
        return [self.message.concerns] if self.message.concerns else []

    def can_go_again(self, now: datetime) -> bool:
        return self.state in GIVEN_UP and self.message.can_be_mailed(now)

    @property
    def header_id(self) -> str:
        """Message-ID: the same at every try, so that receivers can tell a repeated mail."""
        return f"<{self.pk}@{settings.MAIL_DOMAIN}>"


class Hold(Entity):
    """After a restore no mail leaves until a person has decided what the restored outbox may send."""

    since = models.DateTimeField()
    reached_at = models.DateTimeField()  # the last act that came back: what was due then may have been sent before
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted_at=None) | Q(lifted_at__gte=models.F("since")), name="hold_lifted_after_it_began"
            )
        ]

    def __str__(self) -> str:
        return f"no mails since {self.since:%F %R}"


class Preference(Entity):
    """The way one reader wants one topic; without a row, the way that is usual for their role."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    topic = models.CharField(max_length=30)
    way = models.CharField(max_length=10, choices=Way)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "topic"], name="preference_one_per_person_and_topic"),
            models.CheckConstraint(condition=Q(way__in=Way.values), name="preference_way_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.topic}: {self.way}"


class Habits(Entity):
    """When a reader wants digests, and when no mail; hours of their own clock, weekdays from Monday (0)."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    digest_every = models.CharField(max_length=10, choices=Rhythm, default=Rhythm.DAILY)
    digest_weekday = models.PositiveSmallIntegerField(default=0)
    digest_hour = models.PositiveSmallIntegerField(default=8)
    quiet_from = models.PositiveSmallIntegerField(null=True, blank=True)
    quiet_until = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "habits"
        constraints = [
            models.CheckConstraint(condition=Q(digest_every__in=Rhythm.values), name="habits_rhythm_is_known"),
            models.CheckConstraint(condition=Q(digest_weekday__lt=WEEK), name="habits_weekday_is_of_a_week"),
            models.CheckConstraint(
                condition=Q(digest_hour__lt=24)
                & (Q(quiet_from=None) | Q(quiet_from__lt=24))
                & (Q(quiet_until=None) | Q(quiet_until__lt=24)),
                name="habits_hours_are_of_a_clock",
            ),
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False) & ~Q(quiet_from=models.F("quiet_until")),
                name="habits_quiet_hours_have_two_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.digest_every}"

    @classmethod
    def of(cls, user) -> "Habits":
        """What is usual, where the person has set nothing."""
        return cls.objects.filter(user=user).first() or cls(user=user)

    def awake_at(self, at: datetime) -> datetime:
        """`at`, or when the reader's quiet hours end."""
        if self.quiet_from is None or self.quiet_until is None:
            return at
        return end_of_quiet(at, self.quiet_from, self.quiet_until, self.user.time_zone)

    def last_digest_due(self, now: datetime) -> datetime:
        weekday = self.digest_weekday if self.digest_every == Rhythm.WEEKLY else None
        return last_due(now, hour=self.digest_hour, weekday=weekday, zone=self.user.time_zone)
