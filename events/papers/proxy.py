"""The letter of proxy: who cannot come, who comes instead, and whether the partner has consented."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from core.i18n import speaking
from core.typesetting.composing import compose
from core.typesetting.squares import qr_svg

from .words import person, say_there, shared

TEMPLATE = Path(__file__).resolve().parent / "proxy.typ"


def proxy_pdf(content: dict[str, Any], *, language: str, as_of: datetime) -> bytes:
    """The same content, language and time give the same bytes."""
    with speaking(language):
        data = proxy_data(content, language)
    return compose(TEMPLATE, data, as_of=as_of, pictures={"qr.svg": qr_svg(content["link"])})


def proxy_data(content: dict[str, Any], language: str) -> dict[str, Any]:
    """What the template prints, in the language that is active."""
    facts = [
        [_("Event"), content["event_titles"].said(language).text],
        [_("Date and time"), say_there(content["starts_at"], content["zone"])],
        [_("Place"), content["place"]],
        [_("Reason"), content["reason"]],
    ]
    return shared(content, language=language, zone_name=content["zone"]) | {
        "heading": _("Letter of proxy"),
        "sentence": _(
            "I, the undersigned, cannot attend the event named below and authorise the representative named below to "
            "act in my place."
        ),
        "facts": [fact for fact in facts if fact[1]],
        "people": [
            {"label": _("The undersigned")} | person(content["original"]),
            {"label": _("Representative")} | person(content["substitute"]),
        ],
        "consent": _consent(content),
        "signer": content["original"]["name"],
    }


def _consent(content: dict[str, Any]) -> str:
    if not content["consented_at"]:
        return _("The partner has not consented yet.")
    said = {"who": content["consented_by"], "when": say_there(content["consented_at"], content["zone"])}
    return _("The partner has consented: %(who)s, %(when)s.") % said
