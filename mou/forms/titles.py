"""Titles that were written in one language, in the others."""

from core.forms.languages import TextsForm
from core.forms.sections import Section, laid_out

from ..errors import TitleMissing
from .exchange import MaterialForm
from .memoranda import DocumentForm
from .obligations import OccasionForm


class _TitlesForm(TextsForm):
    def clean(self) -> dict:
        super().clean()
        self.require_a_language("titles", TitleMissing.message)
        return self.folded()

    @property
    def sections(self) -> list[dict]:
        return laid_out(self, [Section("", [self.own_controls, *self.other_controls])])


class DocumentTitles(_TitlesForm):
    texts = DocumentForm.texts


class MaterialTitles(_TitlesForm):
    texts = MaterialForm.texts


class OccasionTitles(_TitlesForm):
    texts = OccasionForm.texts
