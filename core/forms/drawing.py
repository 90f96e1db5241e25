"""Controls drawn by Python: what Django's templates of them give, at a tenth of the cost.

A select of thirty countries is sixty templates within another otherwise. All other widgets keep their templates.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

PLACE = "django/forms/widgets/{}.html"
INPUTS = (
    "checkbox", "color", "date", "datetime", "email", "file", "hidden", "input", "number", "password", "search",
    "tel", "text", "time", "url",
)
Widget = dict[str, Any]


class Renderer(TemplatesSetting):
    """settings: FORM_RENDERER."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        draw = DRAWN.get(template_name)
        if draw is None:
            return super().render(template_name, context, request)
        return SafeString(draw(context["widget"]))  # each part is escaped below


def _text(value: Any) -> str:
    return conditional_escape(value if isinstance(value, str) else str(value))


def _word(label: Any) -> str:
    """Days and numbers as the reader writes them."""
    return conditional_escape(localize(label))


def _attributes(widget: Widget) -> str:
    return "".join(
        f" {_text(name)}" if value is True else f' {_text(name)}="{_text(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _input(widget: Widget) -> str:
    value = "" if widget["value"] is None else f' value="{_text(widget["value"])}"'
    return f'<input type="{_text(widget["type"])}" name="{_text(widget["name"])}"{value}{_attributes(widget)}>'


def _labelled(widget: Widget) -> str:
    """One choice of several."""
    if not widget["wrap_label"]:
        return _input(widget)
    of = f' for="{_text(widget["attrs"]["id"])}"' if widget["attrs"].get("id") else ""
    return f"<label{of}>{_input(widget)} {_word(widget['label'])}</label>"


def _textarea(widget: Widget) -> str:
    value = _text(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{_text(widget["name"])}"{_attributes(widget)}>\n{value}</textarea>'


def _option(option: Widget) -> str:
    return f'<option value="{_text(option["value"])}"{_attributes(option)}>{_word(option["label"])}</option>'


def _select(widget: Widget) -> str:
    return f'<select name="{_text(widget["name"])}"{_attributes(widget)}>{"".join(_options(widget))}\n</select>'


def _options(widget: Widget) -> Iterator[str]:
    for group, options, _number in widget["optgroups"]:
        if group:
            yield f'\n  <optgroup label="{_word(group)}">'
        for option in options:
            yield f"\n  {_option(option)}"
        if group:
            yield "\n  </optgroup>"


DRAWN: dict[str, Callable[[Widget], str]] = {
    **{PLACE.format(name): _input for name in INPUTS},
    PLACE.format("checkbox_option"): _labelled,
    PLACE.format("radio_option"): _labelled,
    PLACE.format("textarea"): _textarea,
    PLACE.format("select"): _select,
}
