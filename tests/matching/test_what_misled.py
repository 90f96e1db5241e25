"""The report of refusals: which factors stood high in what nobody wanted."""
from datetime import timedelta

import pytest
from django.urls import reverse

from matching import services
from matching.computed.refusals import by_code, report
from matching.models import Match


def case(refusal="", state="rejected", **shares) -> dict:
    """Shares are per cent of a factor's 20 points."""
    factors = [{"code": code, "points": share / 5, "max_points": 20} for code, share in shares.items()]
    return {"refusal": refusal, "state": state, "reasons": {"japan": factors, "partner": factors}}


def test_a_factor_that_stood_high_in_the_refused_ones_only_misled():
    refused = [case("product", text=90, market=100)] * 4 + [case("product", "declined", text=10, market=100)]
    approved = [case(text=90, market=100), case(text=20, market=100), case(text=30, market=100)]
    [row] = by_code(refused, approved)
    assert (row.code, row.count, row.by_staff) == ("product", 5, 4)
    assert [(one.factor, one.refused, one.approved) for one in row.misled] == [("text", (4, 5), (1, 3))]


@pytest.mark.parametrize("refused, approved", [(2, 9), (9, 2), (0, 0)])
def test_of_few_cases_nothing_is_concluded(refused, approved):
    rows = by_code([case("size", hs=100)] * refused, [case(hs=0)] * approved)
    assert [row.misled for row in rows] == [[]] * bool(refused)


def test_the_most_frequent_reason_comes_first():
    assert [row.code for row in by_code([case("size"), case("market"), case("market")], [])] == ["market", "size"]


def test_the_report_counts_what_was_asked_for(proposed, unlisted, sato, tanaka, now):
    services.reject_match(proposed, code="market", by=sato, now=now)
    services.decline_suggestion(unlisted, firm=unlisted.japan, code="size", by=tanaka, now=now - timedelta(days=40))
    assert report(None).refused_count == 2
    assert [row.code for row in report(now - timedelta(days=30)).refused] == ["market"]
    Match.objects.filter(pk=unlisted.pk).update(weights_version=9)
    assert [row.code for row in report(None, weights=9).refused] == ["size"]
    assert report(None, languages=("ja", "uz")).refused_count == 0


def test_staff_read_it_and_nobody_else(proposed, sato, tanaka, now, as_):
    services.reject_match(proposed, code="market", reason="Secret words", by=sato, now=now)
    url = reverse("matching:refusals")
    text = as_(sato).get(url, {"days": "30"}).content.decode()
    assert "Wrong market" in text
    assert "Secret words" not in text
    assert as_(sato).get(url, {"days": "7"}).status_code == 422
    assert as_(tanaka).get(url).status_code == 403
