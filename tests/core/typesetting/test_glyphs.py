"""What no bundled font has becomes 〓; what can be written otherwise is written otherwise;
a page never fails of a letter.
"""

import unicodedata

import pytest

from core.typesetting.glyphs import printable


@pytest.mark.parametrize("given, expected", [
    ("Мёд и воск, қазақ, oʻzbek, 日本語 2026", "Мёд и воск, қазақ, oʻzbek, 日本語 2026"),
    ("honey 🍯 мёд", "honey 〓 мёд"),
    ("👩\u200d💻", "〓〓"),
    ("عسل", "〓〓〓"),
    ("꿀", "〓"),
    ("髙橋 﨑山 濵田 德永 草彅 瀨戸 冝保 𠮷野 森鷗外", "髙橋 﨑山 濵田 德永 草彅 瀨戸 冝保 𠮷野 森鷗外"),
    ("㈱ﾊﾝｶﾞｸ ①", "㈱ﾊﾝｶﾞｸ ①"),
    ("㋿ Ⅲ ﬁ", "令和 III fi"),
    ("𣘺本", "〓本"),
    ("葛\U000e0100城", "葛城"),
    ("и\u0306", "й"),
    ("а\u0329\u0323", "а\u0329\u0323"),
    ("日\u0323", "日〓"),
    ("\ufeffa\x00b\u202fc\nd", "ab c\nd"),
])
def test_what_the_fonts_do_not_have_is_replaced(given, expected):
    assert unicodedata.normalize("NFC", printable(given)) == unicodedata.normalize("NFC", expected)


def test_everything_inside_is_looked_at_and_nothing_else_changes():
    assert printable({"a": ["🍯", 1, None, {"b": ("x",)}], "c": True}) == {
        "a": ["〓", 1, None, {"b": ["x"]}], "c": True
    }
