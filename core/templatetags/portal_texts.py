"""Texts in several languages on a page: marked with their language, and named where it is not the reader's."""

from typing import Any

from django import template

from core.multilingual import Texts

register = template.Library()


@register.inclusion_tag("components/said.html")
def said(texts: Texts, block: bool = False) -> dict[str, Any]:
    """`block`: paragraphs; otherwise one line within another element."""
    return {"said": texts.here, "block": block}
