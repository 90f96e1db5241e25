"""Fields that take what people type and keep what can be kept; what cannot is said beside the field."""
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from core.dates import read_day
from core.errors import ReasonMissing
from core.geography import COUNTRY, Country
from core.i18n import current_language
from core.numbers import read_count, read_year, says_none
from core.reasons import LEAST, MOST
from core.sorting import place
from core.telephones import read_telephone, say_telephone
from core.text import LONGEST_ADDRESS, InvalidValue, clean, clean_words, limit_of, plain

LONGEST_LINK = 200  # of Django's column for them


def refusal_of(problem: InvalidValue) -> ValidationError:
    """The problem as a form error that speaks the language of whoever reads the page."""
    return ValidationError(problem.message, code=problem.code)


class Words(forms.CharField):
    """Text in words, at most what `limit` allows: a column (`Firm.name`) or a number that has a name.

    No cutting by the browser, so that nothing is lost unseen.
    """

    mark: Any = ""  # beside its label, in place of "(optional)"

    def __init__(self, *, limit: Any, multiline: bool = False, letters: bool = True, **options):
        self.limit, self.multiline, self.letters = limit_of(limit), multiline, letters
        self.column = getattr(limit, "field", None)
        if multiline:
            options.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        super().__init__(strip=False, **options)

    def to_python(self, value) -> str:
        try:
            text = clean(value, limit=self.limit, multiline=self.multiline)
            return clean_words(text, multiline=self.multiline) if text and self.letters else text
        except InvalidValue as problem:
            raise refusal_of(problem) from problem


class RowsInOrder(forms.models.ModelChoiceIterator):
    def __iter__(self):
        empty = [("", self.field.empty_label)] if self.field.empty_label is not None else []
        yield from empty
        yield from sorted(map(self.choice, self.queryset.all()), key=lambda choice: place(choice[1]))


class ChoiceInOrder(forms.ModelChoiceField):
    """In the alphabet of the reader, by what they read; for the few rows of a table that has no keys."""

    iterator = RowsInOrder


class Address(forms.EmailField):
    """As long as a column for addresses; Django's own field would take more."""

    def __init__(self, **options):
        super().__init__(max_length=LONGEST_ADDRESS, **options)

    def to_python(self, value) -> str:
        return plain(super().to_python(value))


class Telephone(forms.CharField):
    """Kept as `core.telephones` keeps numbers; `at_home` says where those without a country code belong."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
    country = ""

    def prepare_value(self, value) -> str:
        return say_telephone(value or "")

    def to_python(self, value) -> str:
        try:
            return read_telephone(value, country=self.country)
        except InvalidValue as problem:
            raise refusal_of(problem) from problem


class AtHome(forms.Form):
    """Telephones without a country code are of the country that the form names, or that of its clock; of an unknown
    one, the code is asked.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, Telephone):
                field.country = self.home if self.home in Country.values else ""

    @property
    def home(self) -> str:
        return self._named("country") or COUNTRY.get(self._named("zone"), "")

    def _named(self, name: str) -> str:
        return self.data.get(self.add_prefix(name)) or self.initial.get(name) or ""


class WholeNumber(forms.IntegerField):
    """Takes what `read` understands: 1 800, 約1,800名, 46 адам; "жоқ" is left open."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})
    read = staticmethod(read_count)

    def to_python(self, value) -> int | None:
        try:
            return super().to_python(self.read(value) if isinstance(value, str) else value)
        except InvalidValue as problem:
            raise refusal_of(problem) from problem


class Year(WholeNumber):
    """昭和42年 too, and the year of a whole date."""

    read = staticmethod(read_year)


class Day(forms.DateField):
    """A day as `core.dates` reads it for the language of the page."""

    def to_python(self, value):
        if not isinstance(value, str) or value in self.empty_values:
            return super().to_python(value)
        try:
            return read_day(value, language=current_language())
        except InvalidValue as problem:
            raise refusal_of(problem) from problem


class Website(forms.URLField):
    """Words for "none" leave it open."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def __init__(self, **options):
        super().__init__(assume_scheme="https", max_length=LONGEST_LINK, **options)

    def to_python(self, value) -> str | None:
        if isinstance(value, str):
            value = "" if says_none(value) else plain(value)
        return super().to_python(value)


class Pills(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple


class Reason(Words):
    """What `core.reasons` takes, and no more."""

    def __init__(self, **options):
        options.setdefault("label", _("Reason"))
        super().__init__(limit=MOST, multiline=True, **options)

    def to_python(self, value) -> str:
        text = super().to_python(value)
        if text and len(text) < LEAST:
            raise ValidationError(ReasonMissing.message)
        return text
