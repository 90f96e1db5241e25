"""Component tags: every page is put together from these and from templates/components/."""

from functools import lru_cache
from typing import Any

from django import forms, template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from core.geography import Side
from core.multilingual import Texts

register = template.Library()

# State is never colour alone: each tone has its icon, and the page supplies the word.
TONE_ICON = {
    "done": "circle-check",
    "waiting": "clock",
    "due": "clock",
    "overdue": "triangle-alert",
    "planned": "circle-dashed",
    "draft": "pencil",
    "info": "circle-dot",
}
# verdict or result: (tone, icon, word)
VERDICTS = {
    "fits": ("done", "circle-check", _("Fits")),
    "partly": ("info", "circle-dot", _("Partly fits")),
    "check": ("due", "triangle-alert", _("To check")),
    "conflicts": ("overdue", "circle-x", _("Conflicts")),
    "unanswered": ("planned", "circle-dashed", _("No answer")),
    "done": ("done", "circle-check", _("Done")),
    "waiting": ("waiting", "clock", _("Waiting")),
    "failed": ("overdue", "circle-x", _("Not passed")),
    "not_applicable": ("planned", "circle-minus", _("Not applicable")),
}
MESSAGE_LOOK = {
    "success": ("done", "circle-check"),
    "warning": ("due", "triangle-alert"),
    "error": ("overdue", "circle-alert"),
}
FIT_TINTS = 5
# For what depends on nothing but what it is given: marked and bare texts are kept apart, as they are escaped otherwise.
drawn_once = lru_cache(maxsize=4096, typed=True)


@register.simple_tag
def icon(name: str, size: int = 20, label: str = "") -> SafeString:
    """An icon of the sprite; decorative unless it carries a label."""
    return _icon(name, size, conditional_escape(label))


@drawn_once
def _icon(name: str, size: int, label: SafeString) -> SafeString:
    role = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    source = f"{static('icons/sprite.svg')}#{name}"
    return format_html(
        '<svg class="icon" width="{}" height="{}" {}><use href="{}"></use></svg>', size, size, role, source
    )


@register.simple_tag
def status_tag(tone: str, word: str, icon: str = "", quiet: bool = False) -> SafeString:
    """Icon + word in a tone: done, waiting, due, overdue, planned, draft, info."""
    return _tag(tone, icon or TONE_ICON[tone], conditional_escape(word), quiet)


@register.simple_tag
def verdict_tag(verdict: str, word: str = "") -> SafeString:
    """The tag of a comparison verdict or of a check's result, with its usual word."""
    tone, symbol, usual = VERDICTS[verdict]
    return _tag(tone, symbol, conditional_escape(word or usual))


@drawn_once
def _tag(tone: str, symbol: str, word: SafeString, quiet: bool = False) -> SafeString:
    look = f"tag tag--{tone}" + (" tag--quiet" if quiet else "")
    return format_html('<span class="{}">{}{}</span>', look, icon(symbol, 16), word)


@register.simple_tag
def side_marker(side: str, word: str = "", compact: bool = False, lang: str = "") -> SafeString:
    """Square for Japan, round for Central Asia, always with the word (hidden when compact); `lang`: of the word."""
    return _marker(side, conditional_escape(word or Side(side).label), compact, lang)


@drawn_once
def _marker(side: str, word: SafeString, compact: bool, lang: str) -> SafeString:
    shape = (
        '<rect x="1" y="1" width="8" height="8" rx="1"/>' if side == Side.JAPAN else '<circle cx="5" cy="5" r="4.5"/>'
    )
    return format_html(
        '<span class="side side--{}"><svg class="side__mark" width="10" height="10" aria-hidden="true">{}</svg>'
        '<span class="{}"{}>{}</span></span>',
        side,
        mark_safe(shape),  # noqa: S308 - one of the two above
        "visually-hidden" if compact else "side__word",
        format_html(' lang="{}"', lang) if lang else "",
        word,
    )


@register.filter
def message_tone(message: Any) -> str:
    """The look of a Django message: a caution panel's tone."""
    return MESSAGE_LOOK.get(message.level_tag, ("info", ""))[0]


@register.filter
def message_icon(message: Any) -> str:
    return MESSAGE_LOOK.get(message.level_tag, ("", "info"))[1]


# Blocks: {% card … %}…{% endcard %}


@register.simple_block_tag
def card(content: str, **options: Any) -> SafeString:
    """options: title, level, aside, url, url_text, tone, id."""
    return render_to_string("components/card.html", {"content": content, "level": 2} | options)


@register.simple_block_tag
def page_head(content: str, **options: Any) -> SafeString:
    """options: title, title_lang, lead, number (of the case), back_url, back_text, focus; title and lead may be Texts;
    the content is the row of actions.
    """
    for name in ("title", "lead"):
        if isinstance(texts := options.get(name), Texts):
            options |= {name: texts.here, f"{name}_lang": texts.here.language, f"{name}_label": texts.here.label}
    content = mark_safe(content.strip())  # noqa: S308 - rendered by the template around it, escaped there
    return render_to_string("components/page_head.html", {"content": content} | options)


@register.simple_block_tag
def button_row(content: str, align: str = "") -> SafeString:
    look = f"button-row button-row--{align}" if align else "button-row"
    # What stands in the block was rendered, and escaped, by the template around it.
    return format_html('<div class="{}">{}</div>', look, mark_safe(content))  # noqa: S308


# Actions: every one is a real form


@register.inclusion_tag("components/post_button.html")
def post_button(url: str, text: str, kind: str = "outline", **options: Any) -> dict[str, Any]:
    """options: icon, name, value, key."""
    return {"url": url, "text": text, "kind": kind} | options


@register.inclusion_tag("components/decision_bar.html")
def decision_bar(url: str, actions: list[dict[str, Any]], **options: Any) -> dict[str, Any]:
    """actions: name, value, label, kind, key, formaction; options: reason_label, reason_name, reason, error, label;
    `codes`: [(value, words)] to choose from when it is refused, `code` the one chosen,
    `code_error` what is wrong with it.
    """
    return {"url": url, "actions": actions, "reason_name": "reason"} | options


@register.inclusion_tag("components/undo_strip.html")
def undo_strip(text: str, url: str, seconds: int = 10) -> dict[str, Any]:
    return {"text": text, "url": url, "seconds": seconds}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: template.Context, page_obj: Any, name: str = "page") -> dict[str, Any]:
    """Pages that keep the other query parameters."""
    query = context["request"].GET.copy()
    query.pop(name, None)
    pages = list(page_obj.paginator.get_elided_page_range(page_obj.number, on_each_side=1, on_ends=1))
    start = f"?{query.urlencode()}&{name}=" if query else f"?{name}="
    return {"page_obj": page_obj, "pages": pages, "start": start, "gap": page_obj.paginator.ELLIPSIS}


@register.simple_tag(takes_context=True)
def query_without(context: template.Context, name: str, value: Any = None) -> str:
    """The present query string without one parameter or one of its values, for filter chips."""
    query = context["request"].GET.copy()
    kept = [one for one in query.getlist(name) if value is not None and one != str(value)]
    query.setlist(name, kept)
    query.pop("page", None)
    return f"?{query.urlencode()}"


# Figures drawn by the server


@register.inclusion_tag("components/fit_bar.html")
def fit_bar(factors: list[dict[str, Any]], total: float = 100) -> dict[str, Any]:
    """A stacked bar; geometry as SVG attributes, written without the reader's decimal comma."""
    parts, start = [], 0.0
    for number, factor in enumerate(factors, 1):
        share = 100 * float(factor["points"]) / total
        parts.append({"x": f"{start:.2f}%", "width": f"{share:.2f}%", "tint": min(number, FIT_TINTS)})
        start += share
    return {"parts": parts}


@register.inclusion_tag("components/bars.html")
def bars(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Left-aligned bars, easier to compare than a centred funnel: label, number, note, url."""
    top = max([row["number"] for row in rows], default=0) or 1
    return {"rows": [row | {"width": f"{100 * row['number'] / top:.2f}%"} for row in rows]}


# Forms: label → help → error → field


@register.inclusion_tag("components/field.html")
def form_field(field: forms.BoundField, **options: Any) -> dict[str, Any]:
    """options: width (short, medium), pills, optional, label."""
    widget = field.field.widget
    kind = _kind(field)
    mark = options.pop("optional", True) and kind != "tick" and not (field.field.required or field.field.disabled)
    pills = options.pop("pills", isinstance(widget, forms.CheckboxSelectMultiple))
    mark = mark and (getattr(field.field, "mark", "") or _("(optional)"))
    return {"field": field, "kind": kind, "optional": mark, "pills": pills, "control": _control(field, kind)} | options


def _kind(field: forms.BoundField) -> str:
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "tick"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "group"
    return "several" if field.use_fieldset else "single"


def _control(field: forms.BoundField, kind: str) -> SafeString:
    """The bare widget; placeholders are left out, examples belong into the help text."""
    if kind != "single":
        return SafeString() if kind == "group" else field.as_widget()
    own = field.field.widget.attrs.get("class", "")
    control = field.as_widget(attrs={"class": f"control {own}".strip(), "placeholder": False})
    return control + field.as_hidden(only_initial=True) if field.field.show_hidden_initial else control


@register.filter
def first_control(field: forms.BoundField) -> str:
    """The id an error link jumps to: of a group, its first choice."""
    if _kind(field) == "group" and len(field):
        return field[0].id_for_label
    return field.id_for_label or field.auto_id


@register.inclusion_tag("components/form_body.html")
def form_body(form: forms.BaseForm, **options: Any) -> dict[str, Any]:
    """All fields of a form, hidden ones included; options go to every field."""
    return {"form": form, "optional": options.get("optional", True)}


@register.inclusion_tag("components/error_summary.html")
def error_summary(*parts: Any) -> dict[str, Any]:
    """What must be mended in one or more forms or formsets, with links into the fields."""
    flat = [form for part in parts if part for form in _forms_of(part)]
    general = [text for form in flat for text in form.non_field_errors()]
    general += [text for part in parts if isinstance(part, forms.BaseFormSet) for text in part.non_form_errors()]
    general += [text for form in flat for field in form.hidden_fields() for text in field.errors]
    fields = [field for form in flat for field in form.visible_fields() if field.errors]
    meanwhile = [change for form in flat for change in getattr(form, "meanwhile", ())]
    count = len(general) + len(fields)
    return {"general": general, "fields": fields, "count": count, "meanwhile": meanwhile}


def _forms_of(part: Any) -> list[forms.BaseForm]:
    if isinstance(part, forms.BaseFormSet):
        return list(part.forms) if part.is_bound else []
    return [part] if part.is_bound else []


@register.inclusion_tag("components/whole_form.html")
def whole_form(form: forms.BaseForm, submit: str, **options: Any) -> dict[str, Any]:
    """options: action, method, kind, summary, cancel_url, optional."""
    return {
        "form": form, "submit": submit, "method": "post", "kind": "filled", "summary": True, "optional": True
    } | options
