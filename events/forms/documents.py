from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.files.forms import FileForm, UploadedDocument
from core.forms.fields import Words

from ..models import EventDocument


class DocumentForm(FileForm):
    title = Words(limit=EventDocument.title, label=_("Type of profile"))
    language = forms.ChoiceField(label=_("Language of the text"), choices=settings.LANGUAGES)
    file = UploadedDocument(label=_("File"))
    is_public = forms.BooleanField(
        label=_("Anybody may read it"), required=False,
        help_text=_("Otherwise only people with a seat, and the organiser."),
    )
