"""Cancel, postpone, move; what happens to those who must be reached."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.fields import Day, Reason, Website, Words
from core.forms.languages import ReasonsForm
from core.forms.moments import ClockField, read_moment
from core.geography import Country

from ..enums import CallResult
from ..models import Event, EventChange, PhoneCall
from .people import zone_choices


class _ChangeForm(ReasonsForm):
    """`event` as it is now."""

    at_once = forms.BooleanField(
        label=_("Tell everybody at once"),
        required=False,
        help_text=_("Otherwise mails leave after fifteen minutes, and until then all can be revoked."),
    )
    after = [("at_once",)]

    def __init__(self, *args, event: Event, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event

    @property
    def fields_of_change(self) -> dict:
        """Beside reasons, at_once and anyway."""
        return {}


class CancelForm(_ChangeForm):
    before = [("online_link",), ("office",)]
    online_link = Website(label=_("Offered instead: a link for taking part online"), required=False)
    office = Words(
        limit=EventChange.office, required=False, label=_("Offered instead: meetings at the local office"),
        help_text=_("Address and hours."),
    )

    @property
    def fields_of_change(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("online_link", "office")}


class PostponeForm(CancelForm):
    before = [("start_day", "start_clock"), ("end_day", "end_clock"), ("online_link",), ("office",)]
    start_day = Day(label=_("New first day"), required=False, help_text=_("Empty: the date is to be fixed."))
    start_clock = ClockField(label=_("Begins at"), required=False)
    end_day = Day(label=_("New last day"), required=False)
    end_clock = ClockField(label=_("Ends at"), required=False)

    def clean(self) -> dict:
        given = super().clean()
        names = ("start_day", "start_clock", "end_day", "end_clock")
        filled = [name for name in names if given.get(name) is not None]
        if filled and len(filled) < len(names):
            for name in set(names) - set(filled) - set(self.errors):
                self.add_error(name, _("A new date needs all four fields."))
        given["starts_at"] = read_moment(self, self.event.zone, "start_day", "start_clock")
        given["ends_at"] = read_moment(self, self.event.zone, "end_day", "end_clock")
        if given["starts_at"] and given["ends_at"] and given["ends_at"] <= given["starts_at"]:
            self.add_error("end_clock", _("It must end after it begins."))
        return given

    @property
    def fields_of_change(self) -> dict:
        new = {name: self.cleaned_data[name] for name in ("starts_at", "ends_at")}
        return super().fields_of_change | {"after": new if all(new.values()) else {}}


class MoveForm(_ChangeForm):
    before = [("venue", "address"), ("country", "zone"), ("online_link",)]
    country = forms.ChoiceField(label=_("Country"), choices=Country)
    zone = forms.ChoiceField(label=_("Time zone"))
    venue = Words(limit=Event.venue, label=_("New venue"), required=False)
    address = Words(limit=Event.address, label=_("Address"), required=False)
    online_link = Website(label=_("Link for taking part online"), required=False)

    def __init__(self, *args, event: Event, **kwargs):
        super().__init__(*args, event=event, **kwargs)
        self.fields["zone"].choices = zone_choices()

    def clean(self) -> dict:
        given = super().clean()
        if not given.get("venue") and not given.get("online_link"):
            self.add_error("venue", _("Name a venue, or give a link for taking part online."))
        return given

    @property
    def fields_of_change(self) -> dict:
        return {
            "after": {name: self.cleaned_data[name] for name in ("country", "zone", "venue", "address", "online_link")}
        }


class CallForm(forms.Form):
    result = forms.ChoiceField(label=_("Result"), choices=CallResult)
    note = Words(limit=PhoneCall.note, label=_("Note"), required=False)


class AccountForm(forms.Form):
    reason = Reason(label=_("Why nobody needs to tell them any more"))
