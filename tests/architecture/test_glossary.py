"""The catalogues keep to docs/glossary.md: no word stands in them that the table rules out."""

import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("ja", "ru", "kk", "uz")
RULED_OUT = re.compile(r"(ja|ru|kk|uz): ([^;]+)")


def rows() -> list[list[str]]:
    """The cells of the table, without its head."""
    lines = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return cells[2:]


def ruled_out(language: str) -> list[str]:
    found = [match for row in rows() for match in RULED_OUT.findall(row[5])]
    return [word.strip().lower() for code, word in found if code == language]


def clashes(texts: list[str], words: list[str]) -> list[str]:
    starts = re.compile("|".join(f"(?<![-а-яёәғқңөұүһіa-zʻʼ]){re.escape(word)}" for word in words))
    return [text for text in texts if starts.search(text.lower())]


def said(language: str) -> list[str]:
    catalogue = polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.po"))
    return [text for entry in catalogue if not entry.obsolete for text in (entry.msgstr, *entry.msgstr_plural.values())]


def test_every_row_has_its_five_words():
    assert [row for row in rows() if len(row) != 6 or not all(row[:5])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_uses_a_word_that_is_ruled_out(language):
    assert clashes(said(language), ruled_out(language)) == []


@pytest.mark.parametrize("language, planted", [
    ("kk", "Екі компания сәйкестендірілді."), ("uz", "Ikki kompaniya moslashtirildi."), ("ja", "催し"),
    ("ru", "Занятие перенесено."),
])
def test_a_planted_clash_is_found(language, planted):
    assert clashes([planted], ruled_out(language)) == [planted]
