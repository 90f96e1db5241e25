"""Better none than a wrong one: a firm without a partner reads what would help, and hears when one comes."""
from datetime import timedelta

import pytest
from django.urls import reverse

from companies.models import PartneringProfile
from core.i18n import speaking
from matching.models import Match, MatchRun
from matching.pages.waiting import what_would_help, without_partner
from matching.services.finding import WITHOUT

from .asking import told
from .test_services_runs import score, write

JAPAN, ASIA = [("JP", "Japan")], [("KZ", "Kazakhstan"), ("UZ", "Uzbekistan")]
HELPS = [
    ({}, []),
    ({"uncoded": 1}, ["1 line has no customs code"]),
    ({"uncoded": 2}, ["2 lines have no customs code"]),
    ({"lines": 1}, ["There is one line only"]),
    ({"choices": ASIA, "markets": ["KZ"]}, ["Countries in which you do not look yet: Uzbekistan."]),
    ({"choices": ASIA, "markets": ["KZ", "UZ"]}, []),
    ({"choices": ASIA, "markets": []}, []),  # everywhere already
    ({"role": ""}, ["You have not said who you are"]),
    ({"uncoded": 1, "lines": 1, "role": ""}, ["1 line has", "There is one line", "You have not said"]),
]


@pytest.mark.parametrize("change, texts", HELPS)
def test_only_what_applies_is_said_to_help(change, texts):
    plain = {"uncoded": 0, "lines": 2, "role": "maker", "markets": ["JP"], "choices": JAPAN, "url": "/p/"}
    with speaking("en"):
        found = what_would_help(**plain | change)
    assert [one["text"].startswith(text) for one, text in zip(found, texts, strict=True)] == [True] * len(texts)
    assert {one["url"].partition("#")[0] for one in found} <= {"/p/"}


@pytest.fixture
def looked(offer, request_, now) -> MatchRun:
    """A run after both were published found nothing."""
    PartneringProfile.objects.update(published_at=now - timedelta(days=2))
    begun = now - timedelta(days=1)
    return MatchRun.objects.create(state="done", requested_at=begun, started_at=begun, finished_at=begun)


@pytest.mark.django_db
class TestToldOnPages:
    @pytest.mark.parametrize("address", ["matching:suggestions", "dashboard:home"])
    def test_a_firm_without_a_partner_reads_so_and_what_would_help(self, looked, aigul, request_, as_, address):
        text = as_(aigul).get(reverse(address)).content.decode()
        assert "No partner fits well enough yet" in text
        assert "There is one line only" in text
        assert f"{request_.get_absolute_url()}#role" in text
        assert "no customs code" not in text  # its line has one

    def test_before_the_first_run_the_comparison_is_under_way(self, offer, aigul, request_, as_):
        text = as_(aigul).get(reverse("matching:suggestions")).content.decode()
        assert "Your offers and needs are being compared" in text

    def test_a_firm_with_a_partner_or_with_nothing_published_reads_none_of_it(self, match, altai, detal):
        assert without_partner(altai, live=True) is None
        assert without_partner(detal, live=False) is None

    def test_an_unverified_firm_is_told_of_its_verification_instead(self, looked, altai):
        altai.state = "suspended"
        assert without_partner(altai, live=False) is None


@pytest.mark.django_db
class TestToldWhenOneComes:
    def test_both_firms_that_waited_are_told_once(self, looked, offer, request_, tanaka, aigul, now):
        for _ in range(2):
            write(score(offer, request_), now=now)
        assert told("partner_found") == sorted([tanaka.email, aigul.email])

    def test_of_several_partners_the_best_is_told(self, looked, offer, request_, tanaka, unlisted, now):
        Match.objects.all().delete()
        other = unlisted.partner_profile
        PartneringProfile.objects.filter(pk=other.pk).update(published_at=now - timedelta(days=2))
        write(score(offer, request_, 60), score(offer, other, 90), now=now)
        assert told("partner_found").count(tanaka.email) == 1

    def test_who_was_published_after_the_last_run_has_not_waited(self, looked, offer, request_, tanaka, now):
        PartneringProfile.objects.filter(pk=request_.pk).update(published_at=now)
        write(score(offer, request_), now=now)
        assert told("partner_found") == [tanaka.email]

    def test_without_any_run_before_nobody_has_waited(self, offer, request_, now):
        write(score(offer, request_), now=now)
        assert told("partner_found") == []

    def test_a_firm_with_a_partner_has_not_waited(self, looked, match, request_, offer, unlisted, bekzat, now):
        PartneringProfile.objects.update(published_at=now - timedelta(days=2))
        Match.objects.filter(pk=unlisted.pk).delete()
        write(score(offer, request_), score(offer, unlisted.partner_profile), now=now)
        assert told("partner_found") == [bekzat.email]

    @pytest.mark.parametrize("ago, mails", [(WITHOUT - timedelta(days=1), 0), (WITHOUT + timedelta(days=1), 2)])
    def test_a_suggestion_that_went_and_comes_again_is_no_news(self, looked, match, offer, request_, now, ago, mails):
        Match.objects.filter(pk=match.pk).update(state="expired", ended_at=now - ago)
        write(score(offer, request_), now=now)
        assert len(told("partner_found")) == mails
