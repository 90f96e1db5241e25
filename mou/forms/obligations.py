from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.edit import EditForm
from core.forms.fields import Day, Reason, WholeNumber
from core.forms.languages import TextsForm
from core.forms.sections import Section, laid_out

from ..enums import Cadence, Indicator, Owing
from ..models import Obligation, Occasion
from ..reckoning.periods import MONTHS


class ObligationForm(TextsForm):
    texts = {"wordings": (Obligation._meta.get_field("wordings"), _("In your own words: %(language)s"))}
    owing = forms.ChoiceField(label=_("Which side is responsible?"), choices=Owing, widget=forms.RadioSelect)
    indicator = forms.ChoiceField(
        label=_("What is counted?"), choices=Indicator,
        help_text=_("Except for “other deliveries”, the portal finds the evidence in daily work by itself."),
    )
    cadence = forms.ChoiceField(label=_("How often?"), choices=Cadence)
    target = WholeNumber(label=_("How many each time?"), min_value=1, max_value=1000, initial=1)
    days_to_deliver = WholeNumber(
        label=_("Days to deliver after each occasion"), min_value=1, max_value=400, required=False,
        help_text=_("Only for “for each occasion”."),
    )
    starts_on = Day(label=_("From"))
    ends_on = Day(label=_("Until"), required=False, help_text=_("Empty: as long as the memorandum runs."))

    def clean(self) -> dict:
        given = super().clean()
        if given.get("cadence") == Cadence.PER_EVENT and not given.get("days_to_deliver"):
            self.add_error("days_to_deliver", _("Say how many days there are after each occasion."))
        if given.get("indicator") == Indicator.OTHER:
            self.require_a_language("wordings", _("Say in your own words what is delivered."))
        if given.get("starts_on") and given.get("ends_on") and given["ends_on"] < given["starts_on"]:
            self.add_error("ends_on", _("The end lies before the start."))
        return self.folded()

    first: list[tuple[str, ...]] = []  # before everything else

    @property
    def sections(self) -> list[dict]:
        terms = [("cadence", "target"), ("days_to_deliver",), ("starts_on", "ends_on")]
        what = [*self.first, ("owing",), ("indicator",), self.own_controls]
        folded = Section(_("The same in other languages"), self.other_controls, folded=True)
        return laid_out(self, [Section("", what), folded, Section("", terms)])


class ReasonForm(forms.Form):
    reason = Reason()


class NewObligationForm(ObligationForm):
    """From the dashboard: under which commitment, first."""

    commitment = forms.ModelChoiceField(
        label=_("Commitment"), queryset=None, empty_label=None, widget=forms.RadioSelect
    )
    first = [("commitment",)]

    def __init__(self, *args, commitments, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["commitment"].queryset = commitments


class AnswerForm(forms.Form):
    reason = Reason(label=_("Your answer"))


class DueDateForm(forms.Form):
    period = forms.ChoiceField(label=_("Which period?"))
    due_on = Day(label=_("New due date"))
    reason = Reason()

    def __init__(self, *args, periods: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = periods


class TermsForm(forms.Form):
    cadence = forms.ChoiceField(
        label=_("How often?"), choices=[choice for choice in Cadence.choices if choice[0] in MONTHS]
    )
    target = WholeNumber(label=_("How many each time?"), min_value=1, max_value=1000)
    period_start = Day(label=_("From"), help_text=_("The first day of a coming period."))
    reason = Reason()


class OccasionForm(TextsForm):
    texts = {"titles": (Occasion._meta.get_field("titles"), _("What happened: %(language)s"))}
    happened_on = Day(label=_("On"))

    def clean(self) -> dict:
        super().clean()
        self.require_a_language("titles", _("Say what happened in at least one language."))
        return self.folded()

    @property
    def sections(self) -> list[dict]:
        others = Section(_("The same in other languages"), self.other_controls, folded=True)
        return laid_out(self, [Section("", [self.own_controls, ("happened_on",)]), others])


class ResponsibleForm(EditForm):
    person = forms.ModelChoiceField(
        label=_("Responsible"), queryset=None, required=False, empty_label=_("The party’s contact person")
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people

    @staticmethod
    def shown_of(row: Obligation) -> dict:
        return {"person": row.responsible_id}
