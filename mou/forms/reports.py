import re

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms.fields import Day, Reason


class ReportForm(forms.Form):
    from_on = Day(label=_("From"))
    until_on = Day(label=_("Until"))
    first_language = forms.ChoiceField(label=_("First language"), choices=settings.LANGUAGES)
    second_language = forms.ChoiceField(label=_("Second language"), choices=settings.LANGUAGES)

    def clean(self) -> dict:
        given = super().clean()
        if given.get("from_on") and given.get("until_on") and given["until_on"] < given["from_on"]:
            self.add_error("until_on", _("The end lies before the start."))
        if given.get("first_language") and given.get("first_language") == given.get("second_language"):
            self.add_error("second_language", _("Choose two different languages."))
        return given


class Addresses(forms.CharField):
    """Separated by commas, spaces or lines."""

    widget = forms.Textarea(attrs={"rows": 2})

    def to_python(self, value) -> list[str]:
        return [one for one in re.split(r"[\s,;、，]+", value or "") if one]

    def validate(self, value) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"])


class ForwardForm(forms.Form):
    to = Addresses(
        label=_("E-mail addresses"), help_text=_("At most ten. They get the link and the hash, not the file.")
    )
    note = Reason(
        label=_("A few words"), required=False, help_text=_("At most 500 characters, without web and e-mail addresses.")
    )
