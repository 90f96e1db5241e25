"""Codes found by words: any language, any script, with endings, in either alphabet of Uzbek."""
import pytest

from companies.rules.goods_search import suggest


@pytest.mark.parametrize("typed, code", [
    ("natural honey", "0409"), ("HONEY, natural", "0409"), ("天然蜂蜜", "0409"), ("Мёд натуральный", "0409"),
    ("мед", "0409"), ("Табиғи бал сатамыз", "0409"), ("Tabiiy asal", "0409"), ("Табиий асал", "0409"),
    ("пахта толаси", "5201"), ("paxta tolasini", "5201"), ("タイヤ", "4011"), ("ﾀｲﾔ", "4011"), ("たいや", "4011"),
    ("шиналарды", "4011"), ("сорғыларды", "8413"), ("Сорғы керек", "8413"), ("насосов для воды", "8413"),
    ("kungaboqar yogʻi va moyi", "1512"), ("Кунгабоқар мойи", "1512"), ("бидайды", "1001"), ("bug'doy", "1001"),
])
def test_the_right_heading_is_among_the_first(typed, code):
    assert code in suggest(typed)


@pytest.mark.parametrize("typed", ["", " ", "—— *** ——", "qqq", "12345", "ъъъ", "\u202e\x00", "🙂"])
def test_nothing_is_suggested_where_nothing_is_like_it(typed):
    assert suggest(typed) == []


def test_at_most_five_each_once():
    found = suggest("pumps, tyres, wheat, barley, honey, wine, medicines, trucks, oil, copper ores")
    assert len(found) == len(set(found)) == 5


def test_a_long_line_is_read_to_its_limit():
    assert suggest("x" * 10_000 + " honey") == []
    assert "0409" in suggest("honey " * 10_000)
