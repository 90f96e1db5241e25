"""Input of the list of open work."""
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms.fields import Day
from core.reasons import MOST

from .permissions import people_of_house


class GiveForm(forms.Form):
    to = forms.ModelChoiceField(label=_("Colleague"), queryset=User.objects.none())
    seen = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people_of_house(reader)

    @property
    def given(self) -> dict[str, User | UUID | None]:
        return {"to": self.cleaned_data["to"], "instead_of": self.cleaned_data["seen"]}


class ResponsibleForm(forms.Form):
    to = forms.ModelChoiceField(
        label=_("Responsible person"), queryset=User.objects.none(), required=False,
        empty_label=_("Nobody in particular"),
    )
    seen = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people_of_house(reader)

    @property
    def given(self) -> dict[str, User | UUID | None]:
        return {"to": self.cleaned_data["to"], "instead_of": self.cleaned_data["seen"]}


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
