"""Before it is signed: each part of a memorandum in each language, and what is missing."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from core.readers import MISSING, PARTLY, SIGNS, WHOLE, WORDS

from ..computed.wording import Part, parts_of
from ..models import Memorandum


def wording_table(memorandum: Memorandum) -> dict[str, Any]:
    """Languages in which nothing is written are left out of it."""
    parts = parts_of(memorandum)
    begun = {code for part in parts for texts in part.texts for code in texts}
    languages = [pair for pair in settings.LANGUAGES if pair[0] in begun]
    return {
        "languages": languages,
        "rows": [{"label": _label(part), "cells": [_cell(part, code) for code, _name in languages]} for part in parts],
    }


def _label(part: Part) -> str:
    if part.commitment:
        return f"{part.commitment.number}. {part.commitment.titles}"
    return _("Purpose") if part.name == "purpose" else _("Title")


def _cell(part: Part, language: str) -> dict[str, Any]:
    found = sum(language in texts for texts in part.texts)
    state = MISSING if not found else WHOLE if found == len(part.texts) else PARTLY
    return {"sign": SIGNS[state], "word": WORDS[state], "missing": state != WHOLE}
