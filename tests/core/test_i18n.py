"""Days and times as people of each language write them, both zones named."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.utils import translation

from core import i18n
from core.geography import place_name

AT = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "language, expected",
    [
        ("ja", "2026年11月26日（木）17:00"),
        ("en", "Thu 26 Nov 2026 17:00"),
        ("ru", "чт, 26 ноября 2026\u00a0г. 17:00"),
        ("kk", "2026\u00a0ж. 26 қараша, бейсенбі 17:00"),
        ("uz", "2026-yil 26-noyabr, payshanba 17:00"),
    ],
)
def test_moment_in_each_language(language, expected):
    with translation.override(language):
        assert i18n.say_moment(AT, "Asia/Tokyo") == expected


@pytest.mark.parametrize("language, expected", [
    ("ja", "11月26日（木）"), ("en", "Thu 26 Nov"), ("ru", "чт, 26 нояб."), ("kk", "26 қар., бс"),
    ("uz", "26-noy, Pay"),
])
def test_a_day_whose_year_is_plain(language, expected):
    with translation.override(language):
        assert i18n.say_day(AT.date(), width="short") == expected


@pytest.mark.parametrize("language, month", [("kk", "[а-яәғқңөұүһі]+"), ("uz", "[a-z]+")])
def test_every_month_and_weekday_is_written_in_small_letters_of_the_language(language, month):
    """CLDR could bring capitals, or names of another script; a comma and blanks stand as in the pattern."""
    shape = {"kk": f"2026\u00a0ж. \\d+ {month}, {month}", "uz": f"2026-yil \\d+-{month}, {month}"}[language]
    with translation.override(language):
        days = [i18n.say_day(date(2026, at, at)) for at in range(1, 13)]
    assert [day for day in days if not re.fullmatch(shape, day)] == []


def test_the_menu_calls_each_language_by_its_own_name(client, db):
    html = client.get("/en/").content.decode()
    assert [name for name in ("日本語", "English", "Русский", "Қазақша", "Oʻzbekcha") if name not in html] == []
    assert dict(settings.LANGUAGES)["uz"][1] == "\u02bb"


def test_both_times_name_both_cities():
    with translation.override("en"):
        assert i18n.say_both(AT, "Asia/Tokyo") == "Thu 26 Nov 2026 17:00 (Tokyo) · 13:00 (Almaty)"
        assert i18n.say_both(AT, "Asia/Almaty", "Asia/Tokyo") == "Thu 26 Nov 2026 13:00 (Almaty) · 17:00 (Tokyo)"


def test_both_times_in_japanese_stand_without_blanks():
    with translation.override("ja"):
        assert i18n.say_both(AT, "Asia/Tokyo") == "2026年11月26日（木）17:00（東京）／13:00（アルマトイ）"


def test_a_span_in_japanese_has_no_blank_after_its_number():
    with translation.override("ja"):
        assert i18n.say_ago(AT - timedelta(days=3), AT) == "3日前"


@pytest.mark.parametrize("code", i18n.UZBEK_NAMES)
def test_names_of_languages_in_uzbek_have_one_shape(code):
    with translation.override("uz"):
        assert i18n.language_name(code).endswith(" tili")
        assert "‘" not in i18n.language_name(code)


def test_the_second_day_is_named_when_it_differs():
    late = datetime(2026, 11, 26, 16, 0, tzinfo=UTC)
    with translation.override("en"):
        assert i18n.say_both(
            late, "Asia/Almaty", "Asia/Tokyo"
        ) == "Thu 26 Nov 2026 21:00 (Almaty) · Fri 27 Nov 01:00 (Tokyo)"


@pytest.mark.parametrize("hour, zone, place, expected", [
    (4, "Asia/Tokyo", "Asia/Almaty", "13:00–13:25 (Tokyo) · 09:00–09:25 (Almaty)"),
    (4, "Asia/Almaty", "Asia/Almaty", "09:00–09:25 (Almaty) · 13:00–13:25 (Tokyo)"),
    (16, "Asia/Almaty", "Asia/Tokyo", "21:00–21:25 (Almaty) · Fri 27 Nov 01:00–01:25 (Tokyo)"),
])
def test_hours_of_a_list_name_the_day_only_where_it_is_another(hour, zone, place, expected):
    begin = datetime(2026, 11, 26, hour, 0, tzinfo=UTC)
    with translation.override("en"):
        assert " · ".join(i18n.hours_at_place(begin, begin + timedelta(minutes=25), zone, place)) == expected


def test_almaty_changed_its_zone_on_1_march_2024():
    with translation.override("en"):
        assert i18n.say_clock(datetime(2024, 2, 29, 12, tzinfo=UTC), "Asia/Almaty") == "18:00"
        assert i18n.say_clock(datetime(2024, 3, 1, 12, tzinfo=UTC), "Asia/Almaty") == "17:00"


@pytest.mark.parametrize("language, expected", [
    ("en", "Astana"), ("ja", "アスタナ"), ("ru", "Астана"), ("kk", "Астана"), ("uz", "Ostona"),
])
def test_a_city_that_we_know_stands_in_the_papers_language(language, expected):
    with translation.override(language):
        assert place_name("Astana") == expected
        assert place_name("Қызылорда") == "Қызылорда"
