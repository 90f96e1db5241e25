from django import forms
from django.utils.translation import gettext_lazy as _

from core.files.forms import FileForm, UploadedDocument
from core.forms.fields import Day, WholeNumber, Words
from core.forms.languages import TextsForm
from core.forms.sections import Section, laid_out

from ..models import Evidence, Revision

TEXTS = {
    "titles": (Evidence._meta.get_field("titles"), _("What was delivered: %(language)s")),
    "notes": (Evidence._meta.get_field("notes"), _("Remarks: %(language)s")),
}


class EvidenceForm(TextsForm, FileForm):
    texts = TEXTS
    happened_on = Day(label=_("Delivered on"))
    quantity = WholeNumber(label=_("How many?"), min_value=1, max_value=1000, initial=1)
    period = forms.ChoiceField(
        label=_("For which period?"), required=False,
        help_text=_("Choose one only when it is late and meant for an earlier period."),
    )
    file = UploadedDocument(label=_("File"), required=False)

    def __init__(self, *args, periods: list[tuple[str, str]], needs_period: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["period"]
        field.required = needs_period
        field.choices = periods if needs_period else [("", _("The period of that date")), *periods]
        if needs_period:
            field.label, field.help_text = _("For which occasion?"), ""

    def clean(self) -> dict:
        super().clean()
        self.require_a_language("titles", _("Say what was delivered in at least one language."))
        return self.folded()

    @property
    def sections(self) -> list[dict]:
        title, note = self.own_controls
        others = Section(_("The same in other languages"), self.other_controls, folded=True)
        own = [(title,), ("happened_on", "quantity"), ("period",), (note,), ("file",)]
        return laid_out(self, [Section("", own), others])


class EvidenceTextsForm(TextsForm):
    """For readers of other languages than the one it was written in."""

    texts = TEXTS

    @staticmethod
    def shown_of(row: Evidence) -> dict:
        return {"titles": row.titles, "notes": row.notes}

    def clean(self) -> dict:
        super().clean()
        return self.folded()


class RevisionForm(FileForm):
    file = UploadedDocument(label=_("File"))
    note = Words(limit=Revision.note, label=_("What is new in it?"), required=False)
