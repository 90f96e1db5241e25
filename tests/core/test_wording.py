"""What a translation must keep to; the catalogues themselves are held to it in tests/architecture."""

from datetime import date

import polib
import pytest

from core.catalogues import entries, paths, rewrite, translated_languages, with_review
from core.wording import Wording, faults

HELD = "%(count)s firms in <strong>%(city)s</strong>"


@pytest.mark.parametrize("language, english, text, plural", [
    ("ru", HELD, "<strong>%(city)s</strong>: %(count)s компаний", ""),
    ("ru", "%(count)s firm", "Одна компания", "%(count)s firms"),
    ("kk", "100% of it", "Оның 100%", ""),
    ("ja", ", ", "、", ""),
    ("uz", "Organiser's page", "Tashkilotchi sahifasi, oʻzining maʼlumoti", ""),
])
def test_a_sound_wording_has_no_fault(language, english, text, plural):
    assert faults(Wording(language, english, text, plural)) == []


@pytest.mark.parametrize("language, english, text, said", [
    ("ru", "Yes", " ", "empty"),
    ("ru", HELD, "<strong>%(city)s</strong>", "Placeholders"),
    ("ru", HELD, "%(count)s <b>%(city)s</b>", "Placeholders"),
    ("ru", HELD, HELD.replace("city", "town"), "Placeholders"),
    ("ru", "Yes", "Да %(x)s", "Placeholders"),
    ("ru", "Yes", "Да %(x", "may not stand here: %"),
    ("ru", "Yes", "Да <script", "may not stand here: <"),
    ("ru", "Yes", "Да<script>alert()</script>", "Placeholders"),
    ("ru", "Yes", "Да {0", "may not stand here: {"),
    ("ru", "Yes", "Да ", "Blanks"),
    ("ru", "Yes, please", "Да,  пожалуйста", "Blanks"),
    ("ru", " and ", "и", "Blanks"),
    ("ru", "Firm", "Kомпания", "Latin letter"),
    ("uz", "Firm", "o'zbek", "ʻ"),
    ("ja", "You", "あなたの会社", "あなた"),
    ("kk", "Matched", "Сәйкестендірілді", "сәйкестендір"),
])
def test_a_fault_is_named(language, english, text, said):
    assert any(said in str(fault) for fault in faults(Wording(language, english, text)))


@pytest.fixture
def book(tmp_path, settings):
    """A catalogue of Kazakh with two texts, one with plurals, alone in the world."""
    folder = tmp_path / "locale"
    path = folder / "kk" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(
        '# Head.\nmsgid ""\nmsgstr ""\n"Language: kk\\n"\n"MIME-Version: 1.0\\n"\n\n'
        '#. Of a page\n#: a/forms.py\nmsgid "Yes"\nmsgstr "Иә"\n\n'
        '#: b.html\n#, fuzzy\nmsgid "%(n)s firm"\nmsgid_plural "%(n)s firms"\nmsgstr[0] ""\nmsgstr[1] "%(n)s"\n',
        encoding="utf-8",
    )
    settings.LOCALE_PATHS = [folder]
    return path


def test_a_catalogue_is_read_entry_by_entry(book):
    yes, firms = entries("kk").values()
    assert (yes.english, yes.forms, yes.places, yes.comment) == ("Yes", ("Иә",), ("a/forms.py",), "Of a page")
    assert (firms.plural, firms.forms, firms.is_fuzzy) == ("%(n)s firms", ("", "%(n)s"), True)
    assert (yes.is_translated, firms.is_translated) == (True, False)


def test_one_entry_is_rewritten_and_no_other_line(book):
    before, key = book.read_text(encoding="utf-8"), next(iter(entries("kk")))

    def reword(found: str, one: polib.POEntry) -> bool:
        if found == key:
            one.msgstr, one.tcomment = "Ия", with_review(one.tcomment, "Айгүл", date(2026, 11, 30))
        return found == key

    assert rewrite(book, reword) == 1
    expected = before.replace("#. Of a page", "# reviewed: Айгүл, 2026-11-30\n#. Of a page").replace("Иә", "Ия")
    assert book.read_text(encoding="utf-8") == expected
    assert (entries("kk")[key].reviewed_by, entries("kk")[key].reviewed_on) == ("Айгүл", date(2026, 11, 30))


def test_a_review_takes_the_place_of_the_former_one():
    first = with_review("Kept", "Айгүл", date(2026, 11, 30))
    assert with_review(first, "Дана", date(2026, 12, 1)) == "Kept\nreviewed: Дана, 2026-12-01"


def test_nothing_is_written_where_nothing_changes(book):
    stamp = book.stat().st_mtime_ns
    assert rewrite(book, lambda _key, _one: False) == 0
    assert book.stat().st_mtime_ns == stamp


def test_every_language_but_english_has_catalogues():
    assert [code for code, _name in translated_languages()] == ["ja", "ru", "kk", "uz"]
    assert all(len(paths(code)) == 2 for code, _name in translated_languages())
