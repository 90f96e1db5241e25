import pytest

from matching.scoring.languages import written_language


@pytest.mark.parametrize(
    "text, declared, written",
    [
        ("食用油の充填機", "ja", "ja"),
        ("自動車用ﾌﾟﾚｽ部品", "en", "ja"),
        ("倉庫管理システム WMS cloud", "ja", "ja"),
        ("Вольфрамовый концентрат", "kk", "ru"),
        ("Қала кәріз суын тазарту", "ru", "kk"),
        ("мал сою", "kk", "kk"),
        ("Пахта толаси", "uz", "uz"),
        ("Экскаваторы", "en", "ru"),
        ("Warehouse management", "ru", "en"),
        ("Tog‘ asali va mevalar", "ru", "uz"),
        ("Ground handling", "uz", "uz"),
        ("Bal satılır", "tr", "tr"),
        ("12345", "kk", "kk"),
        ("", "ja", "ja"),
    ],
)
def test_written_language(text, declared, written):
    assert written_language(text, declared) == written
