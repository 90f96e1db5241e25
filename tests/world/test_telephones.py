"""Telephone numbers as they come, where they are at home, and what is kept of them."""

import pytest
from django.utils import translation

from core.telephones import link_of, read_telephone, say_telephone
from core.text import InvalidValue

UNDERSTOOD = [
    # typed, country, kept
    ("+7 727 000 00 00", "", "+77270000000"),
    ("+81 76-000-0000", "KZ", "+81760000000"),
    ("03ー1234ー5678", "JP", "+81312345678"),
    ("03‐1234−5678", "JP", "+81312345678"),
    ("03～1234～5678", "JP", "+81312345678"),
    ("０３－１２３４－５６７８", "JP", "+81312345678"),
    ("ＴＥＬ：（０３）１２３４－５６７８", "JP", "+81312345678"),
    ("電話 03(1234)5678", "JP", "+81312345678"),
    ("+81 (0)3 1234 5678", "JP", "+81312345678"),
    ("010-7-701-555-01-02", "JP", "+77015550102"),
    ("8 (701) 555-01-02", "KZ", "+77015550102"),
    ("8–701–555–01–02", "KZ", "+77015550102"),
    ("7015550102", "KZ", "+77015550102"),
    ("77015550102", "KZ", "+77015550102"),
    ("8-10-81-3-1234-5678", "KZ", "+81312345678"),
    ("моб.: +7 701 555 01 02", "KZ", "+77015550102"),
    ("☎ +7 (7232) 20-00-01", "KZ", "+77232200001"),
    ("90 123 45 67", "UZ", "+998901234567"),
    ("0555 123 456", "KG", "+996555123456"),
    ("+7 (701) 555-01-02 доб. 123", "KZ", "+77015550102 ext. 123"),
    ("+7 (701) 555-01-02 (вн. 12)", "KZ", "+77015550102 ext. 12"),
    ("+7 701 555 01 02, ішкі 7", "KZ", "+77015550102 ext. 7"),
    ("+998 90 123 45 67 ichki 44", "UZ", "+998901234567 ext. 44"),
    ("03-1234-5678（内線123）", "JP", "+81312345678 ext. 123"),
    ("03-1234-5678 内線：123", "JP", "+81312345678 ext. 123"),
    ("+81 3 1234 5678 x5", "", "+81312345678 ext. 5"),
    ("+81 3 1234 5678 #5", "", "+81312345678 ext. 5"),
    ("+81312345678 ext. 123", "", "+81312345678 ext. 123"),
    ("  ", "JP", ""),
]
ASKED = [
    # typed, country, code, what the message names
    ("03-1234-5678", "", "no_country_code", "+81"),
    ("87015550102", "", "no_country_code", "+7"),
    ("+7 701 555 01 02 WhatsApp", "KZ", "unknown_sign", "WhatsApp"),
    ("+7 701 55O 01 02", "KZ", "unknown_sign", "O"),
    ("call me", "KZ", "unknown_sign", "call"),
    ("javascript:1", "KZ", "unknown_sign", "javascript:"),
    ("03-1234-5678", "KZ", "no_telephone", ""),
    ("123", "KZ", "no_telephone", ""),
    ("+7 701 555", "KZ", "no_telephone", ""),
    ("1" * 60, "KZ", "no_telephone", ""),
    ("+8 701 555 01 02", "KZ", "no_telephone", ""),
    ("+7 701 555 01 02, +7 701 555 01 03", "KZ", "several_telephones", ""),
    ("03-1234-5678 / 03-1234-5679", "JP", "several_telephones", ""),
    ("03-1234-5678\n03-1234-5679", "JP", "several_telephones", ""),
]


@pytest.mark.parametrize("typed, country, kept", UNDERSTOOD)
def test_understood(typed, country, kept):
    assert read_telephone(typed, country=country) == kept


@pytest.mark.parametrize("kept", sorted({kept for *_, kept in UNDERSTOOD}))
def test_what_is_kept_is_understood_again_as_itself(kept):
    assert read_telephone(kept) == kept


@pytest.mark.parametrize("typed, country, code, named", ASKED)
def test_asked(typed, country, code, named):
    with pytest.raises(InvalidValue) as problem:
        read_telephone(typed, country=country)
    assert problem.value.code == code
    assert named in str(problem.value)


@pytest.mark.parametrize(
    "kept, shown, link",
    [
        ("+77015550102", "+7 701 555 0102", "tel:+77015550102"),
        ("+81312345678 ext. 123", "+81 3-1234-5678 内線 123", "tel:+81312345678;ext=123"),
        ("03-1234-5678", "03-1234-5678", "tel:0312345678"),
        ("by radio", "by radio", ""),
        ("", "", ""),
    ],
)
def test_shown_to_a_japanese_reader(kept, shown, link):
    with translation.override("ja"):
        assert say_telephone(kept) == shown
    assert link_of(kept) == link
