import json
import unicodedata

import pytest
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from core.folding import fold
from core.text import (
    InvalidValue,
    Phrase,
    TextProblem,
    clean,
    clean_words,
    has_letters,
    mixed_scripts,
    plain,
    suspicious_words,
)

ANY_TEXT = st.text(st.characters(), max_size=60) | st.text(
    "aя漢ｶﾞﾞ\u0301\u202e\u200d\ufdfa㈱½²´ \n\t\x00\ud800\ufe0f\U000e0041ﺍ", max_size=40
)
BIDI = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("ﾌﾟﾚｽ部品(ﾄﾞｱﾋﾝｼﾞ)", "ﾌﾟﾚｽ部品(ﾄﾞｱﾋﾝｼﾞ)"),
        ("ＩＴ　ソリューションズ", "ＩＴ　ソリューションズ"),
        ("東海精密プレス㈱", "東海精密プレス㈱"),
        ("Baraka\x00 Savdo\x07", "Baraka Savdo"),
        ("evil\u202egnp.exe", "evilgnp.exe"),
        ("a\u200bb\ufeffc\u00add", "abcd"),
        ("tag\U000e0041\U000e0042", "tag"),
        ("\ud800broken", "broken"),
        ("hidden\ufe01\U000e0101 data", "hidden data"),
        ("  two\t\u00a0 spaces  ", "two spaces"),
        ("one\r\ntwo", "one two"),
        ("10 m², 2½ t, ①, ™", "10 m², 2½ t, ①, ™"),
        ("o´zbek", "o´zbek"),
        ("Қызылорда — Ёлка", "Қызылорда — Ёлка"),
        ("葛\U000e0100飾区", "葛\U000e0100飾区"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u200db", "ab"),
        ("x" + "\u0301" * 50, "x\u0301\u0301\u0301\u0301"),
        ("<b>bold</b> & =1+1", "<b>bold</b> & =1+1"),
        (None, ""),
    ],
)
def test_clean_keeps_what_was_meant_and_drops_what_hides(typed, kept):
    assert clean(typed) == kept


def test_clean_multiline_keeps_lines_but_not_empty_wastes():
    assert clean(" a \r\nb\u2028c\n\n\n\n\nd\x0b ", multiline=True) == "a\nb\nc\n\nd"


@pytest.mark.parametrize("typed, read", [
    ("ﾌﾟﾚｽ部品(ﾄﾞｱﾋﾝｼﾞ)", "プレス部品(ドアヒンジ)"), ("ＩＴ　ソリューションズ", "IT ソリューションズ"), ("№５", "No5"),
    ("東海精密プレス㈱", "東海精密プレス(株)"), ("\ufdfa", "صلى الله عليه وسلم"), ("10 m², ①", "10 m², ①"), (None, ""),
])
def test_plain_is_in_one_width(typed, read):
    assert plain(typed) == read


def test_clean_counts_what_is_left_and_says_limit_and_length():
    with pytest.raises(TextProblem) as refused:
        clean(" \u200b" + "㈱" * 360, limit=300)
    assert refused.value.code == "too_long"
    assert "360" in str(refused.value)
    assert "300" in str(refused.value)


def test_clean_takes_twenty_thousand_characters_only_with_room_for_them():
    assert len(clean("あ" * 20_000)) == 20_000
    with pytest.raises(TextProblem):
        clean("あ" * 20_000, limit=500)


@pytest.mark.parametrize(
    "typed, code",
    [
        ("", "empty"),
        ("  \u200b\u202e", "empty"),
        (None, "empty"),
        ("——— *** ———", "no_letters"),
        ("12 345", "no_letters"),
        ("🙂🙂", "no_letters"),
        ("\u3164\u3164", "empty"),
    ],
)
def test_clean_words_refuses_what_says_nothing(typed, code):
    with pytest.raises(TextProblem) as refused:
        clean_words(typed, limit=100)
    assert refused.value.code == code
    assert str(refused.value)


@pytest.mark.parametrize("text", ["a", "я", "мёд", "蜂蜜", "عسل", "はちみつ", "ｱ"])
def test_has_letters_in_every_script(text):
    assert has_letters(text)
    assert clean_words(text, limit=10)


@given(ANY_TEXT, st.booleans())
def test_clean_never_raises_and_leaves_nothing_hidden(text, multiline):
    cleaned = clean(text, multiline=multiline)
    assert clean(cleaned, multiline=multiline) == cleaned
    for char in cleaned:
        assert char not in BIDI
        assert char != "\u200b"
        assert unicodedata.category(char) not in ("Cc", "Cs") or (multiline and char == "\n")
    cleaned.encode("utf-8")
    assert cleaned == cleaned.strip()


@given(ANY_TEXT)
def test_fold_is_stable_and_blind_to_case_and_width(text):
    assert fold(fold(text)) == fold(text)
    assert fold("ＡＢＣ") == fold("abc")


@given(ANY_TEXT)
def test_plain_is_stable_without_dangerous_signs(text):
    ready = plain(text)
    assert plain(ready) == ready == clean(ready)
    assert "\ufdfa" not in ready
    ready.encode("utf-8")


@pytest.mark.parametrize(
    "one, other",
    [
        ("O‘zbekiston", "o'zbekiston"),
        ("Farg`ona", "FARGʻONA"),
        ("o´zbek", "ozbek"),
        ("Ёлка", "елка"),
        ("Тамақ", "ТАМАҚ"),
        ("«Су Таза»", "су, таза!"),
        ("Café Ünal", "cafe unal"),
        ("ｶﾞｽ・ﾌﾟﾛﾑ", "ガス プロム"),
        ("Кiтап", "Кiтап"),
        ("Інкар", "Инкар"),
        ("Straße", "STRASSE"),
        ("Solar O&M", "solar o m"),
    ],
)
def test_fold_lets_spellings_meet(one, other):
    assert fold(one) == fold(other)


def test_fold_keeps_different_words_apart():
    assert len({fold(word) for word in ("か", "が", "мед", "мех", "sake", "soke", "й", "и")}) == 8


@pytest.mark.parametrize(
    "word",
    [
        "Тoyota",
        "Toyоta",
        "MAСК",
        "Аltai",
        "Серiкқызы",
        "pаypal",
        "KАЗ",
    ],
)
def test_mixed_scripts_flags_a_lookalike(word):
    assert mixed_scripts(word)
    assert suspicious_words(f"ТОО {word} Group") == [word]


@pytest.mark.parametrize(
    "text",
    [
        "IT-компания",
        "Қостанай",
        "Нұрлан Әбілов",
        "Айгүл Серікқызы",
        "Өскемен",
        "o‘zbek Gulnora Rahimova",
        "ТОО Kazakh Tungsten",
        "札幌ＩＴソリューションズ",
        "Ghibliスタジオ",
        "ソーラーOM株式会社",
        "SAPовский модуль",
        "ҶДММ «Помир Об»",
        "10kΩ μm",
        "Ельбасы",
        "1С",
        "3D-принтер",
        "O&M Japan",
        "Ала-Тоо Cashmere",
        "Фаррух Назаров",
        "КазТрансОйл",
        "大阪 Osaka Осака",
        "",
    ],
)
def test_mixed_scripts_leaves_honest_names_alone(text):
    assert suspicious_words(text) == []


def test_phrase_is_put_into_words_only_when_shown():
    phrase = Phrase(
        "%(problem)s %(hint)s", {"problem": Phrase("Row %(row)s", {"row": 3}), "hint": gettext_lazy("Country")}
    )
    assert str(phrase) == "Row 3 Country"
    assert str(Phrase("100 %")) == "100 %"


def test_phrase_survives_json():
    phrase = Phrase("%(problem)s (%(count)s)", {"problem": Phrase("Row %(row)s", {"row": 3}), "count": 2})
    assert str(Phrase.revived(json.loads(json.dumps(phrase.stored())))) == str(phrase) == "Row 3 (2)"


def test_invalid_value_carries_code_and_sentence():
    error = InvalidValue("some_code", "“%(code)s” and “%(template)s”", code="x", template="y")
    assert error.code == "some_code"
    assert str(error) == "“x” and “y”"
