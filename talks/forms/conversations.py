"""Questions to tick, one answer to fill in, words to write."""
import re
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.files.forms import FileForm, UploadedDocument
from core.forms.fields import Day, Pills, Words, refusal_of
from core.forms.moments import ClockField, read_moment, typed_moment
from core.forms.sections import Section, laid_out
from core.i18n import city_of, current_language, language_name
from core.text import InvalidValue, plain

from ..data import choices as of
from ..data.phrases import GROUPS, QUESTIONS, Question
from ..enums import Asker, DecidingReason, FileSort
from ..models import Asked, PlannedCall
from ..rules.answers import LONGEST_TEXT, checked, country_name
from ..rules.limits import LENGTHS, LONGEST_REMARK, MOST_TIMES

ROUND = range(1, MOST_TIMES + 1)
LONGEST_NUMBER = 30  # characters as typed
GROUPED = re.compile(r"-?\d{1,3}(?:([.,'’\s])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d+)?")

class Amount(forms.CharField):
    """1 500, 1,500.5 and 1.500,5 as the page's language writes them; one that can be read both ways is asked about."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def __init__(self, **options):
        super().__init__(max_length=LONGEST_NUMBER, **options)

    def to_python(self, value: Any) -> str:
        text = plain(super().to_python(value)).replace("\u2212", "-")
        if not text:
            return ""
        return _without_groups(text)


def _without_groups(text: str) -> str:
    """Signs between groups of three go; of a single sign before three digits the language says what it is."""
    found = GROUPED.fullmatch(text)
    if found and not _is_point(found[1], text):
        text = text.replace(found[1], "")
    return re.sub(r"(?<=\d)\s(?=\d)", "", text).replace(",", ".")


def _is_point(sign: str, text: str) -> bool:
    """1,500 is one and a half in Russian, fifteen hundred in English; 1,500,000 and 1,500.5 are clear."""
    is_single = text.count(sign) == 1 and len(re.findall(r"\D", text.lstrip("-"))) == 1
    point = "." if current_language() in ("en", "ja") else ","
    return is_single and sign == point


class AskForm(forms.Form):
    """Ticks of the phrase book, group by group. `to`: only where staff ask, who choose the firm."""

    def __init__(self, *args, match, side: str, standing: set[tuple[str, str]], released: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if side == Asker.OFFICE:
            firms = [(Asker.JAPAN, match.japan), (Asker.CENTRAL_ASIA, match.partner)]
            names = [(key, str(firm)) for key, firm in firms]
            self.fields["to"] = forms.ChoiceField(label=_("Ask"), choices=names, widget=forms.RadioSelect)
        for group, label in GROUPS.items():
            choices = [
                (one.key, one.text) for one in _in_order(group, match) if (released or one.early)
                and not _stands(one.key, side, standing)
            ]
            if choices:
                self.fields[group] = Pills(label=label, choices=choices, required=False)

    @property
    def groups(self) -> list[forms.BoundField]:
        return [self[name] for name in GROUPS if name in self.fields]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        keys = [key for group in GROUPS for key in given.pop(group, None) or []]
        return {"keys": keys, "to": given.get("to", "")}


def _stands(key: str, side: str, standing: set[tuple[str, str]]) -> bool:
    """Asked of the other side already; staff choose the side later, and the service says."""
    other = {Asker.JAPAN: Asker.CENTRAL_ASIA, Asker.CENTRAL_ASIA: Asker.JAPAN}.get(side)
    return (key, other) in standing


def _in_order(group: str, match) -> list[Question]:
    """Those of the pair's goods first."""
    chapters = chapters_of(match)
    mine = [one for one in QUESTIONS.values() if one.group == group]
    fitting = [one for one in mine if not one.chapters or chapters & set(one.chapters)]
    return sorted(fitting, key=lambda one: not one.chapters)


def chapters_of(match) -> set[str]:
    profiles = [profile for profile in (match.japan_profile, match.partner_profile) if profile]
    return {code[:2] for profile in profiles for line in profile.lines.all() for code in line.hs_codes}


class AnswerForm(forms.Form):
    """One typed answer; its cleaned value is what the service takes."""

    def __init__(self, *args, asked: Asked, **kwargs):
        self.question = asked.question
        super().__init__(*args, initial=_initial(asked), **kwargs)
        self.fields |= FIELDS[self.question.kind](self.question)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if self.errors:
            return given
        try:
            return {"value": checked(self.question, {k: v for k, v in given.items() if v not in (None, "")})}
        except InvalidValue as problem:
            self.add_error(next(iter(self.fields)), refusal_of(problem))
            return {}


def _initial(asked: Asked) -> dict[str, Any]:
    return {name: as_typed(name, value) for name, value in (asked.value or {}).items()}


def as_typed(name: str, value: Any) -> Any:
    """Numbers with the point of the page's language."""
    is_number = name in ("number", "low", "high")
    return value.replace(".", ",") if is_number and current_language() in ("ru", "kk", "uz") else value


def _choice(known: dict, **options) -> forms.ChoiceField:
    return forms.ChoiceField(choices=[("", _("Please choose")), *known.items()], **options)


def _radio(known: dict) -> dict[str, forms.Field]:
    field = forms.ChoiceField(label=_("Your answer"), choices=known, widget=forms.RadioSelect)
    return {"choice": field}


def _quantity(_question: Question) -> dict[str, forms.Field]:
    return {
        "number": Amount(label=_("How much")),
        "unit": _choice(of.UNIT, label=_("Unit")),
        "per": _choice(of.PER, label=pgettext_lazy("quantity", "For which time"), initial="once"),
    }


def _money(_question: Question) -> dict[str, forms.Field]:
    return {
        "low": Amount(label=_("From")),
        "high": Amount(label=_("To, if it is a range"), required=False),
        "currency": _choice(of.CURRENCY, label=_("Currency")),
        "unit": _choice(of.UNIT, label=_("For each (leave open for a total)"), required=False),
    }


def _number(question: Question) -> dict[str, forms.Field]:
    unit = of.MEASURE[question.unit]
    return {"number": Amount(label=_("Number"), help_text=unit)}


def _range(question: Question) -> dict[str, forms.Field]:
    unit = of.MEASURE[question.unit]
    return {"low": Amount(label=_("From"), help_text=unit), "high": Amount(label=_("To"), help_text=unit)}


def _period(_question: Question) -> dict[str, forms.Field]:
    return {"from": Day(label=_("First day")), "to": Day(label=_("Last day"))}


def _codes(name, codes) -> dict[str, forms.Field]:
    return {"codes": Pills(label=_("Your answer"), choices=[(code, name(code)) for code in codes])}


FIELDS = {
    "quantity": _quantity,
    "money": _money,
    "number": _number,
    "range": _range,
    "yes_no": lambda _question: _radio(of.YES_NO),
    "choice": lambda question: _radio(question.options),
    "choices": lambda question: {"choices": Pills(label=_("Your answer"), choices=question.options)},
    "day": lambda _question: {"day": Day(label=_("Day"))},
    "period": _period,
    "countries": lambda _question: _codes(country_name, of.COUNTRIES),
    "languages": lambda _question: _codes(language_name, of.LANGUAGES),
    "text": lambda _question: {"text": Words(limit=LONGEST_TEXT, label=_("Your answer"))},
}


class CallForm(forms.Form):
    """Up to three times on the reader's own clock."""

    minutes = forms.TypedChoiceField(label=_("Length of the call"), coerce=int, initial=30)
    interpreter = forms.BooleanField(label=_("With an interpreter"), required=False)
    languages = Pills(label=_("Languages of the call"), choices=settings.LANGUAGES, required=False)
    place = Words(
        limit=PlannedCall.place, letters=False, required=False, label=_("Link or number of the call"),
        help_text=_("The link of a video call, or who calls which number. It may follow later as a message."),
    )

    def __init__(self, *args, zone: str, free: list[datetime], **kwargs):
        """`free`: times at which both sides are at work, filled in to begin with."""
        self.zone = zone
        super().__init__(*args, initial=_times_typed(free, zone), **kwargs)
        self.fields["minutes"].choices = [(many, _("%(many)s minutes") % {"many": many}) for many in LENGTHS]
        times = {}
        for number in ROUND:
            times[f"day_{number}"] = Day(label=_("Day %(number)s") % {"number": number}, required=number == 1)
            times[f"clock_{number}"] = ClockField(
                label=_("Beginning %(number)s") % {"number": number}, required=number == 1,
                help_text=_("Time in: %(city)s") % {"city": city_of(zone)},
            )
        self.fields = times | self.fields

    @property
    def sections(self) -> list[dict[str, Any]]:
        times = [(f"day_{number}", f"clock_{number}") for number in ROUND]
        return laid_out(self, [Section("", [*times, ("minutes",), ("interpreter",), ("languages",), ("place",)])])

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        times = [_time_of(self, number) for number in ROUND]
        kept = {name: given.get(name) for name in ("minutes", "interpreter", "languages", "place")}
        return kept | {"times": [time for time in times if time]}


def _times_typed(free: list[datetime], zone: str) -> dict[str, Any]:
    typed = {}
    for number, at in enumerate(free[:MOST_TIMES], 1):
        typed[f"day_{number}"], typed[f"clock_{number}"] = typed_moment(at, zone)
    return typed


def _time_of(form: CallForm, number: int) -> datetime | None:
    day, clock = f"day_{number}", f"clock_{number}"
    for one, other in ((day, clock), (clock, day)):
        if form.cleaned_data.get(one) and not form.cleaned_data.get(other) and other not in form.errors:
            form.add_error(other, _("Please fill in both the day and the beginning, or leave both open."))
    return read_moment(form, form.zone, day, clock)


class DecideForm(forms.Form):
    reason = forms.ChoiceField(label=_("Why"), choices=DecidingReason.choices, widget=forms.RadioSelect)
    until = Day(label=_("Until which day"), help_text=_("At most 90 days from today."))


class SharedFileForm(FileForm):
    sort = forms.ChoiceField(label=_("What it is"), choices=[("", _("Please choose")), *FileSort.choices])
    file = UploadedDocument(label=_("File"))


class RemarkForm(forms.Form):
    text = Words(
        limit=LONGEST_REMARK, multiline=True, label=_("Your message"),
        help_text=_("Write in your own language. The other side sees in which language it is written."),
    )
