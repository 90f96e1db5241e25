"""Texts in several languages on a page: marked with their language, and named where it is not the reader's."""

from typing import Any

from django import template
from django.conf import settings
from django.template.base import Parser, Token
from django.utils.safestring import SafeString

from core.devices import device
from core.i18n import IN_RUSSIAN, READ_RUSSIAN, current_language
from core.looks import look
from core.multilingual import Texts
from core.names import legible
from core.telephones import say_telephone

register = template.Library()


class ConstantNode(template.Node):
    """Keeps what it drew in each of our languages."""

    def __init__(self, nodelist: template.NodeList):
        self.nodelist = nodelist
        self.drawn: dict[str, SafeString] = {}

    def render(self, context: template.Context) -> SafeString:
        language = current_language()
        if language not in self.drawn:
            nothing = template.Context({"languages": settings.LANGUAGES})
            nothing.template = context.template
            self.drawn[language] = self.nodelist.render(nothing)
        return self.drawn[language]


@register.tag
def constant(parser: Parser, _token: Token) -> ConstantNode:
    """{% constant %}…{% endconstant %}: drawn once for each language, for all readers.

    It is given nothing of the page around it but `languages`, so it can show nobody's data to another.
    """
    nodelist = parser.parse(("endconstant",))
    parser.delete_first_token()
    return ConstantNode(nodelist)


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
