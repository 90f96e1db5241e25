"""What people wrote stays as they wrote it; only what is invisible or hostile goes."""

import pytest

from core.cells import escape_cell
from core.folding import fold
from core.text import clean, plain

# Kanji of the Japanese code page that NFC and NFKC would turn into others, and their neighbours.
CODE_PAGE_SIGNS = [0xF929, 0xF9DC, *range(0xFA0E, 0xFA2E)]
STAY = [  # what was written, why it is dear
    ("Завод №5, зал №1", "№ is no N and o"),
    ("塚本", "a family's own kanji (U+FA10)"),
    ("髙橋・山﨑・德田", "kanji of names"),
    ("会場：第一会議室（本館３階）", "Japanese signs in full width"),
    ("㈱北陸充填機", "one sign for the legal form"),
    ("東海精密プレス㈲", "so is this"),
    ("山田　太郎", "the blank of Japanese"),
    ("ﾌﾟﾚｽ部品", "kana in half width"),
    ("ＩＴソリューションズ", "Latin in full width"),
    ("～１０時〜", "both waves"),
    ("№ ℡ ㎡ ㌔ ℃ ㍿", "signs of the code page"),
    ("10 m², ½, ①, Ⅲ, ™", "powers, fractions, circles"),
    ("Oʻzbekiston, Oʼzbek, O‘zbek, o'zbek", "apostrophes of every keyboard"),
    ("葛\U000e0100飾区", "the chosen shape of a kanji"),
    ("ﷺ", "one sign for a formula"),
    ("Å Ω K", "units"),
    ("می\u200cخواهم", "a joiner that makes the word"),
    ("Қазақстан — «Ёлка»…", "dash, quotes, dots"),
]
GO = [  # what came, what stays, why
    ("\u200bИванов\u200b", "Иванов", "of no width"),
    ("Иван\u00adов", "Иванов", "a hyphen nobody sees"),
    ("evil\u202egnp.exe", "evilgnp.exe", "turns the direction round"),
    ("\u2066a\u2069", "a", "so do these"),
    ("Baraka\x00\x07", "Baraka", "control signs"),
    ("\ufeffАО «Су»", "АО «Су»", "the mark in front of a file"),
    ("　山田　", "山田", "blanks around it"),
    ("a\u00a0\u2009b", "a b", "blanks of other widths"),
    ("a\ufe0fb", "ab", "chooses nothing"),
    ("\uf0b7 CE", "• CE", "a bullet that only its own font shows"),
    ("\u3164", "", "blank though a letter"),
]


@pytest.mark.parametrize("written, why", STAY)
def test_what_was_written_stays(written, why):
    assert clean(written) == written, why
    assert escape_cell(written) == written, why


@pytest.mark.parametrize("sign", CODE_PAGE_SIGNS)
def test_kanji_of_the_japanese_code_page_stay(sign):
    assert clean(f"山{chr(sign)}") == f"山{chr(sign)}"


@pytest.mark.parametrize("came, stays, why", GO)
def test_what_is_not_seen_goes(came, stays, why):
    assert clean(came) == stays, why


def test_a_letter_with_its_mark_apart_is_one_sign():
    assert clean("и\u0306\u0435\u0308か\u3099") == "йёが"


@pytest.mark.parametrize("written, read", [
    ("№５", "No5"), ("㈱ＡＢＣ", "(株)ABC"), ("５－３", "5-3"), ("m²", "m²"), ("ﾌﾟﾚｽ", "プレス"), ("１２　３", "12 3"),
])
def test_figures_and_codes_are_read_in_one_width(written, read):
    assert plain(written) == read


SAME = [  # both are found by the other
    ("髙橋", "高橋"), ("山﨑", "山崎"), ("渡邊", "渡辺"), ("渡邉", "渡辺"), ("齋藤", "斉藤"), ("斎藤", "齊藤"),
    ("澤田", "沢田"), ("廣瀬", "広瀬"), ("濵田", "浜田"), ("塚", "塚"), ("福", "福"), ("佐々木", "佐佐木"),
    ("葛\U000e0100飾", "葛飾"),
    ("カメラ", "かめら"), ("ｶﾞｽ", "ガス"), ("ヴァイオリン", "バイオリン"), ("メ－カ－", "メーカー"),
    ("コンピュータ", "コンピューター"),
    ("茅ヶ崎", "茅ケ崎"), ("㈱北陸", "株式会社 北陸"), ("（株）北陸", "株式会社北陸"), ("㈲灘", "有限会社灘"),
    ("Ёлкина", "ЕЛКИНА"), ("Ұлы Қала", "Улы Кала"), ("Әйгерім", "Айгерим"), ("Өскемен", "Оскемен"), ("Ғани", "Гани"),
    ("Oʻzbek", "o'zbek"), ("Ўзбек", "Узбек"), ("Café", "CAFE"), ("ＡＢＣ", "abc"), ("Straße", "strasse"),
]
APART = [
    ("大野", "小野"), ("ビール", "ビル"), ("か", "が"), ("мед", "мех"), ("й", "и"), ("土", "士"), ("渡辺", "渡部"),
    ("№1", "1"), ("株", "株式会社"), ("ばす", "ぱす"), ("Шамиль", "Самиль"), ("伊東", "伊藤"),
    ("ъ", "ь"), ("太田", "大田"),
]


@pytest.mark.parametrize("one, other", SAME)
def test_one_folding_lets_spellings_meet(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize("one, other", APART)
def test_the_folding_keeps_different_words_apart(one, other):
    assert fold(one) != fold(other)


def test_folding_twice_changes_nothing():
    assert all(fold(fold(one)) == fold(one) for pair in SAME + APART for one in pair)
