"""One text in another language: asked for, translated, by whom; and the wordings it had before."""
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..translating.enums import TranslationState
from ..translating.states import TRANSLATION
from .entity import Entity

USER = settings.AUTH_USER_MODEL


class TextTranslationQuerySet(models.QuerySet):
    def of_rows(self, model: str, rows) -> "TextTranslationQuerySet":
        return self.filter(model=model, row__in=rows)

    def asked(self, model: str) -> "TextTranslationQuerySet":
        """What waits for a person."""
        return self.filter(model=model, state="asked")

    def standing(self) -> "TextTranslationQuerySet":
        """What a person stands for."""
        return self.filter(state="written").exclude(text="")


class TextTranslation(Entity):
    """`model`, `row`, `name`: which text of which row; `case`: the row whose timeline shows what becomes of it.

    `part`: on whose part a person wrote or checked it, as the app that asks says; `machine`: which one wrote it;
    `earlier`: the translation of the same text that was taken over. `why`, `faults`, `tokens`, `tried_at`: of the
    service's last try.
    """

    lifecycle = TRANSLATION

    model = models.CharField(max_length=60)
    row = models.UUIDField()
    name = models.CharField(max_length=40)
    case = models.CharField(max_length=100)
    state = models.CharField(max_length=12, choices=TranslationState, default=TranslationState.ASKED)
    source = models.CharField(max_length=2, choices=settings.LANGUAGES)
    target = models.CharField(max_length=2, choices=settings.LANGUAGES)
    original = models.TextField()
    mark = models.CharField(max_length=64)
    text = models.TextField(_("Translation"), blank=True)
    part = models.CharField(max_length=20, blank=True)
    machine = models.CharField(max_length=80, blank=True)
    earlier = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    why = models.CharField(max_length=12, blank=True)
    faults = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    tokens = models.PositiveIntegerField(default=0)
    tried_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    written_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(null=True, blank=True)

    objects = TextTranslationQuerySet.as_manager()

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        constraints = [
            models.UniqueConstraint(fields=["model", "row", "name", "target"], name="translation_one_a_language"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="translation_into_another_language"),
            models.CheckConstraint(
                condition=Q(state__in=TranslationState.values), name="translation_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["machine", "written"]) | (~Q(text="") & Q(written_at__isnull=False)),
                name="translation_done_says_something",
            ),
            models.CheckConstraint(
                condition=~Q(state="machine") | ~Q(machine=""), name="translation_unchecked_names_its_machine"
            ),
        ]
        indexes = [
            models.Index(fields=["model", "asked_at"], condition=Q(state="asked"), name="translations_asked"),
            models.Index(fields=["asked_at"], condition=Q(state="queued"), name="translations_queued"),
            models.Index(fields=["tried_at"], condition=Q(tokens__gt=0), name="translations_paid"),
            models.Index(fields=["mark", "source", "target"], condition=Q(state="written"), name="translation_memory"),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"

    def about(self) -> list[str]:
        return list(dict.fromkeys([self.case, self.subject]))

    @property
    def subject(self) -> str:
        return f"{self.model}:{self.row}"

    @property
    def is_unchecked(self) -> bool:
        """A machine's, and nobody stands for it."""
        return bool(self.machine and self.text) and not self.part


class FormerTranslation(models.Model):
    """A wording that was replaced."""

    translation = models.ForeignKey(TextTranslation, on_delete=models.CASCADE, related_name="former")
    text = models.TextField()
    part = models.CharField(max_length=20, blank=True)
    machine = models.CharField(max_length=80, blank=True)
    written_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    replaced_at = models.DateTimeField()

    class Meta:
        ordering = ["-replaced_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="former_translation_says_something"),
            models.CheckConstraint(
                condition=Q(replaced_at__gte=F("written_at")), name="former_translation_stood_before_it_was_replaced"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
