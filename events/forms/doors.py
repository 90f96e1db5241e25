from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.fields import Words


class CodesForm(forms.Form):
    codes = Words(
        limit=8000,
        multiline=True,
        letters=False,
        label=_("Badge codes from the printed list"),
        help_text=_("As many as you like, separated by spaces or lines."),
    )
