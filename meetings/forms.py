"""Meetings: the setup, requests, times, what came of them."""

from datetime import date, datetime, timedelta
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.forms.edit import EditForm
from core.forms.fields import Day, Reason, WholeNumber, Words
from core.forms.languages import TextsForm
from core.forms.moments import ClockField, read_moment
from core.forms.sections import Section, laid_out
from core.i18n import language_name, say_day, say_moment
from events.models import Event, Registration

from .enums import DayPart
from .models import FollowUp, Meeting, Slot
from .rules.openings import Block, days_between
from .rules.workday import part_of

PARTS = [
    (_("%(day)s, from"), _("%(day)s, until")),
    (_("%(day)s, after a pause from"), _("%(day)s, after a pause until")),
    (_("%(day)s, further hours from"), _("%(day)s, further hours until")),
]
FAIRNESS = [
    ("", _("As it comes")),
    (0, _("Everybody waits in equally many gaps")),
    (1, _("Nobody waits in more than one gap more than anybody else")),
    (2, _("Nobody waits in more than two gaps more than anybody else")),
    (3, _("Nobody waits in more than three gaps more than anybody else")),
]
PAIRS = ["-".join(sorted(pair)) for pair in combinations(dict(settings.LANGUAGES), 2)]


def pair_choices() -> list[tuple[str, str]]:
    """In the reader's language."""
    return [(pair, " – ".join(map(language_name, pair.split("-")))) for pair in PAIRS]


class SetupForm(EditForm):
    """Blocks of hours for each day of the event, on the clock of the place; empty ones are left out. It
    begins with those under `hours`.
    """

    minutes = WholeNumber(label=_("Length of a meeting (minutes)"), min_value=5, max_value=240)
    pause = WholeNumber(label=_("Break between meetings (minutes)"), min_value=0, max_value=60)
    tables = WholeNumber(label=_("Tables"), min_value=1, max_value=500)
    most_per_person = WholeNumber(label=_("Maximum open requests per person"), min_value=1, max_value=100, initial=12)
    hold_hours = WholeNumber(label=_("Hours to answer a request"), min_value=1, max_value=336, initial=72)

    def __init__(self, *args, event: Event, **kwargs):
        super().__init__(*args, **kwargs)
        self.event, self.days = event, {}
        hours = self.initial["hours"]
        for number, day in enumerate(_days(event)):
            mine = [block for block in hours if block[0].date() == day]
            self.days[day] = [self._add_block(number, part, day) for part in range(max(2, len(mine)))]
        self.initial = self.as_initial(self.initial)

    def as_initial(self, shown: dict) -> dict:
        """Each block under the names of its two fields."""
        flat = {name: value for name, value in shown.items() if name != "hours"}
        for day, pairs in self.days.items():
            blocks = [block for block in shown["hours"] if block[0].date() == day]
            for names, block in zip(pairs, blocks, strict=False):
                flat |= {name: f"{at:%H:%M}" for name, at in zip(names, block, strict=True)}
        return flat

    def _add_block(self, number: int, part: int, day: date) -> tuple[str, str]:
        """Two fields; whoever reads what is wrong reads the day with it."""
        names, words = (f"begin_{number}_{part}", f"end_{number}_{part}"), {"day": say_day(day, width="short")}
        for name, label in zip(names, PARTS[min(part, len(PARTS) - 1)], strict=True):
            self.fields[name] = ClockField(label=label % words, required=False)
        return names

    def clean(self) -> dict:
        given = super().clean()
        blocks = []
        for day, pairs in self.days.items():
            given["_day"], before = day, None
            for begin, end in pairs:
                if block := self._block(begin, end, before):
                    blocks.append(block)
                    before = block[1]
        given.pop("_day")
        if not blocks and not self.errors:
            self.add_error("begin_0_0", _("Give the hours of at least one day."))
        given["blocks"] = blocks
        return given

    def _block(self, begin: str, end: str, before: datetime | None) -> Block | None:
        """None where nothing is given, or something is wrong, which is said beside its field."""
        for name, other in ((begin, end), (end, begin)):
            if self.cleaned_data.get(other) and name not in self.errors and not self.cleaned_data.get(name):
                self.add_error(name, self.fields[name].error_messages["required"])
        start, stop = (read_moment(self, self.event.zone, "_day", name) for name in (begin, end))
        if start is None or stop is None:
            return None
        for name, wrong, words in self._troubles(begin, end, start, stop, before):
            if wrong:
                self.add_error(name, words)
                return None
        return start, stop

    def _troubles(
        self, begin: str, end: str, start: datetime, stop: datetime, before: datetime | None
    ) -> list[tuple[str, bool, Any]]:
        event, least = self.event, timedelta(minutes=self.cleaned_data.get("minutes") or 0)
        opens, closes = say_moment(event.starts_at, event.zone), say_moment(event.ends_at, event.zone)
        return [
            (end, stop <= start, _("It must end after it begins.")),
            (begin, start < event.starts_at, _("The event begins only on %(when)s.") % {"when": opens}),
            (end, stop > event.ends_at, _("The event ends on %(when)s already.") % {"when": closes}),
            (begin, before is not None and start < before, _("These hours begin before the ones above have ended.")),
            (end, stop - start < least, _("This is too short for one meeting.")),
        ]

    @property
    def sections(self) -> list[dict]:
        pairs = [pair for several in self.days.values() for pair in several]
        figures = [("minutes", "pause", "tables"), ("most_per_person", "hold_hours")]
        hours = Section(_("Hours of meetings, on the clock of the place"), pairs, optional=False)
        return laid_out(self, [hours, Section(_("Meetings"), figures)])

    @property
    def fields_of_setup(self) -> dict:
        names = ("tables", "most_per_person", "hold_hours", "blocks", "minutes", "pause")
        return {name: self.cleaned_data[name] for name in names}


def _days(event: Event) -> list[date]:
    return days_between(*(at.astimezone(ZoneInfo(event.zone)) for at in (event.starts_at, event.ends_at)))


class RequestForm(forms.Form):
    """`times`: days with the slots to choose from, in words; `zone`: the clock on which a day has its halves."""

    topic = Words(limit=Meeting.topics, label=_("Topic of the meeting"), required=False)
    part = forms.ChoiceField(
        label=_("Half of the day"),
        choices=[("", _("Any time")), *DayPart.choices],
        required=False,
        help_text=_("On the clock of the place."),
    )
    slot = forms.TypedChoiceField(
        label=_("Preferred time"), required=False, empty_value=None,
        help_text=_("This is a preference: the organiser decides when making the timetable."),
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


class TopicForm(TextsForm):
    """For readers of other languages than the one it was written in."""

    texts = {"topics": (Meeting._meta.get_field("topics"), _("Topic of the meeting: %(language)s"))}

    @staticmethod
    def shown_of(row: Meeting) -> dict:
        return {"topics": row.topics}

    def clean(self) -> dict:
        super().clean()
        return self.folded()


class ArrangeForm(TopicForm):
    one = forms.ModelChoiceField(label=_("From Japan"), queryset=None)
    other = forms.ModelChoiceField(label=_("From Central Asia"), queryset=None)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["one"].queryset = people.filter(country="JP")
        self.fields["other"].queryset = people.exclude(country="JP")
        for name in ("one", "other"):
            self.fields[name].label_from_instance = lambda row: f"{row}, {row.comes_from}"

    @property
    def sections(self) -> list[dict]:
        others = Section(_("The same in other languages"), self.other_controls, folded=True)
        return laid_out(self, [Section("", [("one", "other"), self.own_controls]), others])


class PairForm(EditForm):
    pair = forms.ChoiceField(label=_("Languages to interpret"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pair"].choices = [("", _("No interpreter needed")), *pair_choices()]

    @staticmethod
    def shown_of(row: Meeting) -> dict:
        return {"pair": row.pair}


class AfterForm(EditForm):
    """`others`: meetings with one of the same people; `words`: what each is called."""

    after = forms.ModelChoiceField(
        label=_("Only after this meeting"),
        queryset=None,
        required=False,
        empty_label=_("Any time"),
        help_text=_(
            "It then waits until the other one has a place, and comes later than that. When the other one is called "
            "off, it may take place whenever."
        ),
    )

    def __init__(self, *args, others, words, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["after"].queryset = others
        self.fields["after"].label_from_instance = words

    @staticmethod
    def shown_of(row: Meeting) -> dict:
        return {"after": row.after_id}


class Ticks(forms.MultipleChoiceField):
    """Passes over what cannot be ticked any more."""

    widget = forms.CheckboxSelectMultiple

    def to_python(self, value) -> list[str]:
        return [one for one in super().to_python(value) if self.valid_value(one)]


class AwayForm(EditForm):
    """The times at which somebody cannot come. The event is locked: absences wait for its timetable."""

    away = Ticks(label=_("Cannot come at"), required=False)

    def __init__(self, *args, event: Event, **kwargs):
        super().__init__(*args, row=event, **kwargs)
        slots = Slot.objects.filter(event=event)
        self.fields["away"].choices = [(str(slot.pk), say_moment(slot.starts_at, event.zone)) for slot in slots]


    @property
    def absences(self) -> dict[str, list[str]]:
        """As the service takes them."""
        return {"slots": self.cleaned_data["away"]}


class InterpreterForm(AwayForm):
    pairs = Ticks(label=_("Interprets between"), choices=pair_choices, required=False)

    @property
    def absences(self) -> dict[str, list[str]]:
        return super().absences | {"pairs": self.cleaned_data["pairs"]}


class MissForm(forms.Form):
    missing = forms.ModelChoiceField(label=_("Who did not come?"), queryset=None, empty_label=None)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["missing"].queryset = people


class FollowUpForm(EditForm):
    rating = forms.TypedChoiceField(
        label=_("How useful was it?"),
        coerce=int,
        widget=forms.RadioSelect,
        choices=[
            (5, _("Very useful")), (4, _("Useful")), (3, _("Partly useful")),
            (2, _("Hardly useful")), (1, _("Not useful")),
        ],
    )
    next_step = Words(limit=FollowUp.next_step, label=_("Next step"), required=False)
    owner = Words(limit=FollowUp.owner, label=_("Who does it"), required=False)
    due_on = Day(label=_("To be done by"), required=False)


def follow_up_shown(registration: Registration, row: Meeting) -> dict:
    """What this person said of the meeting before."""
    mine = row.follow_ups.filter(registration=registration).first()
    return {name: getattr(mine, name) for name in FollowUpForm.base_fields} if mine else {}


class RunForm(forms.Form):
    seconds = WholeNumber(label=_("Computing time (seconds)"), min_value=1, max_value=600, initial=60)
    keep_moves_few = forms.BooleanField(label=_("Move as few meetings as possible"), required=False)
    only_add = forms.BooleanField(
        label=_("Only fill empty slots"), required=False,
        help_text=_("Whoever has a time keeps it; meetings without one are added where there is room."),
    )
    everybody = forms.BooleanField(
        label=_("A meeting for everybody first"), required=False,
        help_text=_("Then meetings that are wished more may be left out."),
    )
    fairness = forms.TypedChoiceField(
        label=_("Fair waiting"), choices=FAIRNESS, coerce=int, empty_value=None, required=False,
        help_text=_("A gap is a time without a meeting between two meetings of a day."),
    )


class CancelMeetingForm(forms.Form):
    reason = Reason()
