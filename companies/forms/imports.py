from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from core.intake.tables import MAX_BYTES, MAX_ROWS
from core.uploads import FileForm

from ..models import ImportJob


class ListFile(forms.FileField):
    widget = forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt,text/csv"})

    def __init__(self, **options):
        super().__init__(max_length=ImportJob.firms_name.field.max_length, **options)

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if file and file.size > MAX_BYTES:
            raise _too_large()
        return file


def _too_large() -> ValidationError:
    return ValidationError(_("The file is larger than %(limit)s."), params={"limit": filesizeformat(MAX_BYTES)})


class ImportForm(FileForm):
    firms = ListFile(label=_("Firms"))
    lines = ListFile(label=_("Offers and needs"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limits = _("Excel workbook (.xlsx) or CSV, at most %(size)s and %(rows)s rows.") % {
            "size": filesizeformat(MAX_BYTES), "rows": MAX_ROWS,
        }
        for field in self.fields.values():
            field.help_text = limits
        self.too_large = _too_large()
