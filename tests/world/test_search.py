"""Search: each word of the query, in any order, however it is spelled; other words are not found."""

import pytest

from companies.models import Firm
from companies.rules.legal_forms import proper_name
from core.searching import found, holds, stem_of, words_of

FOUND = [  # what somebody types, what stands there, why it is found
    ("Елкина", "Ёлкина Анна", "ё"),
    ("ёлкина", "Елкина Анна", ""),
    ("Айгүл Серікқызы", "Серікқызы Айгүл", "in any order"),
    ("Айгуль", "Айгүл Серікқызы", "by its sound"),
    ("улы кала", "Ұлы Қала", "on a Russian keyboard"),
    ("Ұлы", "Улы Кала", "and the other way"),
    ("әсел", "Асел Абилова", ""),
    ("казакстан", "Қазақстан дәні", ""),
    ("o'zbekiston", "Oʻzbekiston Paxta", "apostrophes"),
    ("oʼzbekiston", "O‘zbekiston Paxta", ""),
    ("ozbekiston paxta", "Oʻzbekiston Paxta MChJ", "none at all"),
    ("gulom", "Gʻulomov Aziz", ""),
    ("tekuno", "テクノ商事", "kana by their sound"),
    ("ﾃｸﾉ", "テクノ商事", "half width"),
    ("てくの", "テクノ商事", "kinds of kana"),
    ("ＡＢＣ", "abc trade", "full width"),
    ("cafe", "Café Ünal", "accents"),
    ("㈱北陸充填機", "株式会社北陸充填機", "the legal form in one sign"),
    ("北陸充填機㈱", "株式会社北陸充填機", "at the other end"),
    ("（株）北陸充填機", "北陸充填機", "or nowhere"),
    ("高橋", "髙橋 一郎", "variants of kanji"),
    ("渡邉", "渡辺 真", ""),
    ("山田太郎", "山田　太郎", "blanks"),
    ("山田 太郎", "山田太郎", ""),
    ("メ－カ－", "日本メーカー", "dashes"),
    ("Altai Tamak", "ТОО «Алтай Тамақ»", "another alphabet"),
    ("алтай llp", "Altai Tamaq", "another legal form"),
    ("tamak altai", "«Алтай Тамақ» ЖШС", ""),
    ("алт", "Алтай Тамақ", "its beginning"),
    ("заводтың", "Өскемен заводы, Алтай завод", "an ending of Kazakh"),
    ("Қазақстанда", "Қазақстан дәні", ""),
    ("Алматыда", "Алматы нан", ""),
    ("заводтар", "заводтың", "two endings of one word"),
    ("zavodning", "Toshkent zavod", "an ending of Uzbek"),
    ("Toshkentga", "Toshkent zavodi", ""),
    ("Тошкентдан", "Тошкент завод", "in its other alphabet"),
    ("№5", "Завод №5", "a sign and a figure"),
    ("", "Завод", "nothing asked finds all"),
    ("100%", "100% жүн", "a sign that SQL knows"),
]
NOT_FOUND = [
    ("Анна", "Анастасия Ким"), ("Алматы", "Алмагүл Серікова"), ("大野", "小野 健"), ("Елкина Ольга", "Ёлкина Анна"),
    ("Иванова", "Иванов Пётр"), ("завод", "зауыт"), ("ビル", "ビール商事"), ("ビル", "ビール"),
    ("伊東", "伊藤 健"), ("Иванна", "Иван Ким"),
    ("Markina", "Marina Kim"), ("_", "Завод"), ("%", "Завод"), ("«»", "Завод"), ("сауда", "сау"), ("team", "tim"),
    ("Қазан", "Қазақстан"), ("астана", "астар"), ("~zavod", "=zavo"),
]
STEMS = [
    ("заводтын", "завод"), ("заводтардан", "завод"), ("zavodlarining", "zavod"), ("zavodlarni", "zavod"),
    ("казакстанда", stem_of("казакстан")), ("алматы", "алматы"), ("сауда", "сауда"), ("нан", "нан"),
    ("иванна", "иванна"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("query, name, why", FOUND)
def test_it_is_found(query, name, why):
    firm = Firm.objects.create(country="KZ", name=name)
    assert Firm.objects.filter(found(proper_name(query))).first() == firm, why


@pytest.mark.django_db
@pytest.mark.parametrize("query, name", NOT_FOUND)
def test_something_else_is_not(query, name):
    Firm.objects.create(country="KZ", name=name)
    assert not Firm.objects.filter(found(query)).exists()


@pytest.mark.parametrize("word, stem", STEMS)
def test_an_ending_goes_where_enough_is_left(word, stem):
    assert stem_of(word) == stem


@pytest.mark.parametrize("text, query, is_there", [
    ("Қабылданды: «Ёлка»", "елка кабыл", True), ("Oʻzbekcha", "o'zbek", True), ("Saved.", "", True),
    ("Saved.", "save not", False),
])
def test_a_text_in_memory_holds_each_word(text, query, is_there):
    assert holds(text, query) == is_there


def test_no_name_has_no_words():
    assert words_of("", "") == words_of("…") == ""


@pytest.mark.django_db
def test_a_renamed_firm_is_found_by_its_new_name_only():
    firm = Firm.objects.create(country="KZ", name="Алтай")
    firm.name = "Ёлка"
    firm.save(update_fields=["name"])
    assert Firm.objects.filter(found("елка")).get() == firm
    assert not Firm.objects.filter(found("алтай")).exists()
