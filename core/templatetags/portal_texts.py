"""Texts in several languages on a page: marked with their language, and named where it is not the reader's."""

from typing import Any

from django import template

from core.i18n import current_language
from core.multilingual import Texts
from core.names import legible

register = template.Library()


@register.inclusion_tag("components/said.html")
def said(texts: Texts, block: bool = False) -> dict[str, Any]:
    """`block`: paragraphs; otherwise one line within another element."""
    return {"said": texts.here, "block": block}


@register.filter
def is_read_here(text: Any) -> bool:
    """Whether the reader of this page can read the letters; the language itself nobody noted."""
    return legible(str(text), current_language())
