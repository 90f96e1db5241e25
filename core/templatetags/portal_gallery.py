"""Sample data for the styleguide: templates/components/gallery.json, forms, files and texts that nobody wrote."""

import json
from typing import Any

from django import forms, template
from django.core.paginator import Page, Paginator
from django.template.loader import render_to_string

from core.files.enums import FileState
from core.forms.sections import Section, laid_out
from core.models import StoredFile
from core.multilingual import MACHINE, Texts
from core.readers import lights
from core.text import Phrase

register = template.Library()


class SampleForm(forms.Form):
    """Every kind of field the portal uses."""

    name = forms.CharField(label="Product name", help_text="Write it as a buyer would search for it.")
    code = forms.CharField(label="HS code", required=False)
    volume = forms.DecimalField(label="Yearly volume, tonnes", widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    kind = forms.ChoiceField(label="Certificate", choices=[("oeko", "OEKO-TEX Standard 100"), ("iso", "ISO 22000")])
    valid = forms.DateField(label="Valid until", help_text="For example 31.03.2028")
    markets = forms.MultipleChoiceField(
        label="Which markets do you supply?",
        choices=[
            ("JP", "Japan"), ("KZ", "Kazakhstan"), ("EU", "European Union"), ("KR", "South Korea"), ("CN", "China")
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    answer = forms.ChoiceField(
        label="How shall we write to you?",
        choices=[("mail", "By e-mail"), ("portal", "Only here in the portal")],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label="In your own words", widget=forms.Textarea, required=False)
    file = forms.FileField(label="Certificate file", help_text="PDF or picture, at most 10 MB.", required=False)
    consent = forms.BooleanField(
        label="My contact details may be sent to the partner abroad once both firms agree.",
        help_text="You can withdraw this at any time in the settings.",
    )


@register.simple_tag
def gallery_samples() -> dict[str, Any]:
    return json.loads(render_to_string("components/gallery.json"))


@register.simple_tag
def sample_form(filled: bool = False) -> forms.Form:
    wrong = {
        "name": "Cotton yarn, Ne 30/1", "volume": "1 800", "valid": "March 2028",
        "markets": ["JP", "KZ"], "kind": "oeko",
    }
    return (
        SampleForm({f"wrong-{name}": value for name, value in wrong.items()}, prefix="wrong") if filled
        else SampleForm()
    )


class LongForm(SampleForm):
    """A form in parts, one of them folded."""

    PARTS = [
        Section("What you offer", [("name",), ("volume", "valid")]),
        Section("More", [("code", "kind"), ("text",)], folded=True),
    ]

    @property
    def sections(self) -> list[dict[str, Any]]:
        return laid_out(self, self.PARTS)


@register.simple_tag
def long_form() -> forms.Form:
    return LongForm(prefix="long")


@register.simple_tag
def sample_files() -> list[StoredFile]:
    """One in each state."""
    refusal = Phrase("The file is damaged: %(name)s", {"name": "plan.pdf"}).stored()
    why = {FileState.REFUSED: refusal}
    return [
        StoredFile(state=state, name="Сертификат.pdf", size=182_400, sha256="0a" * 32, refusal=why.get(state, {}))
        for state in FileState
    ]


@register.simple_tag
def sample_texts() -> list[Texts]:
    """Japanese alone; with a Russian translation that nobody checked."""
    original = Texts().with_wording("ja", "協力に関する覚書", by=None, at=None)
    return [original, original.with_wording("ru", "Меморандум о сотрудничестве", by=MACHINE, at=None)]


@register.simple_tag
def sample_lights() -> list[dict[str, Any]]:
    """A title in two languages, its summary in one."""
    return lights([["ja", "ru"], ["ja"]])


@register.simple_tag
def sample_page() -> Page:
    return Paginator(range(200), 10).page(6)
