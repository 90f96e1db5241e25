"""The letter that invites a delegation: who, why, when, where, whom to ask."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.geography import ZONE
from core.i18n import city_of, say_clock, say_day, speaking
from core.names import shown
from core.telephones import say_telephone
from core.typesetting.composing import compose
from core.typesetting.squares import qr_svg

from .words import country_name, day_in, person, say_span, shared

TEMPLATE = Path(__file__).resolve().parent / "letter.typ"
UNBROKEN = 400


def letter_pdf(content: dict[str, Any], *, language: str, as_of: datetime) -> bytes:
    """The same content, language and time give the same bytes."""
    with speaking(language):
        data = letter_data(content, language)
    return compose(TEMPLATE, data, as_of=as_of, pictures={"qr.svg": qr_svg(content["link"])})


def letter_data(content: dict[str, Any], language: str) -> dict[str, Any]:
    """What the template prints, in the language that is active."""
    guests = content["guests"]
    head = next((one for one in guests if one["is_head"]), None)
    return shared(content, language=language, zone_name=ZONE[content["to_country"]]) | {
        "host": _named(content, "host"),
        "contact": list(filter(None, [
            _named(content, "host_person"), say_telephone(content["host_phone"]), content["host_email"],
        ])),
        "heading": _("Letter of invitation"),
        "title": content["title"],
        "addressee": person(head) if head else None,
        "sending": country_name(content["from_country"]),
        "sentence": _sentence(content),
        "facts": [
            [_("Purpose"), content["purpose"]],
            [
                _("Time of the visit"),
                say_span(*(date.fromisoformat(content[name]) for name in ("starts_on", "ends_on"))),
            ],
            [_("Country visited"), country_name(content["to_country"])],
        ],
        "guests": [person(one) | {"latin": one["name_latin"] or "–", "is_head": one["is_head"]} for one in guests],
        "stops": [_stop(one) for one in content["stops"]],
        "labels": _labels(),
    }


def _sentence(content: dict[str, Any]) -> str:
    return _(
        "%(host)s has the honour of inviting the delegation named below to a visit. We ask all concerned to assist its "
        "members."
    ) % {
        "host": _named(content, "host")
    }


def _named(content: dict[str, Any], name: str) -> str:
    """As whoever reads the language of the letter can read it; letters of before hold no Latin letters of hosts."""
    return str(shown(content[name], content.get(f"{name}_latin", "")))


def _stop(one: dict[str, Any]) -> dict[str, Any]:
    """One row of the itinerary on its own clock; the last day is named only when it is another one."""
    zone = one["zone"]
    starts, ends = (datetime.fromisoformat(one[name]) for name in ("starts_at", "ends_at"))
    first, last = (day_in(one[name], zone) for name in ("starts_at", "ends_at"))
    opens, closes = say_clock(starts, zone), say_clock(ends, zone)
    hours = [f"{opens} – {closes}"] if first == last else [f"{opens} –", f"{say_day(last, width='short')} {closes}"]
    texts = {"place": one["place"], "what": one["what"], "host": _named(one, "host")}
    return texts | {
        "day": say_day(first, width="short"),
        "hours": hours,
        "city": city_of(zone),
        "unbroken": max(map(len, texts.values())) < UNBROKEN,
    }


def _labels() -> dict[str, str]:
    return {
        "to": _("To the delegation from:"),
        "contact": _("Contact person of the host"),
        "guests": _("Members of the delegation"),
        "head": _("Head of the delegation"),
        "name": pgettext("person", "Name"),
        "latin": pgettext("person", "Name in Latin letters"),
        "position": _("Position"),
        "organisation": _("Organisation"),
        "stops": _("Itinerary"),
        "day": _("Day"),
        "hours": _("Local time"),
        "place": _("Place"),
        "what": _("What happens"),
        "host": _("Host"),
    }
