from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.fields import Words

LONGEST_LIST = 8000


class CodesForm(forms.Form):
    codes = Words(
        limit=LONGEST_LIST,
        multiline=True,
        letters=False,
        label=_("Badge codes from the printed list"),
        help_text=_("As many as you like, separated by spaces or lines."),
    )
