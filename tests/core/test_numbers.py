"""Counts and years as people write them; what is not one number is said, never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.numbers import read_count, read_year
from core.text import InvalidValue


@pytest.mark.parametrize("text, right", [
    ("46", 46), ("46 адам", 46), ("46 чел.", 46), ("46 nafar xodim", 46), ("0", 0),
    ("約１，２００名", 1200), ("約120名", 120), ("120名程度", 120), ("従業員数46人", 46), ("社員 12名", 12),
    ("1万2千人", 12000), ("1万人", 10000), ("5千", 5000), ("~ 30", 30), ("около 50 человек", 50),
    ("1 800", 1800), ("1\u00a0800", 1800), ("1.800", 1800), ("1'800", 1800), ("1,234,567", 1234567),
    ("шамамен 40 қызметкер", 40), ("taxminan 25 ta", 25),
])
def test_a_count(text, right):
    assert read_count(text) == right


@pytest.mark.parametrize("text", ["", "  ", "жоқ", "нет", "なし", "—", "-", "Yoʻq", "None"])
def test_none_is_said_in_words(text):
    assert read_count(text) is None
    assert read_year(text) is None


@pytest.mark.parametrize("text", [
    "50–100", "50-100", "46.5", "1,20", "12 34", "46%", "46 offices", "a lot", "много", "1 800 in 2 plants", "-5",
    "1.800,5", "#Н/Д", "9" * 30, "²", "①",
])
def test_what_is_not_one_number_is_refused_by_its_own_words(text):
    with pytest.raises(InvalidValue) as refused:
        read_count(text)
    assert text in str(refused.value)


@pytest.mark.parametrize("text, right", [
    ("1998", 1998), ("1998年", 1998), ("1998 г.", 1998), ("1998 жылы", 1998), ("1998-yil", 1998), ("昭和42年", 1967),
    ("昭和４２年", 1967), ("S42", 1967), ("平成元年", 1989), ("平成10年", 1998), ("令和3年4月", 2021),
    ("明治45年", 1912), ("01.03.2005", 2005), ("2005-03-01", 2005), ("2005年3月1日", 2005), ("2005/03", 2005),
    ("с 1998", 1998), ("創業1919年", 1919),
])
def test_a_year(text, right):
    assert read_year(text) == right


@pytest.mark.parametrize("text", ["1998–2001", "05/98", "last year", "昭和", "X42"])
def test_what_is_not_a_year_is_refused(text):
    with pytest.raises(InvalidValue):
        read_year(text)


@given(st.integers(0, 10**9), st.sampled_from([" ", ",", ".", "'", "\u00a0", "\u202f"]))
def test_a_grouped_number_is_read_back(number, sign):
    assert read_count(f"{number:,}".replace(",", sign)) == number


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    for read in (read_count, read_year):
        try:
            value = read(text)
        except InvalidValue:
            continue
        assert value is None or value >= 0
