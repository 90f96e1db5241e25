"""The names of goods as data: whole, short, ours, each in its own letters."""
import re

import pytest

from companies.rules.goods import FOLDER, names, synonyms
from companies.rules.hs_headings import LAST_HEADING
from core.i18n import LANGUAGE_CODES

NAMES = names()
SCRIPT = {
    "ja": re.compile("[\u3040-\u30ff\u4e00-\u9fff]"), "ru": re.compile("[а-яё]"), "kk": re.compile("[а-яәіңғүұқөһ]"),
    "en": re.compile("[a-z]"), "uz": re.compile("[a-z]"),
}
CYRILLIC, LATIN = re.compile("[\u0400-\u04ff]"), re.compile("[A-Za-z]")
ONLY_RUSSIAN = re.compile("[әіңғүұқөһ]", re.I)
# What names other than letters may hold; Uzbek's oʻ and gʻ have one sign of their own, a stop another.
SIGNS = re.compile(r"[\w\s,:()・（）、ー\-/ʻʼ'%％]+")
# Closed by an earlier edition, or by this one.
CLOSED = set("""
0503 0509 1402 1403 1519 2527 2838 2848 2851 4108 4109 4110 4111 4204 4815 5304 6503 6908 7012 7414 7416 7417 7803 7805
7906 8004 8005 8006 8107 8469 8520 8803 9009 9203 9204 9501 9502
""".split())


def test_every_chapter_has_a_name():
    assert {code for code in NAMES if len(code) == 2} == set(LAST_HEADING)


def test_every_heading_of_the_edition_has_a_name_and_no_other():
    headings = {f"{chapter}{place:02}" for chapter, last in LAST_HEADING.items() for place in range(1, last + 1)}
    assert headings > CLOSED
    assert {code for code in NAMES if len(code) == 4} == headings - CLOSED
    assert len(headings - CLOSED) == 1228


def test_no_code_is_named_twice():
    rows = [line.split("\t")[0] for path in FOLDER.glob("*.tsv") for line in path.open(encoding="utf-8")]
    codes = [code for code in rows if code.isdigit() and len(code) <= 4]
    assert len(NAMES) == len(set(codes))


def test_every_file_says_whose_the_names_are_and_of_which_edition():
    first = {path.name: path.read_text("utf-8").splitlines()[0] for path in FOLDER.glob("*.tsv")}
    assert [name for name, line in first.items() if "ours" not in line.replace("our own", "ours")] == []
    assert [name for name, line in first.items() if "HS 2022" not in line] == []


@pytest.mark.parametrize("language", LANGUAGE_CODES)
def test_names_are_short_and_differ_within_their_chapter(language):
    said = {code: name[language] for code, name in NAMES.items()}
    assert [name for name in said.values() if not 0 < len(name) <= 60 or name != " ".join(name.split())] == []
    pairs = [(code[:2], len(code), name.casefold()) for code, name in said.items()]
    assert sorted({pair for pair in pairs if pairs.count(pair) > 1}) == []


@pytest.mark.parametrize("language", LANGUAGE_CODES)
def test_names_are_in_the_letters_of_their_language(language):
    said = [name[language] for name in NAMES.values()]
    assert [name for name in said if not SCRIPT[language].search(name.casefold())] == []
    assert [name for name in said if not SIGNS.fullmatch(name)] == []
    wrong = {"ru": ONLY_RUSSIAN, "en": CYRILLIC, "uz": CYRILLIC, "ja": CYRILLIC}.get(language)
    assert [name for name in said if wrong and wrong.search(name)] == []


@pytest.mark.parametrize("language", LANGUAGE_CODES)
def test_no_word_mixes_letters_of_two_alphabets(language):
    words = [word for name in NAMES.values() for word in re.findall(r"\w+", name[language])]
    assert [word for word in words if CYRILLIC.search(word) and LATIN.search(word)] == []


def test_uzbek_has_its_own_signs():
    said = [name["uz"] for name in NAMES.values()]
    assert [name for name in said if re.search("[OoGg]ʼ|[^OoGg]ʻ|w", name)] == []
    assert sum("ʻ" in name for name in said) > len(said) / 10


def test_kazakh_is_kazakh():
    said = [name["kk"] for name in NAMES.values()]
    assert sum(bool(ONLY_RUSSIAN.search(name)) for name in said) > len(said) * 0.7


def test_everyday_words_stand_for_headings_that_are_named():
    said = list(synonyms())
    assert [code for code, _word in said if len(code) != 4 or code not in NAMES] == []
    assert [word for _code, word in said if not 0 < len(word) <= 60] == []
    assert len(said) == len(set(said))
