"""Refusals of files, each named after the rule that was broken."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refusal


class FileTooLarge(Refusal):
    field = "file"
    message = _("The file is larger than 10 MB.")


class FileEmpty(Refusal):
    field = "file"
    message = _("The file is empty.")


class FileTypeWrong(Refusal):
    field = "file"
    message = _(
        "Only PDF, PNG, JPEG, Word (docx) and Excel (xlsx) files are accepted, and the content must match "
        "the file type."
    )


class FileInQuarantine(Refusal):
    message = _("The file is still being checked. Try again in a minute.")
