"""What no bundled font has becomes 〓; what can be written otherwise is written otherwise; a report never fails of a letter."""

import unicodedata

import pytest

from mou import services
from mou.reporting.glyphs import printable
from tests.mou.reports_build import issue, page_text

NOTE = "stands for a character that the fonts of this report do not have."


@pytest.mark.parametrize("given, expected", [
    ("Мёд и воск, қазақ, oʻzbek, 日本語 2026", "Мёд и воск, қазақ, oʻzbek, 日本語 2026"),
    ("honey 🍯 мёд", "honey 〓 мёд"),
    ("👩\u200d💻", "〓〓"),
    ("عسل", "〓〓〓"),
    ("꿀", "〓"),
    ("㈱ﾊﾝｶﾞｸ", "(株)ハンガク"),
    ("葛\U000e0100城", "葛城"),
    ("и\u0306", "й"),
    ("а\u0329\u0323", "а\u0329\u0323"),
    ("日\u0323", "日〓"),
    ("\ufeffa\x00b\u202fc\nd", "ab c\nd"),
])
def test_what_the_fonts_do_not_have_is_replaced(given, expected):
    assert unicodedata.normalize("NFC", printable(given)) == unicodedata.normalize("NFC", expected)


def test_everything_inside_is_looked_at_and_nothing_else_changes():
    assert printable({"a": ["🍯", 1, None, {"b": ("x",)}], "c": True}) == {"a": ["〓", 1, None, {"b": ["x"]}], "c": True}


def titled(obligation, title: str, by, other, now) -> None:
    evidence = services.add_evidence(
        obligation, title=title, note="", happened_on=obligation.starts_on, quantity=1, period="", file=None, by=by, now=now
    )
    services.countersign_evidence(evidence, by=other, now=now)


@pytest.mark.django_db
@pytest.mark.parametrize("title, printed", [("Honey 🍯 fair", "Honey 〓 fair"), ("Honey عسل fair", "Honey 〓〓〓 fair")])
def test_a_rare_character_is_replaced_and_explained_in_both_languages(delivered, mou, sato, dana, now, title, printed):
    titled(delivered, title, sato, dana, now)
    report = issue(mou, sato, now, ("en", "ja"))
    text = page_text(report)
    assert report.state == "issued" and printed in text and NOTE in text
    assert title in [one["title"] for one in report.figures["evidence"]], "the figures keep what was written"


@pytest.mark.django_db
@pytest.mark.parametrize("languages", [("en", "ja"), ("ru", "kk"), ("uz", "en")])
def test_without_one_nothing_is_explained(delivered, mou, sato, now, languages):
    assert "〓" not in page_text(issue(mou, sato, now, languages))
