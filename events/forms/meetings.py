"""Meetings: the setup, requests, times, what came of them."""

from datetime import date, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from companies.forms.fields import Day, Reason, WholeNumber, Words
from companies.forms.moments import ClockField, read_moment
from core.i18n import language_name, say_day

from ..enums import DayPart
from ..models import Event, Slot
from ..rules.workday import part_of

PAIRS = ["-".join(sorted(pair)) for pair in combinations(dict(settings.LANGUAGES), 2)]


def pair_choices() -> list[tuple[str, str]]:
    """In the reader's language."""
    return [(pair, " – ".join(map(language_name, pair.split("-")))) for pair in PAIRS]


class SetupForm(forms.Form):
    """The same hours on every day that is ticked; a pause for lunch splits them."""

    days = forms.MultipleChoiceField(label=_("Days of meetings"), widget=forms.CheckboxSelectMultiple)
    begins, ends = ClockField(label=_("Begins at")), ClockField(label=_("Ends at"))
    lunch_begins, lunch_ends = ClockField(label=_("Pause from"), required=False), ClockField(label=_("Pause until"), required=False)
    minutes = WholeNumber(label=_("Minutes of a meeting"), min_value=5, max_value=240, initial=25)
    pause = WholeNumber(label=_("Minutes between meetings"), min_value=0, max_value=60, initial=5)
    tables = WholeNumber(label=_("Tables"), min_value=1, max_value=500, initial=10)
    most_per_person = WholeNumber(label=_("Requests a person may have open"), min_value=1, max_value=100, initial=12)
    hold_hours = WholeNumber(label=_("Hours to answer a request"), min_value=1, max_value=336, initial=72)

    def __init__(self, *args, event: Event, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event
        self.fields["days"].choices = [(day.isoformat(), say_day(day)) for day in _days(event)]

    def clean(self) -> dict:
        given = super().clean()
        self._check_lunch(given)
        blocks = []
        for day in given.get("days", []):
            given["_day"] = date.fromisoformat(day)
            times = [read_moment(self, self.event.zone, "_day", name) for name in ("begins", "lunch_begins", "lunch_ends", "ends")]
            begin, lunch, back, end = times
            blocks += [(begin, lunch), (back, end)] if lunch and back else [(begin, end)]
        given.pop("_day", None)
        if any(begin is None or end is None or end <= begin for begin, end in blocks) and not self.errors:
            self.add_error("ends", _("It must end after it begins."))
        given["blocks"] = blocks
        return given

    def _check_lunch(self, given: dict) -> None:
        begin, end = given.get("lunch_begins"), given.get("lunch_ends")
        if begin and end and end <= begin:
            self.add_error("lunch_ends", _("It must end after it begins."))
        for name, other in (("lunch_begins", end), ("lunch_ends", begin)):
            if other and name not in self.errors and not given.get(name):
                self.add_error(name, self.fields[name].error_messages["required"])

    @property
    def fields_of_setup(self) -> dict:
        names = ("tables", "most_per_person", "hold_hours", "blocks", "minutes", "pause")
        return {name: self.cleaned_data[name] for name in names}


def _days(event: Event) -> list[date]:
    zone = ZoneInfo(event.zone)
    first, last = event.starts_at.astimezone(zone).date(), event.ends_at.astimezone(zone).date()
    return [first + timedelta(days=number) for number in range(min((last - first).days + 1, 14))]


class RequestForm(forms.Form):
    """`times`: days with the slots to choose from, in words; `zone`: the clock on which a day has its halves."""

    topic = Words(limit=300, label=_("Topic of the meeting"), required=False)
    part = forms.ChoiceField(
        label=_("Half of the day"),
        choices=[("", _("Any time")), *DayPart.choices],
        required=False,
        help_text=_("On the clock of the place."),
    )
    slot = forms.TypedChoiceField(
        label=_("Wished time"), required=False, empty_value=None, help_text=_("A wish: the organiser decides with the timetable.")
    )

    def __init__(self, *args, times: list[tuple[str, list[tuple[Slot, str]]]], zone: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.zone = zone
        known = {str(slot.pk): slot for _day, slots in times for slot, _words in slots}
        groups = [(day, [(str(slot.pk), words) for slot, words in slots]) for day, slots in times]
        self.fields["slot"].choices = [("", _("Any time")), *groups]
        self.fields["slot"].coerce = known.__getitem__

    def clean(self) -> dict:
        given = super().clean()
        part, slot = given.get("part"), given.get("slot")
        if part and slot and part != part_of(slot.starts_at, self.zone):
            self.add_error("slot", _("This time lies in the other half of the day."))
        return given


class SlotForm(forms.Form):
    slot = forms.ModelChoiceField(label=_("Another time"), queryset=None, empty_label=None)

    def __init__(self, *args, slots, words, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["slot"].queryset = slots
        self.fields["slot"].label_from_instance = words


class ArrangeForm(forms.Form):
    one = forms.ModelChoiceField(label=_("From Japan"), queryset=None)
    other = forms.ModelChoiceField(label=_("From Central Asia"), queryset=None)
    topic = Words(limit=300, label=_("Topic of the meeting"), required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["one"].queryset = people.filter(country="JP")
        self.fields["other"].queryset = people.exclude(country="JP")
        for name in ("one", "other"):
            self.fields[name].label_from_instance = lambda row: f"{row.name}, {row.organisation}"


class PairForm(forms.Form):
    pair = forms.ChoiceField(label=_("Languages to interpret"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pair"].choices = [("", _("No interpreter needed")), *pair_choices()]


class MissForm(forms.Form):
    missing = forms.ModelChoiceField(label=_("Who did not come?"), queryset=None, empty_label=None)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["missing"].queryset = people


class FollowUpForm(forms.Form):
    rating = forms.TypedChoiceField(
        label=_("How useful was it?"),
        coerce=int,
        widget=forms.RadioSelect,
        choices=[(5, _("Very useful")), (4, _("Useful")), (3, _("Partly useful")), (2, _("Hardly useful")), (1, _("Not useful"))],
    )
    next_step = Words(limit=300, label=_("Next step"), required=False)
    owner = Words(limit=120, label=_("Who does it"), required=False)
    due_on = Day(label=_("To be done by"), required=False)


class RunForm(forms.Form):
    seconds = WholeNumber(label=_("Seconds to compute"), min_value=1, max_value=600, initial=60)
    keep_moves_few = forms.BooleanField(label=_("Move as few meetings as possible"), required=False)


class CancelMeetingForm(forms.Form):
    reason = Reason()
