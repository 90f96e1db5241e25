"""Delegates, late admissions, substitutes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.models import Firm
from core.forms.edit import EditForm
from core.forms.fields import Reason
from core.sort_keys import in_order

from ..enums import AttendeeRole
from ..models import Registration
from .people import DelegateFields, SecondContact


class PersonForm(DelegateFields, SecondContact):
    """One delegate."""


class _People(forms.BaseFormSet):
    def people(self) -> list[dict]:
        """Rows that were filled in."""
        return [form.cleaned_data for form in self.forms if form.has_changed() and form.cleaned_data]


def person_set(rows: int) -> type[forms.BaseFormSet]:
    """A formset of `rows` delegates; the first one must be filled in."""
    return forms.formset_factory(
        PersonForm, formset=_People, extra=rows, max_num=20, absolute_max=20, validate_max=True
    )


class RolesThatHaveSeats(forms.Form):
    """`roles`: choices of events/pages/roles.py."""

    def __init__(self, *args, roles=None, **kwargs):
        super().__init__(*args, **kwargs)
        if roles is not None:
            self.fields["role"].choices = roles
            if self.initial.get("role") not in dict(roles):
                self.initial["role"] = roles[0][0] if roles else ""


class RegistrationForm(RolesThatHaveSeats):
    role = forms.ChoiceField(label=_("They come as"), choices=AttendeeRole, initial=AttendeeRole.DELEGATE)
    together = forms.BooleanField(
        label=_("All of them or none"),
        required=False,
        help_text=_("When seats are scarce, the group is offered seats only when all of it fits."),
    )


class LateForm(RolesThatHaveSeats, PersonForm):
    role = forms.ChoiceField(label=_("Attends as"), choices=AttendeeRole, initial=AttendeeRole.DELEGATE)
    because = Reason(label=_("Why after the closing date?"))


class AdmissionForm(RolesThatHaveSeats, PersonForm):
    """At the desk, after registration has closed."""

    role = forms.ChoiceField(label=_("Attends as"), choices=AttendeeRole, initial=AttendeeRole.DELEGATE)
    reason = Reason(label=_("Why after the closing date?"))
    extra_seat = forms.BooleanField(label=_("Add a seat if none is free"), required=False)


class SubstituteForm(DelegateFields):
    reason = Reason(label=_("Why can the delegate not attend?"))


class CorrectionForm(EditForm, DelegateFields, SecondContact):
    """What may be put right without anybody's consent. Rank, country and firm decide who holds which seat."""

    country = organisation = organisation_latin = rank = None

    @property
    def home(self) -> str:
        return self.row.country

    @staticmethod
    def shown_of(row: Registration) -> dict:
        return {name: getattr(row, name) for name in CorrectionForm.base_fields if hasattr(row, name)}


class ReasonForm(forms.Form):
    reason = Reason()


class AdmitForm(ReasonForm):
    extra_seat = forms.BooleanField(label=_("Add a seat if none is free"), required=False)


class SecondFirmForm(forms.Form):
    firm = forms.ModelChoiceField(
        label=_("Second firm"), queryset=Firm.objects.none(), help_text=_("One person holds one seat, for both firms.")
    )

    def choose_for(self, registration: Registration, user) -> None:
        """Staff know every firm; a chamber that organises knows those that come to the event."""
        firms = Firm.objects.live()
        if not user.is_minamin:
            firms = firms.filter(pk__in=registration.event.registrations.exclude(firm=None).values("firm"))
        self.fields["firm"].queryset = firms.order_by(in_order(), "pk")


class InviteForm(RolesThatHaveSeats, PersonForm):
    role = forms.ChoiceField(label=_("Attends as"), choices=AttendeeRole)
