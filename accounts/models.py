"""Users and consent: who reads, in which language and time zone, and what they agreed to."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.geography import Country
from core.models import Entity
from core.names import shown
from core.prepared import only
from core.searching import SearchText
from core.sort_keys import SortedByName, SortKeys

from .enums import Purpose, Role, Verdict

ZONES = ["Asia/Tokyo", "Asia/Almaty", "Asia/Tashkent", "Asia/Bishkek", "Asia/Dushanbe", "Asia/Ashgabat", "UTC"]


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, role=Role.ADMINISTRATOR, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=email)


class User(SortedByName, Entity, AbstractBaseUser, PermissionsMixin):
    """Signs in by e-mail; the role decides which space opens, memberships decide which rows."""

    email = models.EmailField(_("E-mail address"))
    full_name = models.CharField(_("Full name"), max_length=120)
    name_latin = models.CharField(pgettext_lazy("person", "Name in Latin letters"), max_length=120, blank=True)
    sort_keys = SortKeys("full_name", "name_latin")
    search_text = SearchText("full_name", "name_latin")
    role = models.CharField(_("Role"), max_length=20, choices=Role, default=Role.MEMBER)
    phone = models.CharField(_("Telephone"), max_length=40, blank=True)
    language = models.CharField(_("Language"), max_length=2, default="en")
    time_zone = models.CharField(_("Time zone"), max_length=40, default="UTC")
    is_active = models.BooleanField(_("Active"), default=True)
    joined_at = models.DateTimeField(_("Joined"), auto_now_add=True)
    forgotten_at = models.DateTimeField(null=True, blank=True, editable=False)  # the row stays, nobody stands behind it

    kept: dict[str, Any] | None = None  # what a request has read about its reader; nothing outside a request

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="user_email_once",
                violation_error_message=_("This e-mail address is already in use."),
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="user_role_is_known"),
            models.CheckConstraint(
                condition=Q(language__in=["ja", "en", "ru", "kk", "uz"]), name="user_language_is_offered"
            ),
            models.CheckConstraint(condition=Q(time_zone__in=ZONES), name="user_zone_is_known"),
            models.CheckConstraint(
                condition=Q(forgotten_at=None) | Q(full_name="", name_latin="", phone="", is_active=False),
                name="user_forgotten_has_no_name",
            ),
        ]

    def __str__(self) -> str:
        if self.forgotten_at:
            return gettext("A former member")
        return str(shown(self.full_name, self.name_latin)) or self.email

    def once(self, name: str, read: Callable[[], Any]) -> Any:
        """What `read` gives: within a request it is asked once, elsewhere each time."""
        if self.kept is None:
            return read()
        if name not in self.kept:
            self.kept[name] = read()
        return self.kept[name]

    def forget(self, name: str) -> None:
        """It has changed within the request."""
        (self.kept or {}).pop(name, None)

    @classmethod
    def reader(cls, pk: UUID, role: str) -> "User":
        """Somebody of whom a question may know no more than this (`core.prepared`)."""
        return only(cls, id=pk, role=role, is_active=True)

    @property
    def is_minamin(self) -> bool:
        return self.is_active and self.role in (Role.STAFF, Role.ADMINISTRATOR)

    @property
    def is_liaison(self) -> bool:
        return self.is_active and self.role == Role.LIAISON

    @property
    def is_member(self) -> bool:
        return self.is_active and self.role == Role.MEMBER

    @property
    def is_staff(self) -> bool:
        """Django's name for 'may open the admin'."""
        return self.is_active and self.role == Role.ADMINISTRATOR

    @property
    def initials(self) -> str:
        words = (self.full_name or self.email).split()
        return "".join(word[0] for word in words[:2]).upper()


class TermsAcceptance(Entity):
    """Somebody accepted a version of the terms, in the language they read it in."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=2)
    accepted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "version"], name="terms_accepted_once_per_version")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.version}"


class ConsentRecord(Entity):
    """What a person agreed to, in the words and language they saw; withdrawn, never deleted."""

    person_name = models.CharField(max_length=120)
    person_email = models.EmailField()
    purpose = models.CharField(max_length=30, choices=Purpose)
    recipient_country = models.CharField(max_length=2, choices=Country)
    concerns = models.CharField(max_length=100, blank=True)
    text_version = models.CharField(max_length=20)
    language = models.CharField(max_length=2)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("person_email"),
                "purpose",
                "recipient_country",
                "text_version",
                "concerns",
                condition=Q(withdrawn_at=None),
                name="consent_one_live_per_purpose_and_case",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=models.F("given_at")),
                name="consent_withdrawn_after_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_name}: {self.purpose} → {self.recipient_country}"


class TextReview(Entity):
    """What a person said of one translation; never changed, the newest counts until the catalogue has it.

    `key`: of core.catalogues, another one as soon as the English changes. `before`: the forms that were read.
    """

    language = models.CharField(max_length=2)
    key = models.CharField(max_length=32)
    english = models.TextField()
    before = models.JSONField()
    forms = models.JSONField()
    verdict = models.CharField(max_length=20, choices=Verdict)
    note = models.CharField(_("Note"), max_length=300, blank=True)
    version = models.PositiveIntegerField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            # Of two who review the same at once the second is told.
            models.UniqueConstraint(fields=["language", "key", "version"], name="text_review_once_per_version"),
            models.CheckConstraint(condition=Q(language__in=["ja", "ru", "kk", "uz"]), name="text_review_is_of_ours"),
            models.CheckConstraint(condition=Q(version__gte=1), name="text_review_versions_begin_at_one"),
            models.CheckConstraint(
                condition=Q(verdict="accepted", forms=models.F("before"))
                | (Q(verdict="reworded") & ~Q(forms=models.F("before"))),
                name="text_review_accepted_is_as_it_was",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.key}: {self.verdict}"


class Draft(Entity):
    """What a person typed into a form of a page and has not saved; read by that person only, for a fortnight."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=300)
    sealed = models.TextField()
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "page"], name="draft_once_per_person_and_page")]
        indexes = [models.Index(fields=["kept_at"], name="draft_age")]

    def __str__(self) -> str:
        return self.page
