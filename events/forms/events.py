"""Events, their seats, programme, contributors and supports."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms.fields import AtHome, Day, Pills, Telephone, Website, WholeNumber, Words
from core.forms.languages import TextsForm
from core.forms.moments import ClockField, read_moment, typed_moment
from core.forms.names import ask_latin
from core.forms.sections import Section, laid_out
from core.geography import COUNTRY, ZONE, Country

from ..enums import AttendeeRole, ContributorRole, EventKind, SupportKind
from ..models import Contributor, Event, Session, Support
from .people import ReachForm, zone_choices

MOMENTS = {
    "starts_at": ("start_day", "start_clock"),
    "ends_at": ("end_day", "end_clock"),
    "opens_at": ("opens_day", "opens_clock"),
    "closes_at": ("closes_day", "closes_clock"),
}
PLAIN = (
    "kind", "country", "zone", "venue", "address", "online_link", "spoken", "needs_approval", "offer_hours", "phone"
)


class EventForm(TextsForm, AtHome):
    """All times as the clock of the place shows them. `fixed`: announced events change time and place another way."""

    needed = ("titles",)
    texts = {
        "titles": (Event._meta.get_field("titles"), _("Title: %(language)s")),
        "summaries": (Event._meta.get_field("summaries"), _("What it is about: %(language)s")),
    }
    kind = forms.ChoiceField(label=_("Kind of event"), choices=EventKind)
    country = forms.ChoiceField(label=_("Country"), choices=Country)
    zone = forms.ChoiceField(label=_("Time zone"), required=False)
    other_clock = forms.BooleanField(
        label=_("The times are meant on this clock, though it is not the country’s"), required=False
    )
    venue = Words(limit=Event.venue, label=_("Venue"), required=False)
    address = Words(limit=Event.address, label=_("Address"), required=False)
    online_link = Website(label=_("Link for taking part online"), required=False)
    spoken = Pills(label=_("Spoken languages"), choices=settings.LANGUAGES, required=False)
    start_day, start_clock = Day(label=_("First day")), ClockField(label=_("Begins at"))
    end_day, end_clock = Day(label=_("Last day")), ClockField(label=_("Ends at"))
    opens_day, opens_clock = Day(label=_("Registration opens on")), ClockField(label=_("at"), initial="09:00")
    closes_day, closes_clock = Day(label=_("Registration closes on")), ClockField(label=_("at"), initial="18:00")
    needs_approval = forms.BooleanField(
        label=_("The organiser approves each registration"), required=False, initial=True
    )
    offer_hours = WholeNumber(label=_("Hours to answer the offer of a seat"), min_value=1, max_value=336, initial=48)
    phone = Telephone(label=_("Telephone for people on their way"), required=False)

    def __init__(self, *args, fixed: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = [("", _("That of the country")), *zone_choices()]
        self.fields["venue"].mark = self.fields["online_link"].mark = _("(venue or link)")
        if not self.data.get("other_clock"):
            self.fields["other_clock"].widget = forms.HiddenInput()
        for name in (
            "country", "zone", "venue", "address", "online_link", *MOMENTS["starts_at"], *MOMENTS["ends_at"]
        ) if fixed else ():
            self.fields[name].disabled = True

    def clean(self) -> dict:
        given = super().clean()
        self.require_a_language("titles", _("An event needs its title in at least one language."))
        if not given.get("venue") and not given.get("online_link"):
            self.add_error("venue", _("Name a venue, or give a link for taking part online."))
        if not self._clock(given):
            return given
        for name, (day, clock) in MOMENTS.items():
            given[name] = read_moment(self, given["zone"], day, clock)
        if given["starts_at"] and given["ends_at"] and given["ends_at"] <= given["starts_at"]:
            self.add_error("end_clock", _("It must end after it begins."))
        if given["opens_at"] and given["closes_at"] and given["closes_at"] <= given["opens_at"]:
            self.add_error("closes_clock", _("Registration must close after it opens and before the event ends."))
        if given["ends_at"] and given["closes_at"] and given["closes_at"] > given["ends_at"]:
            self.add_error("closes_clock", _("Registration must close after it opens and before the event ends."))
        return given

    def _clock(self, given: dict) -> bool:
        """That of the country unless another was chosen; another country's is asked about once."""
        country = given.get("country")
        given["zone"] = given.get("zone") or ZONE.get(country, "")
        if "zone" in self.errors or not given["zone"]:
            return False
        as_before = self.row is not None and (country, given["zone"]) == (self.row.country, self.row.zone)
        if COUNTRY.get(given["zone"]) != country and not (given.get("other_clock") or as_before):
            self.fields["other_clock"].widget = forms.CheckboxInput()
            self.add_error("other_clock", _("The event is in one country and its clock in another. Is that meant?"))
        return True

    @property
    def sections(self) -> list[dict]:
        title, summary = self.own_controls
        return laid_out(
            self,
            [
                Section(_("What"), [("kind",), (title,), (summary,), ("spoken",)]),
                Section(_("The same in other languages"), self.other_controls, folded=True),
                Section(_("Where"), self._where),
                Section(_("When (local time of the venue)"), [MOMENTS["starts_at"], MOMENTS["ends_at"]]),
                Section(
                    _("Registration"),
                    [MOMENTS["opens_at"], MOMENTS["closes_at"], ("needs_approval",), ("offer_hours",)],
                ),
            ],
        )

    @property
    def _where(self) -> list[tuple[str, ...]]:
        """With the question about the clock, once there is a reason for it."""
        asked = [] if self.fields["other_clock"].widget.is_hidden else [("other_clock",)]
        return [("country", "zone"), *asked, ("venue", "address"), ("online_link", "phone")]

    @property
    def fields_of_event(self) -> dict:
        return {name: self.cleaned_data[name] for name in (*PLAIN, *MOMENTS)} | self.changed_texts


def initial_of(event: Event) -> dict:
    """What the form shows of an event."""
    shown = {name: getattr(event, name) for name in ("titles", "summaries", *PLAIN)}
    for name, (day, clock) in MOMENTS.items():
        shown[day], shown[clock] = typed_moment(getattr(event, name), event.zone)
    return shown


class CopyForm(forms.Form):
    first_day = Day(label=_("First day of the new event"))


class SeatsForm(forms.Form):
    role = forms.ChoiceField(label=_("Seats for"), choices=AttendeeRole, initial=AttendeeRole.DELEGATE)
    country = forms.ChoiceField(
        label=_("Country"), choices=[("", _("All countries")), *Country.choices], required=False
    )
    capacity = WholeNumber(label=_("Seats"), min_value=0, max_value=100_000)


class SessionForm(TextsForm):
    """`event` gives the clock; sessions may lie on any of its days."""

    needed = ("titles",)
    texts = {"titles": (Session._meta.get_field("titles"), _("Title: %(language)s"))}
    room = Words(limit=Session.room, label=_("Room"), required=False)
    day = Day(label=_("Day"))
    begins = ClockField(label=_("Begins at"))
    ends = ClockField(label=_("Ends at"))
    capacity = WholeNumber(
        label=_("Places"), min_value=0, max_value=100_000, required=False, help_text=_("Empty: no limit.")
    )

    def __init__(self, *args, event: Event, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event

    @staticmethod
    def shown_of(row: Session) -> dict:
        day, begins = typed_moment(row.starts_at, row.event.zone)
        shown = {name: getattr(row, name) for name in ("titles", "room", "capacity")}
        return shown | {"day": day, "begins": begins, "ends": typed_moment(row.ends_at, row.event.zone)[1]}

    def clean(self) -> dict:
        given = super().clean()
        self.require_a_language("titles", _("A part of the programme needs its title in at least one language."))
        given["starts_at"] = read_moment(self, self.event.zone, "day", "begins")
        given["ends_at"] = read_moment(self, self.event.zone, "day", "ends")
        return given

    @property
    def fields_of_session(self) -> dict:
        return {
            name: self.cleaned_data[name] for name in ("room", "starts_at", "ends_at", "capacity")
        } | self.changed_texts

    @property
    def sections(self) -> list[dict]:
        parts = [self.own_controls, ("room", "capacity"), ("day",), ("begins", "ends")]
        return laid_out(
            self, [Section("", parts), Section(_("The same in other languages"), self.other_controls, folded=True)]
        )


class ContributorForm(ReachForm):
    role = forms.ChoiceField(label=_("Task at the event"), choices=ContributorRole)
    name_latin = Words(
        limit=Contributor.name_latin, label=pgettext_lazy("person", "Name in Latin letters"), required=False
    )
    organisation = Words(limit=Contributor.organisation, label=_("Firm or organisation"), required=False)
    organisation_latin = Words(
        limit=Contributor.organisation_latin, label=_("Firm or organisation in Latin letters"), required=False
    )
    zone = forms.ChoiceField(label=_("Time zone"))
    field_order = [
        "role", "name", "name_latin", "organisation", "organisation_latin", "email", "phone", "language", "zone"
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = zone_choices()

    def clean(self) -> dict:
        given = super().clean()
        ask_latin(self, "name", "name_latin")
        ask_latin(self, "organisation", "organisation_latin")
        return given


class SupportForm(forms.Form):
    kind = forms.ChoiceField(label=_("What did your side do?"), choices=SupportKind)
    note = Words(limit=Support.note, label=_("In a few words"), required=False)
