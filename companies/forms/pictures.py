"""A picture the firm adds, and what staff say about it."""
from django import forms
from django.utils.translation import gettext_lazy as _

from core.files.forms import FileForm, UploadedDocument
from core.forms.fields import Words

from ..enums import PictureReason
from ..models import Picture


class PictureForm(FileForm):
    file = UploadedDocument(
        label=_("Picture"), help_text=_("PNG or JPEG, at most 10 MB. Place and camera are taken out of it."),
        widget=forms.ClearableFileInput(attrs={"accept": ".png,.jpg,.jpeg"}),
    )
    alt = Words(
        limit=Picture.alt, label=_("What is to be seen on it?"),
        help_text=_("One short sentence in this language: %(language)s. It is read out to people who cannot see it."),
    )

    def __init__(self, *args, language: str, **kwargs):
        super().__init__(*args, **kwargs)
        alt = self.fields["alt"]
        alt.help_text = alt.help_text % {"language": language}
        alt.widget.attrs["lang"] = ""


class PictureRefusalForm(forms.Form):
    why = forms.ChoiceField(label=_("Why is it not shown?"), choices=[("", _("Please choose")), *PictureReason.choices])
