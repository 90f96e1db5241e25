"""Question marks that were letters before the file was saved, and those that ask."""
import pytest

from core.intake.losses import has_lost_letters
from core.intake.problems import FileUnreadable

from .firm_lists import HEAD, RUSSIAN, as_csv, read, said

LOST = [
    ("?скемен", "Ө at the beginning"), ("Т?О", "inside"), ("ТОО ?скемен Та?ам", "twice"), ("?ала", "Қ"),
    ("O?zbekiston", "an Uzbek apostrophe"), ("Айг?л Серік?ызы", "ү and қ"), ("????????", "kanji, all of them"),
    ("??????? ????? 12", "words of nothing else"), ("株式会社?橋商店", "a kanji the code page has not"),
    ("«?лгі» ЖШС", "behind a quotation mark"), ("Та\ufffdам", "the sign for a letter that could not be read"),
    ("ЖШС ?з?ндік", "a long word"),
]
KEPT = [
    ("Нужен ли вам мёд?", "asks"), ("Какая цена? Ответьте.", "asks in the middle"), ("Что?Где", "a blank is missing"),
    ("https://luch.example/?x=1", "an address of the web"), ("www.luch.example/a?b", "an address of the web"),
    ("luch.example/page.php?id=5&lang=kk", "without its beginning"), ("???", "not known"), ("?", "not known"),
    ("Серия А (?)", "in doubt"), ("Готово?!", "asks loudly"), ("本当ですか？", "full width"),
    ("何ですか？はい", "full width, a sentence behind it"), ("ТОО «Луч»", "nothing"), ("", "nothing"),
]
BROKEN = ["2", "KZ", "941240000193", "ТОО ?скемен Та?ам", "Tagam", "?скемен", "Айг?л", "b@tagam.example"]
BROKEN_2 = ["3", "KZ", "110640003454", "ТОО Жа?а ?ала", "Kala", "?ызылорда", "Н?рлан", "c@kala.example"]


@pytest.mark.parametrize("text, why", LOST)
def test_letters_were_lost(text, why):
    assert has_lost_letters(text), why


@pytest.mark.parametrize("text, why", KEPT)
def test_a_question_mark_that_is_one(text, why):
    assert not has_lost_letters(text), why


def test_one_row_is_a_notice():
    rows = read(as_csv(HEAD, RUSSIAN, BROKEN, encoding="cp1251")).rows
    assert [said(row.notices) for row in rows if row.values] == [
        [("language", "other_language")], [("name", "letters_lost"), ("language", "other_language")],
    ]
    assert "ТОО ?скемен Та?ам" in str(rows[1].notices[0].message)


def test_two_rows_refuse_the_file_and_say_what_to_do():
    with pytest.raises(FileUnreadable) as refused:
        read(as_csv(HEAD, RUSSIAN, BROKEN, BROKEN_2, separator=";", encoding="cp1251"))
    assert refused.value.code == "letters_lost"
    assert "row 3" in str(refused.value)
    assert "CSV UTF-8" in str(refused.value)


def test_letters_lost_in_the_header_are_said_instead_of_a_missing_column():
    head = ["Кілт", "Ел", "БСН", "Атауы", "Латынша атауы", "Қала", "Байланыс т?л?асы", "Электрондық пошта"]
    with pytest.raises(FileUnreadable) as refused:
        read(as_csv(head, RUSSIAN))
    assert refused.value.code == "letters_lost"
