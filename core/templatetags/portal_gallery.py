"""Sample data for the component gallery (development only): templates/components/gallery.json and one form."""

import json
from typing import Any

from django import forms, template
from django.core.paginator import Page, Paginator
from django.template.loader import render_to_string

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


@register.simple_tag
def sample_page() -> Page:
    return Paginator(range(200), 10).page(6)
