"""What staff fill in when they look at firms."""
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms.fields import Reason, Words
from core.geography import Country
from core.text import clean

from ..enums import BarKind, CheckKind, CheckResult, FirmState, Reach, RejectReason
from ..models import Bar, Firm, VerificationCheck
from ..services import AUTOMATIC


class FirmFilter(forms.Form):
    q = Words(limit=Firm.name, letters=False, label=_("Name or legal ID"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All states")), *FirmState.choices])
    country = forms.ChoiceField(
        label=_("Country"), required=False, choices=[("", _("All countries")), *Country.choices]
    )
    reach = forms.ChoiceField(
        label=_("Can somebody answer?"), required=False, choices=[("", _("All firms")), *Reach.choices]
    )
    register = forms.ChoiceField(
        label=_("State register"), required=False,
        choices=[("", _("All firms")), ("flagged", _("Says something else"))],
    )

    def values(self) -> dict[str, str]:
        """What was asked for, without what makes no sense; wrong values in an address are not worth an error page."""
        asked = {name: clean(self.data.get(name)) for name in self.fields}
        known = {"state": FirmState.values, "country": Country.values, "reach": Reach.values,
                 "register": ["flagged"]}
        return {name: value for name, value in asked.items() if value and value in known.get(name, [value])}


class CheckForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Check"), choices=[choice for choice in CheckKind.choices if choice[0] not in AUTOMATIC]
    )
    result = forms.ChoiceField(label=_("Result"), choices=CheckResult)
    how = Words(
        limit=VerificationCheck.how, label=_("How it was checked"),
        help_text=_("Which register or document, whom you spoke with."),
    )


class RejectForm(forms.Form):
    code = forms.ChoiceField(label=_("Reason"), choices=RejectReason)
    reason = Reason(label=_("Explanation for the firm"))


class MergeForm(forms.Form):
    keep = forms.ChoiceField(label=_("Which record should be kept?"), widget=forms.RadioSelect)
    reason = Reason(label=_("Why do you think they are the same firm?"))

    def __init__(self, *args, firms: list, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["keep"].choices = [(str(firm.pk), f"{firm.name} · {firm.legal_id or '—'}") for firm in firms]


class BarForm(forms.Form):
    other = forms.UUIDField(
        label=_("Which firm?"), widget=forms.RadioSelect, error_messages={"required": _("Choose a firm.")}
    )
    kind = forms.ChoiceField(label=_("Reason"), choices=BarKind)
    note = Words(limit=Bar.note, required=False, label=_("Note"), help_text=_("Staff read it, the firms do not."))

    def __init__(self, *args, found: list, **kwargs):
        super().__init__(*args, **kwargs)
        self.found = {firm.pk: firm for firm in found}
        self.fields["other"].widget.choices = [
            (str(firm.pk), f"{firm.name} · {firm.get_country_display()}") for firm in found
        ]

    def clean_other(self):
        if firm := self.found.get(self.cleaned_data["other"]):
            return firm
        raise ValidationError(_("Choose a firm."))
