"""Every kind of mail as its reader gets it, filled with samples: for those who write them and those who translate."""

import re
from pathlib import Path
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.i18n import speaking
from notifications.services import Letter, framed, render
from notifications.topics import KINDS, TOPICS

from ..samples import APPS, accounts, contexts_of
from ..samples.world import World

FOLDER = Path(settings.BASE_DIR) / "templates/emails"
ACCOUNT = "account"
# What stands in a mail as it is in every language: addresses, codes, numbers, names in brackets behind Latin ones.
DATA = re.compile(r"https?://\S+|\S+@\S+|[(（][^()（）]*[)）]|\bMinamin\b|\b[0-9a-f]{64}\b|[A-Z]{4}-[A-Z]{4}")
WORD = re.compile("[A-Za-z]{3,}")  # as English has them


def kinds() -> dict[str, list[str]]:
    """{app: kinds}; a template that begins with _ is a part of others."""
    found = {app: sorted(path.stem for path in (FOLDER / app).glob("[a-z]*.txt")) for app in APPS}
    return found | {ACCOUNT: sorted(accounts.PREFIXES)}


def letter_of(kind: str, language: str, request: HttpRequest) -> Letter:
    """`kind`: as companies/firm_verified."""
    world, (app, name) = World(language), kind.split("/")
    reader = world.reader
    with speaking(language, world.zone):
        if app == ACCOUNT:
            adapter = get_adapter(request)
            return adapter.letter(accounts.PREFIXES[name], "new@firm.example", accounts.context(world), reader)
        facts = contexts_of(app, world)[name] | {"recipient": reader, "person": reader, "zone": world.zone}
        return render(kind, facts, name=reader.full_name, name_latin=reader.name_latin, sender=world.sender)


def page(request: HttpRequest) -> dict[str, Any]:
    """All kinds, each with the subject that tells what it is about, in the language of whoever looks."""
    words = {
        "companies": _("Firms and profiles"), "matching": _("Matches and referrals"), "events": _("Events"),
        "leads": _("Inquiries"), "meetings": _("Meetings"), "mou": _("Memoranda"), "office": _("Work of the office"),
        "talks": _("Conversations"), "notifications": _("Digests"), ACCOUNT: _("Accounts"),
    }
    language = request.LANGUAGE_CODE.split("-")[0]
    return {"groups": [
        {"title": words[app], "kinds": [_row(f"{app}/{name}", language, request) for name in names]}
        for app, names in kinds().items()
    ]}


def _row(kind: str, language: str, request: HttpRequest) -> dict[str, str]:
    """With the topic under which readers set it."""
    topic = TOPICS[KINDS[kind].topic].label if kind in KINDS else ""
    return {"kind": kind, "subject": letter_of(kind, language, request).subject, "topic": topic}


def sample(kind: str, language: str, request: HttpRequest) -> dict[str, Any]:
    """One kind in one language, as text and as HTML, and what of it is still English."""
    letter = letter_of(kind, language, request)
    home = settings.PORTAL_URL + "/home/"
    link = "" if kind.startswith(ACCOUNT) else home
    text, html = framed(letter, language=language, link=link, settings_link=home)
    return {
        "kind": kind, "letter": letter, "text": text, "html": html, "language": language,
        "untranslated": still_english(kind, language, request),
    }


def still_english(kind: str, language: str, request: HttpRequest) -> list[str]:
    """Lines that say the same in this language as in English, and are not data alone."""
    if language == "en":
        return []
    ours, english = (_lines(letter_of(kind, code, request)) for code in (language, "en"))
    return [line for line in ours if line in english and _has_words(line)]


def _lines(letter: Letter) -> list[str]:
    return [line.strip() for part in (letter.subject, letter.text, letter.button) for line in part.splitlines()]


def _has_words(line: str) -> bool:
    """Whether anything is left that could be translated; names of the samples could not."""
    bare = DATA.sub("", line)
    for name in World("en").names:
        bare = bare.replace(name, "")
    return bool(WORD.search(bare))
