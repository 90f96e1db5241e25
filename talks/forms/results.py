"""What came of it: three buttons, and why where nothing did."""
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.fields import Reason

from ..enums import ResultAnswer, ResultReason


class ResultForm(forms.Form):
    """Two of the buttons send their answer alone; the one of this form sends only why nothing came of it."""

    code = forms.ChoiceField(
        label=_("Why did nothing come of it?"), choices=ResultReason, widget=forms.RadioSelect, required=False
    )

    def clean(self) -> dict[str, Any]:
        return super().clean() | {"answer": self.data.get("answer") or ResultAnswer.NOTHING.value}


class SettleForm(forms.Form):
    """Staff, after they have asked both."""

    answer = forms.ChoiceField(label=_("What holds?"), choices=ResultAnswer, widget=forms.RadioSelect)
    code = forms.ChoiceField(
        label=_("Why did nothing come of it?"), choices=ResultReason, widget=forms.RadioSelect, required=False
    )
    reason = Reason(label=_("How do you know?"))
