"""A text in several languages: which wording is the original, who wrote and checked each, what a reader is shown."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.fields.json import KeyTransform
from django.utils.translation import gettext_lazy as _

from .errors import Refusal
from .i18n import ALSO_READ, LANGUAGE_CODES, NEARER_THAN_JAPANESE, current_language, language_name
from .text import clean

MACHINE = "machine"  # stands where otherwise the id of a person does


class Quality(models.TextChoices):
    MISSING = "missing", _("Missing")
    ORIGINAL = "original", _("Original")
    TRANSLATED = "translated", _("Translated")
    UNCHECKED = "unchecked", _("Unchecked translation")


class UnknownLanguage(Refusal):
    message = _("The portal does not have this language.")


@dataclass(frozen=True)
class Wording:
    """The text in one language. `by`: id of a person, MACHINE, or empty when nobody noted it."""

    text: str
    by: str = ""
    at: datetime | None = None
    unchecked: bool = False
    checked_by: str = ""
    checked_at: datetime | None = None

    def stored(self) -> dict[str, Any]:
        known = {name: value for name, value in vars(self).items() if value}
        return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in known.items()}

    @classmethod
    def read(cls, stored: dict[str, Any]) -> "Wording":
        moments = {name: datetime.fromisoformat(stored[name]) for name in ("at", "checked_at") if name in stored}
        return cls(**stored | moments)


@dataclass(frozen=True)
class Said:
    """What a reader is shown, and in which language it is; `label` names what the reader must know of it."""

    text: str
    language: str
    wanted: str
    quality: Quality

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def is_foreign(self) -> bool:
        return self.language != self.wanted

    @property
    def label(self) -> str:
        foreign = language_name(self.language) if self.is_foreign else ""
        return " · ".join(
            filter(None, [foreign, str(Quality.UNCHECKED.label) if self.quality == Quality.UNCHECKED else ""])
        )


@dataclass(frozen=True)
class Texts(Mapping):
    """A value: {language: text}, one of them the original. Whatever changes it gives a new one."""

    original: str = ""
    wordings: dict[str, Wording] = field(default_factory=dict)

    def __getitem__(self, language: str) -> str:
        return self.wordings[language].text

    def __iter__(self) -> Iterator[str]:
        return iter(self.wordings)

    def __len__(self) -> int:
        return len(self.wordings)

    def __str__(self) -> str:
        return self.here.text

    @property
    def here(self) -> Said:
        """For the reader of this page."""
        return self.said(current_language())

    @property
    def in_original(self) -> str:
        return self.get(self.original, "")

    def said(self, language: str) -> Said:
        """In the reader's language, else in one its readers read too, else the original.

        Instead of a Japanese original, who reads Uzbek gets Kazakh.
        """
        nearer = NEARER_THAN_JAPANESE.get(language, ()) if self.original == "ja" else ()
        for code in (language, *ALSO_READ.get(language, ()), *nearer, self.original):
            if code in self.wordings:
                return Said(self[code], code, language, self.quality(code))
        return Said("", language, language, Quality.MISSING)

    def quality(self, language: str) -> Quality:
        if language not in self.wordings:
            return Quality.MISSING
        if self.wordings[language].unchecked:
            return Quality.UNCHECKED
        return Quality.ORIGINAL if language == self.original else Quality.TRANSLATED

    def coverage(self) -> dict[str, Quality]:
        """Of each language of the portal."""
        return {code: self.quality(code) for code in LANGUAGE_CODES}

    def with_wording(self, language: str, text: str, *, by, at: datetime | None, unchecked: bool = False) -> "Texts":
        return self.with_wordings({language: text}, by=by, at=at, unchecked=unchecked)

    def with_wordings(
        self, texts: Mapping[str, str], *, by, at: datetime | None, original: str = "", unchecked: bool = False
    ) -> "Texts":
        """Other languages stay as they are; an empty text takes its language out. `by`: a person, MACHINE or None.

        The original stays the original. The first one is the author's own language, if it is among the texts.
        """
        wordings, unchecked = dict(self.wordings), unchecked or by == MACHINE
        for language, text in texts.items():
            if language not in LANGUAGE_CODES:
                raise UnknownLanguage
            known = wordings.pop(language, None)
            if text := clean(text, multiline=True):
                wordings[language] = _worded(known, text, _who(by), at, unchecked)
        own = getattr(by, "language", "")
        return Texts(first_language(wordings, original, self.original, own), wordings)

    def checked(self, language: str, *, by, at: datetime) -> "Texts":
        """Somebody who reads both languages stands for this wording."""
        known = self.wordings[language]
        return replace(self, wordings=self.wordings | {language: _checked(known, _who(by), at)})

    def stored(self) -> dict[str, Any]:
        texts = {language: wording.stored() for language, wording in self.wordings.items()}
        return {"original": self.original, "texts": texts} if texts else {}

    @classmethod
    def read(cls, stored: dict[str, Any]) -> "Texts":
        wordings = {language: Wording.read(wording) for language, wording in stored.get("texts", {}).items()}
        return cls(stored.get("original", ""), wordings)


def first_language(languages: Collection[str], *preferred: str) -> str:
    """Which of the languages is the original: one that is preferred, else English, else the portal's first."""
    order = (*preferred, settings.LANGUAGE_CODE, *LANGUAGE_CODES)
    return next((code for code in order if code in languages), next(iter(languages), ""))


def worded(row: models.Model, given: Mapping[str, Any], *, by, at: datetime | None) -> dict[str, Texts]:
    """Of what was given for fields of texts, as {language: text}, each put into what stands in the row."""
    names = [one.name for one in row._meta.concrete_fields if isinstance(one, TextsField) and one.name in given]
    return {name: getattr(row, name).with_wordings(given[name], by=by, at=at) for name in names}


def _who(by) -> str:
    return by if isinstance(by, str) else str(by.pk) if by else ""


def _worded(known: Wording | None, text: str, who: str, at: datetime | None, unchecked: bool) -> Wording:
    """The same text again changes nothing, except whether somebody stands for it; a machine has no say in that."""
    if known is None or known.text != text:
        return Wording(text, who, at, unchecked)
    if known.unchecked == unchecked or who == MACHINE:
        return known
    return replace(known, unchecked=True, checked_by="", checked_at=None) if unchecked else _checked(known, who, at)


def _checked(known: Wording, who: str, at: datetime | None) -> Wording:
    return replace(known, unchecked=False, checked_by=who, checked_at=at)


class TextsField(models.JSONField):
    """Keeps Texts; every wording cleaned and at most `limit` characters long. Raises TextProblem, UnknownLanguage."""

    def __init__(self, *args, limit: int, multiline: bool = False, **options):
        self.limit, self.multiline = limit, multiline
        options.setdefault("default", Texts)
        super().__init__(*args, **options)

    def deconstruct(self):
        name, path, args, options = super().deconstruct()
        return name, path, args, options | {"limit": self.limit, "multiline": self.multiline}

    def from_db_value(self, value, expression, connection):
        found = super().from_db_value(value, expression, connection)
        return found if isinstance(expression, KeyTransform) else self.to_python(found)

    def to_python(self, value):
        return Texts.read(value) if isinstance(value, dict) else value

    def get_prep_value(self, value):
        return value.stored() if isinstance(value, Texts) else value

    def get_db_prep_save(self, value, connection):
        if isinstance(value, Mapping):
            value = self._kept(value)
        return super().get_db_prep_save(value, connection)

    def _kept(self, texts: Mapping) -> Texts:
        if not isinstance(texts, Texts):
            raise TypeError("a field of texts keeps Texts, not a plain mapping")
        if not set(texts) <= set(LANGUAGE_CODES):
            raise UnknownLanguage
        fit = {
            language: replace(wording, text=clean(wording.text, limit=self.limit, multiline=self.multiline))
            for language, wording in texts.wordings.items()
        }
        return replace(texts, wordings=fit)

    def value_to_string(self, instance) -> Any:
        return self.get_prep_value(self.value_from_object(instance))

    def formfield(self, *_widgets, **_options) -> None:
        """One field a language is what people fill in: `core.forms.languages`."""


class HasItsOriginal(models.Func):
    """For constraints: the original is among the texts."""

    template = "((%(expressions)s -> 'texts' -> (%(expressions)s ->> 'original')) IS NOT NULL)"
    output_field = models.BooleanField()


def names_its_original(name: str) -> models.Q:
    """What the database guards of a field of texts."""
    return models.Q(**{name: {}}) | models.Q(HasItsOriginal(name))


def worded_in(name: str, languages: Iterable[str]) -> models.Q:
    """Rows whose field of texts has a wording that somebody stands for in one of the languages."""
    found = models.Q()
    for language in languages:
        key = f"{name}__texts__{language}"
        found |= models.Q(**{f"{key}__isnull": False, f"{key}__unchecked__isnull": True})
    return found
