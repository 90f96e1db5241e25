"""The catalogues keep to docs/glossary.md: no word stands in them that the table rules out."""

from pathlib import Path

import polib
import pytest

from core.wording import clash, glossary, ruled_out

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("ja", "ru", "kk", "uz")


def said(language: str) -> list[str]:
    catalogue = polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.po"))
    return [text for entry in catalogue if not entry.obsolete for text in (entry.msgstr, *entry.msgstr_plural.values())]


def test_every_row_has_its_five_words():
    assert [row for row in glossary() if len(row) != 6 or not all(row[:5])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_uses_a_word_that_is_ruled_out(language):
    assert [text for text in said(language) if clash(text, ruled_out(language))] == []


@pytest.mark.parametrize("language, planted", [
    ("kk", "Екі компания сәйкестендірілді."), ("uz", "Ikki kompaniya moslashtirildi."), ("ja", "催し"),
    ("ja", "情報レターを公開しました。"), ("ru", "Занятие перенесено."),
])
def test_a_planted_clash_is_found(language, planted):
    assert clash(planted, ruled_out(language))
