"""A file somebody adds: its limits are said before choosing, and what is wrong with it beside the field."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core import uploads

from .errors import FileEmpty, FileTooLarge
from .services import LIMIT

ACCEPT = ".pdf,.png,.jpg,.jpeg,.docx,.xlsx"


class UploadedDocument(forms.FileField):
    """Gives (name, bytes). A file that the upload guard dropped is told from one that was not chosen."""

    def __init__(self, **options):
        options.setdefault("help_text", _("PDF, PNG, JPEG, Word (docx) or Excel (xlsx), at most 10 MB."))
        options.setdefault("error_messages", {"empty": FileEmpty.message})
        options.setdefault("widget", forms.ClearableFileInput(attrs={"accept": ACCEPT}))
        super().__init__(**options)

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if not upload:
            return None
        if upload.size > LIMIT:
            raise ValidationError(FileTooLarge.message)
        return upload.name, upload.read()


class FileForm(uploads.FileForm):
    too_large = FileTooLarge.message
