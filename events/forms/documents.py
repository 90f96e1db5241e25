from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.files.forms import FileForm, UploadedDocument
from core.forms.languages import TextsForm
from core.forms.sections import Section, laid_out

from ..models import EventDocument


class DocumentForm(TextsForm, FileForm):
    needed = ("titles",)
    texts = {"titles": (EventDocument._meta.get_field("titles"), _("Title: %(language)s"))}
    language = forms.ChoiceField(label=_("Language of the text"), choices=settings.LANGUAGES)
    file = UploadedDocument(label=_("File"))
    is_public = forms.BooleanField(
        label=_("Anybody may read it"), required=False,
        help_text=_("Otherwise only people with a seat, and the organiser."),
    )

    def clean(self) -> dict:
        super().clean()
        self.require_a_language("titles", _("A document needs its title in at least one language."))
        return self.folded()

    @property
    def sections(self) -> list[dict]:
        others = Section(_("The same in other languages"), self.other_controls, folded=True)
        return laid_out(self, [Section("", [self.own_controls, ("language",), ("file",), ("is_public",)]), others])
