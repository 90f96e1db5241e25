import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.encoding.text import LONGEST, TextNotEncodable, prepare


@pytest.mark.parametrize(
    "typed, prepared",
    [
        ("自動車用ﾌﾟﾚｽ部品", "自動車用プレス部品"),
        ("  Honey \t\r\n and   wax ", "Honey and wax"),
        ("Honey\x00 and wax", "Honey and wax"),
        ("Hon\ud800ey", "Honey"),
        ("\u202eyenoH\u202c \u2066pure\u2069\u200f", "yenoH pure"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("<b>Pumps</b><script>alert('x')</script> &amp; valves<br/>", "Pumps & valves"),
        ("<style>p{color:red}</style>Tea", "Tea"),
        ("less < more > equal", "less < more > equal"),
        ("ИЩЕМ ПРОИЗВОДИТЕЛЕЙ", "ищем производителей"),
        ("TOYOTA", "TOYOTA"),
        ("ISO 9001 прессы", "ISO 9001 прессы"),
        ("食品 ISO", "食品 iso"),
        ("&#xFDFA; halal", unicodedata.normalize("NFKC", "\ufdfa") + " halal"),
        ("Asal va yong‘oq", "Asal va yong‘oq"),
    ],
)
def test_prepare(typed, prepared):
    assert prepare(typed) == prepared


def test_a_sign_that_becomes_eighteen_is_taken_apart_before_the_cap():
    prepared = prepare("\ufdfa" * 20)
    assert "\ufdfa" not in prepared
    assert len(prepared) == 20 * 18
    assert len(prepare("\ufdfa" * 20_000)) <= LONGEST


def test_twenty_thousand_unspaced_signs_are_cut():
    assert prepare("あ" * 20_000) == "あ" * LONGEST
    assert len(prepare("\u200b" * 400 + "x" * 20_000)) <= LONGEST


@pytest.mark.parametrize(
    "typed, reason",
    [
        ("", "empty"), (" \t\n", "empty"), ("\x00\u202e\ud800", "empty"), ("<br><p>", "empty"),
        ("——— *** ———", "no_letters"), ("123 456", "no_letters"), ("😀😀", "no_letters"),
        ("\u0301\u0302", "no_letters"),
    ],
)
def test_a_text_without_letters_is_refused(typed, reason):
    with pytest.raises(TextNotEncodable) as problem:
        prepare(typed)
    assert problem.value.reason == reason


@settings(deadline=None)
@given(st.text(st.characters(), max_size=200))
def test_whatever_comes_out_is_harmless(typed):
    try:
        prepared = prepare(typed)
    except TextNotEncodable:
        return
    assert prepared
    assert len(prepared) <= LONGEST
    assert prepared == prepared.strip()
    assert not {unicodedata.category(sign) for sign in prepared} & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert unicodedata.is_normalized("NFKC", prepared)
    prepared.encode()
