"""Controls are drawn as Django's own templates draw them."""

import re
from datetime import date

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, override

from core.forms.drawing import DRAWN, Renderer

HOSTILE = """<b>"x" & 'y'</b>"""
CHOICES = [
    ("", "---"), ("a", HOSTILE), (HOSTILE, gettext_lazy("Japan")), (3, 1234), ("d", date(2026, 11, 30)),
    ("s", SafeString("<i>s</i>")), (HOSTILE + "g", [("in", "Within"), (None, "None")]),
]
ATTRS = {
    "id": "id_x", "class": HOSTILE, "required": True, "disabled": False, "maxlength": 1200,
    "title": SafeString("a&amp;b"),
}
PLAIN = [
    forms.TextInput(), forms.NumberInput(), forms.EmailInput(), forms.URLInput(),
    forms.PasswordInput(render_value=True),
    forms.HiddenInput(), forms.DateInput(), forms.DateTimeInput(), forms.TimeInput(), forms.CheckboxInput(),
    forms.FileInput(), forms.Textarea(), forms.SearchInput(), forms.TelInput(), forms.ColorInput(),
]
CHOOSING = [
    forms.Select(choices=CHOICES), forms.SelectMultiple(choices=CHOICES), forms.RadioSelect(choices=CHOICES),
    forms.CheckboxSelectMultiple(choices=CHOICES), forms.NullBooleanSelect(),
]
VALUES = [None, "", "a", HOSTILE, 3, 1234567, True, False, SafeString("&amp;"), date(2026, 11, 30), ("a", 3)]


def squeezed(html: str) -> str:
    return re.sub(r"\s+", " ", html)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("widget", PLAIN + CHOOSING, ids=lambda widget: type(widget).__name__)
def test_a_control_is_what_django_draws(widget, language):
    with override(language):
        for value in VALUES:
            given = {"name": HOSTILE, "value": value, "attrs": ATTRS}
            ours, theirs = (squeezed(widget.render(**given, renderer=one())) for one in (Renderer, TemplatesSetting))
            assert ours == theirs


def test_each_choice_by_itself_is_what_django_draws():
    for widget in CHOOSING[2:4]:
        drawn = [[part.tag() for part in bound(widget, one)["x"]] for one in (Renderer, TemplatesSetting)]
        assert [squeezed(one) for one in drawn[0]] == [squeezed(one) for one in drawn[1]]
        assert len(drawn[0]) == 8


def bound(widget: forms.Widget, renderer: type) -> forms.Form:
    class Asking(forms.Form):
        x = forms.MultipleChoiceField(choices=CHOICES, widget=type(widget), required=False)

    return Asking({"x": ["a"]}, renderer=renderer())


def test_every_template_that_is_replaced_is_compared():
    met = {widget.template_name for widget in PLAIN + CHOOSING}
    met |= {widget.option_template_name for widget in CHOOSING if widget.option_template_name in DRAWN}
    assert {name for name in DRAWN if name not in met} <= {"django/forms/widgets/input.html"}
