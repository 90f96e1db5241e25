from django import forms
from django.utils.translation import gettext_lazy as _

from core.files.forms import FileForm, UploadedDocument
from core.forms.fields import Day, WholeNumber, Words

from ..models import Evidence, Revision
from ..models.evidence import LONGEST_REMARK


class EvidenceForm(FileForm):
    title = Words(limit=Evidence.title, label=_("What was delivered?"))
    happened_on = Day(label=_("Delivered on"))
    quantity = WholeNumber(label=_("How many?"), min_value=1, max_value=1000, initial=1)
    period = forms.ChoiceField(
        label=_("For which period?"), required=False,
        help_text=_("Choose one only when it is late and meant for an earlier period."),
    )
    note = Words(limit=LONGEST_REMARK, multiline=True, label=_("Remarks"), required=False)
    file = UploadedDocument(label=_("File"), required=False)

    def __init__(self, *args, periods: list[tuple[str, str]], needs_period: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["period"]
        field.required = needs_period
        field.choices = periods if needs_period else [("", _("The period of that date")), *periods]
        if needs_period:
            field.label, field.help_text = _("For which occasion?"), ""


class RevisionForm(FileForm):
    file = UploadedDocument(label=_("File"))
    note = Words(limit=Revision.note, label=_("What is new in it?"), required=False)
