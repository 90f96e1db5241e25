"""A translation written beside its original."""
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.edit import EditForm
from core.forms.fields import Words
from core.models import TextTranslation
from core.translating.services import LONGEST


class TranslationForm(EditForm):
    text = Words(limit=LONGEST, multiline=True, label=_("Translation"), widget=forms.Textarea(attrs={"rows": 8}))

    @staticmethod
    def shown_of(row: TextTranslation) -> dict[str, Any]:
        return {"text": row.text}
