"""Delegations, who travels, where they stop."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.forms.edit import EditForm
from core.forms.fields import Address, AtHome, Day, Telephone, Words
from core.forms.languages import TextsForm
from core.forms.moments import ClockField, read_moment, typed_moment
from core.forms.names import ask_latin
from core.forms.sections import Section, laid_out
from core.geography import Country

from ..models import Delegation, Member, Stop
from .people import ReachForm, SecondContact, zone_choices


class DelegationForm(TextsForm):
    """`events`: those it may belong to."""

    needed = ("titles",)
    texts = {
        "titles": (Delegation._meta.get_field("titles"), _("Title: %(language)s")),
        "purposes": (Delegation._meta.get_field("purposes"), _("Purpose: %(language)s")),
    }
    event = forms.ModelChoiceField(label=_("Event"), queryset=None, required=False, empty_label=_("A visit of its own"))
    from_country = forms.ChoiceField(label=_("Travels from"), choices=Country)
    to_country = forms.ChoiceField(label=_("Travels to"), choices=Country)
    starts_on = Day(label=_("From day"))
    ends_on = Day(label=_("Until day"))

    def __init__(self, *args, events, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["event"].queryset = events

    @staticmethod
    def shown_of(row: Delegation) -> dict:
        names = ("titles", "purposes", "event", "from_country", "to_country", "starts_on", "ends_on")
        return {name: getattr(row, name) for name in names}

    def clean(self) -> dict:
        given = super().clean()
        if given.get("starts_on") and given.get("ends_on") and given["ends_on"] < given["starts_on"]:
            self.add_error("ends_on", _("It must end after it begins."))
        if given.get("from_country") and given.get("from_country") == given.get("to_country"):
            self.add_error("to_country", _("A delegation travels to another country."))
        self.require_a_language("titles", _("A delegation needs its title in at least one language."))
        return self.folded()

    @property
    def sections(self) -> list[dict]:
        title, purpose = self.own_controls
        own = [(title,), ("event",), ("from_country", "to_country"), ("starts_on", "ends_on"), (purpose,)]
        others = Section(_("The same in other languages"), self.other_controls, folded=True)
        return laid_out(self, [Section("", own), others])


class MemberForm(EditForm, ReachForm, SecondContact):
    name_latin = Words(
        limit=Member.name_latin, label=_("Name in Latin letters, as in the passport"), required=False,
        help_text=_("Letters of invitation need it where it cannot be derived from the name."),
    )
    organisation = Words(limit=Member.organisation, label=_("Firm or organisation"))
    organisation_latin = Words(
        limit=Member.organisation_latin, label=_("Firm or organisation in Latin letters"), required=False
    )
    position = Words(limit=Member.position, label=_("Position"), required=False)
    zone = forms.ChoiceField(label=_("Time zone"))
    is_head = forms.BooleanField(label=_("Heads the delegation"), required=False)
    field_order = [
        "name", "name_latin", "organisation", "organisation_latin", "position", "is_head", "email", "phone", "language",
        "zone",
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = zone_choices()

    @staticmethod
    def shown_of(row: Member) -> dict:
        return {name: getattr(row, name) for name in MemberForm.base_fields}

    def clean(self) -> dict:
        given = super().clean()
        ask_latin(self, "organisation", "organisation_latin")
        return given


class StopForm(TextsForm, AtHome):
    texts = {"programmes": (Stop._meta.get_field("programmes"), _("What happens there: %(language)s"))}
    day = Day(label=_("Day"))
    begins = ClockField(label=_("Begins at"))
    ends = ClockField(label=_("Ends at"))
    zone = forms.ChoiceField(label=_("Time zone"))
    place = Words(limit=Stop.place, label=_("Place"))
    host = Words(limit=Stop.host, label=_("Host organisation"), required=False)
    host_latin = Words(limit=Stop.host_latin, label=_("Host organisation in Latin letters"), required=False)
    host_person = Words(limit=Stop.host_person, label=_("Host’s contact person"), required=False)
    host_person_latin = Words(
        limit=Stop.host_person_latin, label=_("Host’s contact person in Latin letters"), required=False
    )
    host_email = Address(label=_("Host’s e-mail address"), required=False)
    host_phone = Telephone(label=_("Host’s telephone"), required=False)
    host_language = forms.ChoiceField(label=_("Host’s language"), choices=settings.LANGUAGES)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = zone_choices()

    @staticmethod
    def shown_of(row: Stop) -> dict:
        day, begins = typed_moment(row.starts_at, row.zone)
        shown = {name: getattr(row, name) for name in StopForm.base_fields if hasattr(row, name)}
        ends = typed_moment(row.ends_at, row.zone)[1]
        return shown | {"programmes": row.programmes, "day": day, "begins": begins, "ends": ends}

    def clean(self) -> dict:
        given = super().clean()
        ask_latin(self, "host", "host_latin")
        ask_latin(self, "host_person", "host_person_latin")
        if "zone" in given:
            given["starts_at"] = read_moment(self, given["zone"], "day", "begins")
            given["ends_at"] = read_moment(self, given["zone"], "day", "ends")
            if given["starts_at"] and given["ends_at"] and given["ends_at"] <= given["starts_at"]:
                self.add_error("ends", _("It must end after it begins."))
        return given

    @property
    def fields_of_stop(self) -> dict:
        left_out = ("day", "begins", "ends")
        return {name: value for name, value in self.folded().items() if name not in left_out}

    @property
    def sections(self) -> list[dict]:
        own = [
            ("day", "zone"), ("begins", "ends"), ("place",), self.own_controls, ("host", "host_latin"),
            ("host_person", "host_person_latin"), ("host_email", "host_phone"), ("host_language",),
        ]
        others = Section(_("The same in other languages"), self.other_controls, folded=True)
        return laid_out(self, [Section("", own), others])


class DelegationReportForm(TextsForm):
    needed = ("reports",)
    texts = {"reports": (Delegation._meta.get_field("reports"), _("What came of the journey: %(language)s"))}

    @staticmethod
    def shown_of(row: Delegation) -> dict:
        return {"reports": row.reports}

    def clean(self) -> dict:
        super().clean()
        self.require_a_language("reports", _("Write it in at least one language."))
        return self.folded()

    @property
    def sections(self) -> list[dict]:
        others = Section(_("The same in other languages"), self.other_controls, folded=True)
        return laid_out(self, [Section("", [self.own_controls]), others])
