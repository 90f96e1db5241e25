"""Lists stand in the order of their reader's alphabet."""

import random

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from core.i18n import LANGUAGE_CODES
from core.sorting import all_keys, name_key, place, sort_key

# As schools teach them; Russian ё stands with е.
ALPHABETS = {
    "kk": "А Ә Б В Г Ғ Д Е Ё Ж З И Й К Қ Л М Н Ң О Ө П Р С Т У Ұ Ү Ф Х Һ Ц Ч Ш Щ Ъ Ы І Ь Э Ю Я",
    "ru": "А Б В Г Д Е Ж З И Й К Л М Н О П Р С Т У Ф Х Ц Ч Ш Щ Ъ Ы Ь Э Ю Я",
    "uz": "A B D E F G H I J K L M N O P Q R S T U V X Y Z Oʻ Gʻ Sh Ch",
    "en": "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z",
    "ja": "あ い う え お か き く け こ さ し す せ そ た ち つ て と な に ぬ ね の は ひ ふ へ ほ ま み む め も "
          "や ゆ よ ら り る れ ろ わ を ん",
}
LETTERS = {language: letters.split() for language, letters in ALPHABETS.items()}


def in_order(names: list[str], language: str) -> list[str]:
    return sorted(names, key=lambda one: sort_key(one, language))


def words(language: str):
    """A word as the places of its letters in the alphabet; "s" followed by "h" would be another letter of Uzbek."""
    count = len(LETTERS[language])
    single = [at for at in range(count) if LETTERS[language][at] not in ("S", "H", "C", "O", "G")]
    return st.lists(st.sampled_from(single if language == "uz" else range(count)), min_size=1, max_size=8)


@pytest.mark.parametrize("language", LETTERS)
def test_the_alphabet_is_in_its_own_order_whatever_the_case(language):
    letters = [one.lower() if at % 2 else one for at, one in enumerate(LETTERS[language])]
    mixed = random.Random(7).sample(letters, len(letters))
    assert in_order(mixed, language) == letters


@pytest.mark.parametrize("language", LETTERS)
@given(data=st.data())
def test_words_stand_as_their_letters_do(language, data):
    one, other = data.draw(words(language)), data.draw(words(language))
    spelled = ["".join(LETTERS[language][at] for at in word) for word in (one, other)]
    keys = [sort_key(text, language) for text in spelled]
    assert (keys[0] < keys[1]) == (one < other)


@given(st.sampled_from(LANGUAGE_CODES), st.text(max_size=120), st.text(max_size=120))
def test_any_two_names_have_a_place_and_the_database_sees_the_same_one(language, one, other):
    keys = sort_key(one, language), sort_key(other, language)
    in_bytes = [key.encode("utf-8", "surrogatepass") for key in keys]
    assert (keys[0] < keys[1]) == (in_bytes[0] < in_bytes[1])


@pytest.mark.parametrize("language, names", [
    ("kk", ["Абай", "Әлия", "Бота", "Гауһар", "Ғалым", "Инна", "Қанат", "Лаура", "Өмір", "Пернеш", "Ұлан", "Үміт"]),
    ("ru", ["Ёж", "Елена", "Ёлкин", "Емелин", "Жанна"]),
    ("ru", ["Алия", "Әлия", "Анна", "Канат", "Қанат", "Карл", "Олег", "Өмір"]),
    ("uz", ["Sodiq", "Sulton", "Zafar", "Oʻktam", "Gʻayrat", "Shahlo", "Choʻlpon"]),
    ("uz", ["Hamid", "Oʻktam", "Oʻgʻil", "Азиз", "Шавкат", "Қодир"]),
    ("uz", ["Isʼhoq", "Ishoq"]),
    ("en", ["Andre", "André", "Andrea", "Øster", "Zoë"]),
    ("en", ["3M", "Al Zaman", "Alan", "Alzaman"]),
    ("ja", ["かとう", "ガトウ", "かなもり", "きのした"]),
    ("ja", ["ラアメン", "ラーメン", "らいめい"]),
    ("ja", ["あさひ", "ワタナベ", "Altai Tamak", "Zarafshan", "Абай", "田中"]),
])
def test_names_in_the_order_of_a_reader(language, names):
    assert in_order(names[::-1], language) == names


@pytest.mark.parametrize("apostrophe", "ʻ'’‘`")
def test_every_apostrophe_makes_the_uzbek_letter(apostrophe):
    assert sort_key(f"O{apostrophe}ktam", "uz") == sort_key("Oʻktam", "uz") > sort_key("Zafar", "uz")


def test_kanji_stand_where_their_latin_name_sounds():
    names = [("阿部", "Abe"), ("カトウ", ""), ("中村", "Nakamura"), ("服部", "Hattori"), ("渡辺", "Watanabe")]
    assert sorted(sorted(names), key=lambda one: name_key(*one, "ja")) == names


def test_a_word_that_is_not_japanese_stays_latin_within_the_name():
    assert name_key("桜商事", "Sakura Trading", "ja").startswith(name_key("さくら", "", "ja").split("\t")[0] + " ")


def test_a_reader_of_english_finds_a_name_by_what_is_shown_first():
    names = [("Абай", ""), ("Boris", ""), ("田中", "Tanaka"), ("さとう", ""), ("無名", "")]
    shown_to_them = [("Абай", ""), ("Boris", ""), ("さとう", ""), ("田中", "Tanaka"), ("無名", "")]
    assert sorted(names, key=lambda one: name_key(*one, "en")) == shown_to_them


def test_the_key_of_now_is_the_readers():
    with translation.override("ru"):
        assert place("Ёлкин") == name_key("Ёлкин", "", "ru")


@pytest.mark.parametrize("name", ["", "Ә", "ー", "ʻ", "々", "O" * 120, "Ғ" * 120, "ー" * 120, "مريم", "Ⅻ № 7", "😀"])
def test_short_long_and_strange_names_have_a_place(name):
    assert set(all_keys(name)) == set(LANGUAGE_CODES)


def test_an_empty_name_comes_first():
    assert all(sort_key("", language) < sort_key("A", language) for language in LANGUAGE_CODES)


def test_scripts_stand_one_after_the_other_each_readers_own_first():
    mixed = ["Zafar", "Яна", "んだ", "1С"]
    assert in_order(mixed, "ru") == ["1С", "Яна", "Zafar", "んだ"]
    assert in_order(mixed, "uz") == in_order(mixed, "en") == ["1С", "Zafar", "Яна", "んだ"]
    assert in_order(mixed, "ja") == ["1С", "んだ", "Zafar", "Яна"]
