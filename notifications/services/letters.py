"""What stands around the text of a letter: whom it greets, its one button, who answers for it and where replies go."""

import re
from typing import Any, NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from core.i18n import speaking
from core.names import greeting
from core.telephones import say_telephone

BUTTON = "→ "  # begins the last line of a template that names its button
HOLES = re.compile(r"\n\s*\n")  # a line left out of a template may leave two empty ones


class Sender(NamedTuple):
    """Who answers for a letter; person, role and office are put into the reader's language by str()."""

    person: Any
    role: Any = ""
    office: Any = ""
    phone: str = ""
    address: str = ""


class Letter(NamedTuple):
    subject: str
    text: str
    greeting: str
    button: str
    signature: str
    reply_to: str


def render(kind: str, context: dict, *, name: str, name_latin: str, sender: Sender | None) -> Letter:
    """From emails/<kind>.txt, in the language active now: the subject's line, the text, the button's line."""
    subject, _rest, text = render_to_string(f"emails/{kind}.txt", context).strip().partition("\n")
    text, button = _parted(HOLES.sub("\n\n", text.strip()))
    return Letter(
        subject=" ".join(subject.split())[:250],
        text=text + "\n",
        greeting=greeting(name, name_latin)[:250] if name else "",
        button=button[:80],
        signature=_signature(sender),
        reply_to=sender.address if sender else "",
    )


def _parted(text: str) -> tuple[str, str]:
    body, _newline, last = text.rpartition("\n")
    return (body.rstrip(), last.removeprefix(BUTTON)) if last.startswith(BUTTON) else (text, "")


def _signature(sender: Sender | None) -> str:
    """Several lines; the office itself where no person answers."""
    if sender is None:
        return ""
    phone = _("Telephone: %(phone)s") % {"phone": say_telephone(sender.phone)} if sender.phone else ""
    return "\n".join(str(line) for line in (sender.person, sender.role, sender.office, phone) if str(line))


def framed(letter: Any, *, language: str, link: str, settings_link: str) -> tuple[str, str]:
    """The mail as plain text, and the same words in a quiet HTML frame. `letter`: a Letter, or a Message that kept one.

    `link`: where the button leads; `settings_link`: empty for somebody without an account."""
    frame = {
        "message": letter, "language": language, "link": link, "settings_link": settings_link,
        "office": office_of(letter.reply_to),
    }
    with speaking(language):
        return render_to_string("emails/frame.txt", frame), render_to_string("emails/frame.html", frame)


def office_of(address: str) -> dict[str, str]:
    """The postal identity at the foot of every letter."""
    return {
        "name": settings.OFFICE_NAME,
        "post": settings.OFFICE_ADDRESS,
        "phone": say_telephone(settings.OFFICE_PHONE),
        "mail": address or settings.SUPPORT_ADDRESS,
    }
