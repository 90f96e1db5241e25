"""A report never fails of a letter: what its fonts lack is printed as 〓 and explained."""

import pytest

from mou import services
from tests.mou.reports_build import issue, page_text

NOTE = "stands for a character that the fonts of this report do not have."


def titled(obligation, title: str, by, other, now) -> None:
    evidence = services.add_evidence(
        obligation, titles={"ja": title}, notes={}, happened_on=obligation.starts_on,
        quantity=1, period="", file=None, by=by, now=now,
    )
    services.countersign_evidence(evidence, by=other, now=now)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "title, printed", [("Honey 🍯 fair", "Honey 〓 fair"), ("Honey عسل fair", "Honey 〓〓〓 fair")]
)
def test_a_rare_character_is_replaced_and_explained_in_both_languages(delivered, mou, sato, dana, now, title, printed):
    titled(delivered, title, sato, dana, now)
    report = issue(mou, sato, now, ("en", "ja"))
    text = page_text(report)
    assert report.state == "issued"
    assert printed in text
    assert NOTE in text
    assert title in [one["title"] for one in report.figures["evidence"]], "the figures keep what was written"


@pytest.mark.django_db
@pytest.mark.parametrize("languages", [("en", "ja"), ("ru", "kk"), ("uz", "en")])
def test_without_one_nothing_is_explained(delivered, mou, sato, now, languages):
    assert "〓" not in page_text(issue(mou, sato, now, languages))
