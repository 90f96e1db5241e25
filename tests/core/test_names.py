"""Names as their readers can read them."""

import pytest
from django.utils import translation

from core.names import greeting, legible, romanised, shown


@pytest.mark.parametrize("language, expected", [
    ("ja", "Aygul Serikkyzy（Айгүл Серікқызы）"), ("en", "Aygul Serikkyzy (Айгүл Серікқызы)"),
    ("ru", "Айгүл Серікқызы"), ("kk", "Айгүл Серікқызы"), ("uz", "Айгүл Серікқызы"),
])
def test_a_cyrillic_name_is_read_by_everybody(language, expected):
    with translation.override(language):
        assert str(shown("Айгүл Серікқызы")) == expected


@pytest.mark.parametrize("language, expected", [
    ("ja", "田中 一郎"), ("en", "Tanaka Ichiro (田中 一郎)"), ("ru", "Tanaka Ichiro (田中 一郎)"),
    ("kk", "Tanaka Ichiro (田中 一郎)"), ("uz", "Tanaka Ichiro (田中 一郎)"),
])
def test_the_latin_name_a_person_gave_stands_first_where_kanji_cannot_be_read(language, expected):
    with translation.override(language):
        assert str(shown("田中 一郎", "Tanaka Ichiro")) == expected


def test_kanji_without_a_latin_name_are_shown_as_they_are_and_said_to_be_illegible():
    found = shown("田中 一郎", language="kk")
    assert (str(found), found.is_legible) == ("田中 一郎", False)


def test_a_persons_own_latin_spelling_goes_before_a_derived_one():
    assert shown("Айгүл Серікқызы", "Aigul Serikkyzy", language="ja").first == "Aigul Serikkyzy"


@pytest.mark.parametrize("own, latin", [
    ("たなか いちろう", "Tanaka Ichiro"), ("サトウ　ショウジ", "Sato Shoji"),
    ("はっとり じゅんいち", "Hattori Junichi"),
    ("ほんま", "Homma"), ("ТОО «Эко Электро»", "TOO «Eko Elektro»"), ("Ғалымжан Жұмабай", "Galymzhan Zhumabay"),
    ("Щербаков-Юрьев", "Shcherbakov-Yurev"), ("O", "O"), ("Ё", "Yo"), ("田中", ""), ("田中 ИП", ""),
])
def test_a_latin_spelling_is_proposed_only_where_it_can_be_derived(own, latin):
    assert romanised(own) == latin


def test_a_name_of_120_letters_keeps_all_of_them():
    assert len(romanised("а" * 120)) == 120


@pytest.mark.parametrize("language", ["ja", "en", "ru", "kk", "uz"])
def test_latin_names_are_read_in_every_language(language):
    assert legible("Hokuriku Filling Machinery Co., Ltd. №1", language)


@pytest.mark.parametrize("own, expected", [
    ("Иван Петрович Сидоров", "Уважаемый Иван Петрович Сидоров!"), ("Айгүл Серікқызы", "Уважаемая Айгүл Серікқызы!"),
    ("Серік Ахметұлы", "Уважаемый Серік Ахметұлы!"), ("Дана", "Здравствуйте, Дана!"),
])
def test_russian_letters_guess_no_gender(own, expected):
    with translation.override("ru"):
        assert greeting(own) == expected


@pytest.mark.parametrize("language, expected", [
    ("ja", "田中 一郎 様"), ("en", "Dear Tanaka Ichiro (田中 一郎),"), ("kk", "Құрметті Tanaka Ichiro (田中 一郎)!"),
    ("uz", "Hurmatli Tanaka Ichiro (田中 一郎)!"),
])
def test_a_letter_begins_as_letters_do(language, expected):
    with translation.override(language):
        assert greeting("田中 一郎", "Tanaka Ichiro") == expected
