"""What a translation must keep to, whoever words it: placeholders, signs of the language, the glossary."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext_noop as _

from .text import Phrase

GLOSSARY = Path(settings.ROOT) / "docs" / "glossary.md"
HOLDERS = re.compile(r"%\(\w+\)[sd]|%%|%s|%d|\{\w*\}|</?[a-z][^>]*>")
# A greeting or thanks may leave out who sends it, a mail names the portal once.
MAY_BE_LEFT_OUT = {"%(site_name)s"}
LOOK_ALIKE = re.compile(r"[а-яёәғқңөұүһі][a-z]|[a-z][а-яёәғқңөұүһі]", re.I)
APOSTROPHE = re.compile(r"(?<=\w)['’‘`](?=\w)")
NEVER = {  # signs and words that a language does not use; a placeholder stands as %
    "ja": "あなた|[ぁ-んァ-ヶ一-龠][(:]|\\)[ぁ-んァ-ヶ一-龠]", "ru": "№ |[“”]", "kk": "[“”]", "uz": "[“”‘’]",
}
RULED_OUT = re.compile(r"(ja|ru|kk|uz): ([^;]+)")
ENDS = re.compile(r"^\s*|\s*$")


class Wording(NamedTuple):
    """One form of a translation beside what it translates."""

    language: str
    english: str
    text: str
    plural: str = ""

    @property
    def bare(self) -> str:
        return HOLDERS.sub("%", self.text)


def faults(wording: Wording) -> list[Phrase]:
    """All that speaks against it, as sentences for whoever wrote it."""
    return [fault for rule in RULES for fault in rule(wording)]


def _is_filled(wording: Wording) -> list[Phrase]:
    return [] if wording.text.strip() else [Phrase(_("This field is empty."))]


def keeps_placeholders(wording: Wording) -> bool:
    """All of them, as often; a plural form may leave out its number."""
    held, here = HOLDERS.findall(wording.english), HOLDERS.findall(wording.text)
    allowed, left_out = {*held, *HOLDERS.findall(wording.plural)}, {*held} - {*here}
    if sorted(here) == sorted(held):
        return True
    return {*here} <= allowed and bool(wording.plural or (left_out and left_out <= MAY_BE_LEFT_OUT))


def _placeholders(wording: Wording) -> list[Phrase]:
    if keeps_placeholders(wording):
        return []
    held = " ".join(dict.fromkeys(HOLDERS.findall(wording.english + " " + wording.plural))) or "–"
    return [Phrase(_("Placeholders and tags must stay as they are in English: %(held)s"), {"held": held})]


def _other_signs(wording: Wording) -> list[Phrase]:
    """A sign of HTML or of a placeholder that is no whole one would break a page."""
    rest, english = HOLDERS.sub("", wording.text), HOLDERS.sub("", wording.english + wording.plural)
    broken = [sign for sign in "<>%{}" if sign in rest and sign not in english]
    return [Phrase(_("This sign may not stand here: %(sign)s"), {"sign": sign}) for sign in broken]


def _blanks(wording: Wording) -> list[Phrase]:
    same_ends = ENDS.findall(wording.text) == ENDS.findall(wording.english)
    if (same_ends and not re.search(r"\S {2,}\S", wording.text)) or not re.search("[a-z]", wording.english, re.I):
        return []  # a separator alone is another one in Japanese
    return [Phrase(_("Blanks at the beginning and the end must be as in English, and single between words."))]


def _letters(wording: Wording) -> list[Phrase]:
    if wording.language in ("ru", "kk") and (found := LOOK_ALIKE.search(HOLDERS.sub(" ", wording.text))):
        return [Phrase(_("A Latin letter hides in a Cyrillic word: %(found)s"), {"found": found.group()})]
    if wording.language == "uz" and APOSTROPHE.search(HOLDERS.sub(" ", wording.text)):
        return [Phrase(_("Write ʻ in oʻ and gʻ, and ʼ elsewhere."))]
    return []


def _usual_signs(wording: Wording) -> list[Phrase]:
    found = re.search(NEVER[wording.language], wording.bare)
    template = _("The language does not write this: %(found)s (docs/words.md)")
    return [Phrase(template, {"found": found.group()})] if found else []


def _glossary(wording: Wording) -> list[Phrase]:
    found = clash(wording.text, ruled_out(wording.language))
    return [Phrase(_("The glossary has another word for this: %(found)s"), {"found": found})] if found else []


RULES: list[Callable[[Wording], list[Phrase]]] = [
    _is_filled, _placeholders, _other_signs, _blanks, _letters, _usual_signs, _glossary,
]


@cache
def glossary() -> list[list[str]]:
    """The cells of the table, without its head."""
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")][2:]


def ruled_out(language: str) -> list[str]:
    """Words that the table rules out, each the beginning of a word."""
    found = [match for row in glossary() for match in RULED_OUT.findall(row[5])]
    return [word.strip().lower() for code, word in found if code == language]


def clash(text: str, words: list[str]) -> str:
    """The first of them that stands in the text; otherwise ""."""
    starts = "|".join(f"(?<![-а-яёәғқңөұүһіa-zʻʼ]){re.escape(word)}" for word in words)
    found = re.search(starts, text.lower()) if words else None
    return found.group() if found else ""
