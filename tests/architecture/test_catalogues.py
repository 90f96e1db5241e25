"""Translations: Japanese and Russian complete, all four sound (placeholders, plurals, letters of the right script).

The texts of Django and allauth that can appear have our words in every language (locale_libraries/).
"""
import re
from pathlib import Path

import polib
import pytest
from django.utils.translation import gettext, ngettext, override, pgettext

from core.wording import APOSTROPHE, HOLDERS, LOOK_ALIKE, NEVER, Wording, keeps_placeholders
from scripts.library_texts import missing

ROOT = Path(__file__).resolve().parents[2]
PLURALS = {"ja": 1, "ru": 4, "kk": 2, "uz": 2}
FOLDERS = ("locale", "locale_libraries")


def book(folder: str, language: str) -> list[polib.POEntry]:
    path = ROOT / folder / language / "LC_MESSAGES" / "django.po"
    return [entry for entry in polib.pofile(str(path)) if not entry.obsolete]


def catalogue(language: str) -> list[polib.POEntry]:
    return [entry for folder in FOLDERS for entry in book(folder, language)]


def forms(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@pytest.mark.parametrize("language", ["ja", "ru"])
def test_nothing_is_missing(language):
    missing = [entry.msgid for entry in catalogue(language) if not all(forms(entry)) or entry.fuzzy]
    assert missing == []


@pytest.mark.parametrize("language", PLURALS)
def test_placeholders_are_the_same(language):
    wrong = [
        (entry.msgid, text) for entry in catalogue(language) for text in filter(None, forms(entry))
        if not keeps_placeholders(Wording(language, entry.msgid, text, entry.msgid_plural))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", PLURALS)
def test_no_text_of_a_library_appears_in_english(language):
    assert missing(language) == []


@pytest.mark.parametrize("language", PLURALS)
def test_our_words_win_over_a_librarys(language):
    with override(language):
        lost = [entry.msgid for entry in book("locale_libraries", language) if _said(entry) != forms(entry)[0]]
    assert lost == []


def _said(entry: polib.POEntry) -> str:
    if entry.msgid_plural:
        return ngettext(entry.msgid, entry.msgid_plural, 1)
    return pgettext(entry.msgctxt, entry.msgid) if entry.msgctxt else gettext(entry.msgid)


@pytest.mark.parametrize("language", PLURALS)
def test_plural_forms_are_counted_right(language):
    wrong = [
        entry.msgid
        for entry in catalogue(language) if entry.msgid_plural and len(entry.msgstr_plural) != PLURALS[language]
    ]
    assert wrong == []


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_no_latin_letter_hides_in_a_cyrillic_word(language):
    wrong = [
        text for entry in catalogue(language) for text in forms(entry) if LOOK_ALIKE.search(HOLDERS.sub(" ", text))
    ]
    assert wrong == []


def test_uzbek_uses_its_own_apostrophes():
    texts = [text for entry in catalogue("uz") for text in forms(entry)]
    assert [text for text in texts if APOSTROPHE.search(HOLDERS.sub(" ", text))] == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_languages_without_a_native_review_say_so(folder):
    for language in ("kk", "uz"):
        text = (ROOT / folder / language / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
        assert "reviewed before launch" in text.split("msgid", 1)[0]


@pytest.mark.parametrize("language", NEVER)
def test_signs_and_words_that_a_language_does_not_use(language):
    """No あなた, full-width brackets and colons in Japanese; quotation marks as each language has them."""
    texts = [text for entry in catalogue(language) for text in forms(entry)]
    assert [text for text in texts if re.search(NEVER[language], HOLDERS.sub("%", text))] == []
