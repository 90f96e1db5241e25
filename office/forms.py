"""Input of the list of open work."""
from datetime import date
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from companies.models import Chamber
from companies.rules.sectors import Sector
from core.forms.fields import Day
from core.geography import Country
from core.reasons import MOST

from .computed.figures import YEAR, Chosen
from .permissions import people_of_house

MOST_DAYS = 3660


class FiguresFilter(forms.Form):
    """Which period, and whose figures. A chamber stands for the firms of its country."""

    first = Day(label=_("From"), required=False)
    last = Day(label=_("Until"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    sector = forms.ChoiceField(
        label=_("Sector"), required=False, choices=[("", _("All sectors")), *Sector.choices]
    )
    chamber = forms.ChoiceField(label=_("Chamber"), required=False)

    def __init__(self, *args, own: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.own = own
        if own:
            del self.fields["country"], self.fields["chamber"]
            return
        abroad = [choice for choice in Country.choices if choice[0] != Country.JP]
        self.fields["country"].choices = [("", _("All countries")), *abroad]
        partners = Chamber.objects.filter(is_partner=True).order_by("country")
        self.fields["chamber"].choices = [("", _("All chambers")), *((one.country, str(one)) for one in partners)]

    def clean(self) -> dict:
        given = super().clean()
        first, last = given.get("first"), given.get("last")
        if first and last and last < first:
            self.add_error("last", _("The end lies before the start."))
        elif first and last and (last - first).days > MOST_DAYS:
            self.add_error("last", _("Choose ten years at most."))
        country, chamber = given.get("country"), given.get("chamber")
        if country and chamber and country != chamber:
            self.add_error("chamber", _("This chamber is of another country. Choose one of the two."))
        return given

    def chosen(self, today: date) -> Chosen:
        """What makes no sense is said by the form and left out here."""
        given = self.cleaned_data if self.is_bound and self.is_valid() else {}
        last = given.get("last") or today
        first = given.get("first") or min(last, today) - YEAR
        if first > last or (last - first).days > MOST_DAYS:
            first = last - YEAR
        country = self.own or given.get("chamber") or given.get("country") or ""
        return Chosen(first, last, country, given.get("sector") or "")


class GiveForm(forms.Form):
    to = forms.ModelChoiceField(label=_("Colleague"), queryset=User.objects.none())
    seen = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people_of_house(reader)

    @property
    def given(self) -> dict[str, User | UUID | None]:
        return {"to": self.cleaned_data["to"], "instead_of": self.cleaned_data["seen"]}


class ResponsibleForm(GiveForm):
    to = forms.ModelChoiceField(
        label=_("Responsible person"), queryset=User.objects.none(), required=False,
        empty_label=_("Nobody in particular"),
    )


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Note for colleagues"), max_length=MOST, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The firm never sees it. Write @ and a name to tell a colleague."),
    )


class RestForm(forms.Form):
    until = Day(label=_("Until which day?"))
    reason = forms.CharField(label=_("Reason"), max_length=MOST, widget=forms.Textarea(attrs={"rows": 2}))


class AwayForm(forms.Form):
    to = forms.ModelChoiceField(label=_("Who stands in for you?"), queryset=User.objects.none())
    from_on = Day(label=_("From"))
    until_on = Day(label=_("Until"))

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people_of_house(reader).exclude(pk=reader.pk)
