"""Typed answers: what is kept, what is refused, how each language says it. No database."""
import pytest
from babel import Locale
from django.utils import translation

from core.text import InvalidValue
from talks.data import choices as of
from talks.data.phrases import BY_VERSION, GROUPS, QUESTIONS
from talks.forms.conversations import FIELDS, _without_groups
from talks.rules.answers import KINDS, checked, say

KEPT = {
    "capacity": ({"number": "05.50", "unit": "t", "per": "month"}, {"number": "5.5", "unit": "t", "per": "month"}),
    "price": (
        {"low": "10", "currency": "USD", "unit": "kg"}, {"low": "10", "high": "10", "currency": "USD", "unit": "kg"},
    ),
    "advance": ({"number": "30"}, {"number": "30"}),
    "temperature": ({"low": "-18", "high": "-15"}, {"low": "-18", "high": "-15"}),
    "sample": ({"choice": "paid"}, {"choice": "paid"}),
    "basis": ({"choices": ["CIF", "EXW", "CIF"]}, {"choices": ["EXW", "CIF"]}),
    "ready": ({"day": "2027-01-15"}, {"day": "2027-01-15"}),
    "visit_us": ({"from": "2027-03-01", "to": "2027-03-05"}, {"from": "2027-03-01", "to": "2027-03-05"}),
    "origin": ({"codes": ["UZ", "KZ"]}, {"codes": ["KZ", "UZ"]}),
    "spoken": ({"codes": ["ja"]}, {"codes": ["ja"]}),
    "model": ({"text": "  KF-200  "}, {"text": "KF-200"}),
    "exported": ({"choice": "no"}, {"choice": "no"}),
}
REFUSED = {
    "no number": ("capacity", {"number": "many", "unit": "t", "per": "month"}),
    "below zero": ("capacity", {"number": "-1", "unit": "t", "per": "month"}),
    "not finite": ("capacity", {"number": "NaN", "unit": "t", "per": "month"}),
    "too large": ("capacity", {"number": "1e99", "unit": "t", "per": "month"}),
    "another unit": ("capacity", {"number": "1", "unit": "pood", "per": "month"}),
    "no unit": ("capacity", {"number": "1", "per": "month"}),
    "another currency": ("price", {"low": "1", "currency": "XXX"}),
    "turned round": ("price", {"low": "9", "high": "1", "currency": "USD"}),
    "over a hundred": ("advance", {"number": "101"}),
    "half a day": ("lead_time", {"number": "1.5"}),
    "another choice": ("sample", {"choice": "maybe"}),
    "a list for a choice": ("sample", {"choice": ["free"]}),
    "nothing ticked": ("basis", {"choices": []}),
    "no day": ("ready", {"day": "soon"}),
    "another century": ("ready", {"day": "1926-01-01"}),
    "ends before it begins": ("visit_us", {"from": "2027-03-05", "to": "2027-03-01"}),
    "another country": ("origin", {"codes": ["XX"]}),
    "no words": ("model", {"text": "   "}),
    "too many words": ("model", {"text": "a" * 301}),
}


@pytest.mark.parametrize("key", KEPT)
def test_what_is_kept(key):
    given, kept = KEPT[key]
    assert checked(QUESTIONS[key], given) == kept


def test_every_kind_has_a_case():
    assert {QUESTIONS[key].kind for key in KEPT} == set(KINDS) == set(FIELDS)


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused(case):
    key, value = REFUSED[case]
    with pytest.raises(InvalidValue):
        checked(QUESTIONS[key], value)


@pytest.mark.parametrize("language", ["en", "ja", "ru", "kk", "uz"])
def test_every_answer_is_said_in_every_language(language):
    with translation.override(language):
        for key, (_given, kept) in KEPT.items():
            assert all(line.strip() for line in say(QUESTIONS[key], kept))


def test_figures_follow_the_language():
    value = {"number": "1234.5", "unit": "t", "per": "once"}
    said = {}
    for language in ("en", "ru"):
        with translation.override(language):
            said[language] = say(QUESTIONS["capacity"], value)[0]
    assert said["en"].startswith("1,234.5")
    assert said["ru"].startswith("1\u00a0234,5")


def test_money_stays_in_its_currency():
    with translation.override("ja"):
        assert "KZT" in say(QUESTIONS["price"], {"low": "500", "high": "700", "currency": "KZT"})[0]


TYPED = [
    ("en", "1,500", "1500"), ("en", "1.5", "1.5"), ("en", "1,500.5", "1500.5"), ("ja", "１，５００", "1500"),
    ("ru", "1 500", "1500"), ("ru", "1,5", "1.5"), ("kk", "1.500,25", "1500.25"), ("uz", "1,500,000", "1500000"),
    ("ru", "−18", "-18"), ("ru", "1,500", "1.500"), ("ru", "1.500", "1500"), ("en", "12", "12"),
    ("ja", "1.500", "1.500"),    ("kk", "1 500 000,5", "1500000.5"), ("en", "1'500", "1500"), ("ru", "0,25", "0.25"),
]


@pytest.mark.parametrize("case", TYPED, ids=[f"{language} {text}" for language, text, _number in TYPED])
def test_numbers_are_read_as_the_language_writes_them(case):
    language, text, number = case
    with translation.override(language):
        assert _without_groups(text.replace("−", "-").translate(str.maketrans("１５０，", "150,"))) == number


def test_the_book_is_whole():
    assert len(QUESTIONS) >= 70
    assert {one.group for one in QUESTIONS.values()} == set(GROUPS)
    assert all(one.kind in KINDS for one in BY_VERSION.values())
    assert all(not one.early for one in QUESTIONS.values() if one.kind == "text"), "free text waits for consent"
    measured = [one.unit for one in QUESTIONS.values() if one.kind in ("number", "range")]
    assert set(measured) <= set(of.MEASURE)


@pytest.mark.parametrize("language", ["en", "ja", "ru", "kk", "uz"])
def test_every_country_has_a_name(language):
    assert set(of.COUNTRIES) <= set(Locale.parse(language).territories)
