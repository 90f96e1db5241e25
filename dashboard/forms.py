"""What staff and reviewers fill in about the portal itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.errors import WordingRefused
from accounts.models import TextReview
from core.catalogues import SHORT, Entry
from core.forms.fields import Day, Words
from core.geography import Country
from core.models import ClosingDay
from core.text import clean

from .pages.translations import STATES, parts_of

MOST_LETTERS = 5000
LONGEST_SEARCH = 200
STATE_CHOICES = [(state, word) for state, (_tone, word) in STATES.items()]


class TextFilter(forms.Form):
    q = Words(limit=LONGEST_SEARCH, letters=False, label=_("Words in English or in the translation"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All states")), *STATE_CHOICES])
    part = forms.ChoiceField(label=_("Part of the portal"), required=False)

    def __init__(self, *args, known: list[Entry], **kwargs):
        super().__init__(*args, **kwargs)
        parts = sorted({part for entry in known for part in parts_of(entry)})
        self.fields["part"].choices = [("", _("All parts")), *((part, part) for part in parts)]

    def values(self) -> dict[str, str]:
        """What was asked for, without what makes no sense."""
        asked = {name: clean(self.data.get(name)) for name in self.fields}
        known = {name: dict(self.fields[name].choices) for name in ("state", "part")}
        return {name: value for name, value in asked.items() if value and value in known.get(name, [value])}


class WordingForm(forms.Form):
    """A field for each plural form; what the reviewer saw travels along."""

    note = Words(limit=TextReview.note, label=_("Note for the editors"), required=False, letters=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=SHORT)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, entry: Entry, version: int = 0, forms_now: list[str] = (), **kwargs):
        self.count = len(entry.forms)
        given = {"seen": entry.digest, "version": version}
        given |= {f"form_{at}": text for at, text in enumerate(forms_now or entry.forms)}
        super().__init__(*args, initial=given, auto_id="wording-%s", **kwargs)
        for at in range(self.count):
            self.fields[f"form_{at}"] = self._field(at, entry)
        self.order_fields([*self.names, "note", "seen", "version"])

    def _field(self, at: int, entry: Entry) -> forms.CharField:
        label = _("Plural form %(number)s") % {"number": at + 1} if entry.plural else _("Wording")
        area = forms.Textarea(attrs={"rows": 4, "lang": entry.language})
        field = forms.CharField(label=label, widget=area, strip=False, max_length=MOST_LETTERS)
        del field.widget.attrs["maxlength"]  # a browser would cut unseen
        return field

    @property
    def names(self) -> list[str]:
        return [f"form_{at}" for at in range(self.count)]

    @property
    def given(self) -> dict[str, Any]:
        """For the service; browsers end lines in their own way."""
        values = self.cleaned_data
        said = [values[name].replace("\r\n", "\n") for name in self.names]
        return {"forms": said} | {name: values[name] for name in ("seen", "note", "version")}

    def catch_up(self, entry: Entry, version: int) -> None:
        """The page shows today's wording beside what was typed; who sends it again means it."""
        self.data = self.data | {"seen": entry.digest, "version": version}

    def name_faults(self, refusal: WordingRefused) -> None:
        for name, found in zip(self.names, refusal.faults, strict=False):
            for fault in found:
                self.add_error(name, str(fault))


class ClosingForm(forms.Form):
    country = forms.ChoiceField(label=_("Country"), choices=Country)
    first = Day(label=_("First day"))
    last = Day(label=_("Last day"), required=False, help_text=_("May stay empty for a single day."))
    works = forms.TypedChoiceField(
        label=_("What is special about it?"), coerce=lambda value: value == "works", initial="closed",
        choices=[("closed", _("Offices are closed")), ("works", _("People work although it looks like a free day"))],
    )
    note = Words(
        limit=ClosingDay.note, label=_("Why"), required=False,
        help_text=_("For example: bridge day, announced by the chamber."),
    )

    def clean_last(self):
        return self.cleaned_data["last"] or self.cleaned_data.get("first")
