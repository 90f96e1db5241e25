"""Texts in several languages on a page: marked with their language, and named where it is not the reader's."""

from typing import Any

from django import template

from core.devices import device
from core.i18n import IN_RUSSIAN, READ_RUSSIAN, current_language
from core.looks import look
from core.multilingual import Texts
from core.names import legible
from core.telephones import say_telephone

register = template.Library()
register.filter("device", device)
register.filter("telephone", say_telephone)


@register.filter
def email_of(row: Any) -> str:
    """The one way in which a template shows somebody's address: it leaves its row."""
    return look(row).email if row else ""


@register.inclusion_tag("components/said.html")
def said(texts: Texts, block: bool = False) -> dict[str, Any]:
    """`block`: paragraphs; otherwise one line within another element."""
    return {"said": texts.here, "block": block}


@register.inclusion_tag("components/told_of_language.html", takes_context=True)
def told_of_language(context) -> dict[str, Any]:
    """Once, to whoever is shown Russian because the portal lacks their language: says so in both."""
    request = context.get("request")
    code = getattr(request, "missing_language", "")
    if not code or current_language() != "ru":
        return {}
    request.told_of_language = True
    own, which = READ_RUSSIAN[code]
    return {"code": code, "words": (own, IN_RUSSIAN.format(which))}


@register.filter
def is_read_here(text: Any) -> bool:
    """Whether the reader of this page can read the letters; the language itself nobody noted."""
    return legible(str(text), current_language())
