"""Days as people write them, and those that are asked about."""

from datetime import date

import pytest

from core.dates import read_day
from core.text import InvalidValue

JUNE = date(2026, 6, 5)
UNDERSTOOD = [
    # typed, language, day
    ("2026-06-05", "en", JUNE),
    ("2026/6/5", "ja", JUNE),
    ("2026.06.05", "ja", JUNE),
    ("20260605", "ja", JUNE),
    ("2026年6月5日", "ja", JUNE),
    ("２０２６年６月５日（金）", "ja", JUNE),
    ("令和8年6月5日", "ja", JUNE),
    ("R8.6.5", "ja", JUNE),
    ("昭和42年4月1日", "ja", date(1967, 4, 1)),
    ("05.06.2026", "ru", JUNE),
    ("05.06.2026 г.", "ru", JUNE),
    ("05.06.2026", "en", JUNE),
    ("5.6.2026", "ja", JUNE),
    ("05/06/2026", "ru", JUNE),
    ("05-06-2026", "kk", JUNE),
    ("25/06/2026", "en", date(2026, 6, 25)),
    ("06/25/2026", "en", date(2026, 6, 25)),
    ("06/25/2026", "ru", date(2026, 6, 25)),
    ("06/06/2026", "ja", date(2026, 6, 6)),
    ("5 июня 2026 г.", "ru", JUNE),
    ("5 июня 2026 года", "ru", JUNE),
    ("5 маусым 2026", "kk", JUNE),
    ("2026 жылғы 5 маусым", "kk", JUNE),
    ("2026 ж. 5 маусым", "kk", JUNE),
    ("2026-yil 5-iyun", "uz", JUNE),
    ("5 iyun 2026", "uz", JUNE),
    ("5 June 2026", "en", JUNE),
    ("June 5, 2026", "en", JUNE),
    ("June 5th, 2026", "en", JUNE),
    ("5 июня 2026", "ja", JUNE),
]
ASKED = [
    ("05/06/2026", "en", "two_days"),
    ("05/06/2026", "ja", "two_days"),
    ("05-06-2026", "ja", "two_days"),
    ("05.06.26", "ru", "short_year"),
    ("26/06/05", "ja", "short_year"),
    ("31.02.2026", "ru", "no_such_day"),
    ("2026-13-01", "en", "no_such_day"),
    ("20261301", "ja", "no_such_day"),
    ("33/44/2026", "en", "no_such_day"),
    ("soon", "en", "no_day"),
    ("June 2026", "en", "no_day"),
    ("5 июня, 6 июля 2026", "ru", "no_day"),
    ("46178", "ja", "no_day"),
    ("", "en", "no_day"),
]


@pytest.mark.parametrize("typed, language, day", UNDERSTOOD)
def test_understood(typed, language, day):
    assert read_day(typed, language=language) == day


@pytest.mark.parametrize("typed, language, code", ASKED)
def test_asked(typed, language, code):
    with pytest.raises(InvalidValue) as problem:
        read_day(typed, language=language)
    assert problem.value.code == code


def test_both_readings_are_named():
    with pytest.raises(InvalidValue) as problem:
        read_day("05/06/2026", language="en")
    assert "Fri 5 Jun 2026 or Wed 6 May 2026" in str(problem.value)
    assert "2026-06-05" in str(problem.value)
