"""Delegations, who travels, where they stop."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.forms.fields import Address, Day, Telephone, Words
from core.forms.moments import ClockField, read_moment
from core.geography import Country

from ..models import Delegation, Member, Stop
from ..models.delegations import LONGEST_PURPOSE, LONGEST_REPORT
from .people import ReachForm, SecondContact, zone_choices


class DelegationForm(forms.Form):
    """`events`: those it may belong to."""

    title = Words(limit=Delegation.title, label=_("Title"))
    language = forms.ChoiceField(label=_("Language of the text"), choices=settings.LANGUAGES)
    event = forms.ModelChoiceField(label=_("Event"), queryset=None, required=False, empty_label=_("A visit of its own"))
    from_country = forms.ChoiceField(label=_("Travels from"), choices=Country)
    to_country = forms.ChoiceField(label=_("Travels to"), choices=Country)
    starts_on = Day(label=_("From day"))
    ends_on = Day(label=_("Until day"))
    purpose = Words(limit=LONGEST_PURPOSE, multiline=True, label=_("Purpose"), required=False)

    def __init__(self, *args, events, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["event"].queryset = events

    def clean(self) -> dict:
        given = super().clean()
        if given.get("starts_on") and given.get("ends_on") and given["ends_on"] < given["starts_on"]:
            self.add_error("ends_on", _("It must end after it begins."))
        if given.get("from_country") and given.get("from_country") == given.get("to_country"):
            self.add_error("to_country", _("A delegation travels to another country."))
        return given


class MemberForm(ReachForm, SecondContact):
    organisation = Words(limit=Member.organisation, label=_("Firm or organisation"))
    position = Words(limit=Member.position, label=_("Position"), required=False)
    zone = forms.ChoiceField(label=_("Time zone"))
    is_head = forms.BooleanField(label=_("Heads the delegation"), required=False)
    field_order = ["name", "organisation", "position", "is_head", "email", "phone", "language", "zone"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = zone_choices()


class StopForm(forms.Form):
    day = Day(label=_("Day"))
    begins = ClockField(label=_("Begins at"))
    ends = ClockField(label=_("Ends at"))
    zone = forms.ChoiceField(label=_("Time zone"))
    place = Words(limit=Stop.place, label=_("Place"))
    what = Words(limit=Stop.what, label=_("What happens there"), required=False)
    host = Words(limit=Stop.host, label=_("Host organisation"), required=False)
    host_person = Words(limit=Stop.host_person, label=_("Host’s contact person"), required=False)
    host_email = Address(label=_("Host’s e-mail address"), required=False)
    host_phone = Telephone(label=_("Host’s telephone"), required=False)
    host_language = forms.ChoiceField(label=_("Host’s language"), choices=settings.LANGUAGES)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = zone_choices()

    def clean(self) -> dict:
        given = super().clean()
        if "zone" in given:
            given["starts_at"] = read_moment(self, given["zone"], "day", "begins")
            given["ends_at"] = read_moment(self, given["zone"], "day", "ends")
            if given["starts_at"] and given["ends_at"] and given["ends_at"] <= given["starts_at"]:
                self.add_error("ends", _("It must end after it begins."))
        return given

    @property
    def fields_of_stop(self) -> dict:
        left_out = ("day", "begins", "ends")
        return {name: value for name, value in self.cleaned_data.items() if name not in left_out}


class DelegationReportForm(forms.Form):
    report = Words(limit=LONGEST_REPORT, multiline=True, label=_("What came of the journey"))
