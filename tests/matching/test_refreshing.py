"""A firm that changed finds its own suggestions anew; everybody else's stay as they are."""
import pytest
from django.utils import timezone

from companies import services as companies
from companies.models import Firm, PartneringProfile, ProductLine
from core.models import Activity
from matching import services
from matching.models import FirmRefresh, Match, MatchRun, PoolPart
from matching.scoring import selection
from matching.services import refreshing, shards
from tests import build

from .engine import Engine

pytestmark = pytest.mark.django_db


@pytest.fixture
def engine(monkeypatch) -> Engine:
    return Engine(monkeypatch)


@pytest.fixture
def parts(detal, sato) -> PartneringProfile:
    return build.profile(detal, sato, "business_request", "agency", ["Ищем запчасти"], ["870829"], ["JP"])


@pytest.fixture
def suggested(engine, offer, request_, parts) -> Match:
    """A run has suggested Hokuriku and Altai to each other, and found nobody for AvtoDetal."""
    engine.topics = {
        offer.lines.get().text: "filling", request_.lines.get().text: "filling", "Ищем запчасти": "cars",
        "Линии розлива": "filling",
    }
    engine.run()
    return Match.objects.get()


def ask(*firms, now=None):
    refreshing.ask_refresh([firm.pk for firm in firms], now=now or timezone.now())


def wants_filling(profile):
    ProductLine.objects.filter(profile=profile).update(text="Линии розлива", hs_codes=["842230"])


def pairs() -> set:
    return {(match.japan_id, match.partner_id) for match in Match.objects.live()}


def test_a_firm_finds_its_partner_without_a_run(suggested, parts, hokuriku, detal):
    wants_filling(parts)
    ask(detal)
    assert services.refresh_firms() == 1
    assert pairs() == {(suggested.japan_id, suggested.partner_id), (hokuriku.pk, detal.pk)}
    made = Match.objects.get(partner=detal)
    assert made.reasons["lines"]
    assert made.weights_version == suggested.weights_version
    assert MatchRun.objects.count() == 1


def test_a_japanese_firm_finds_its_partner_too(suggested, offer, hokuriku, detal, engine):
    engine.topics[offer.lines.get().text] = "cars"
    ProductLine.objects.filter(profile=offer).update(hs_codes=["870829"])
    ask(hokuriku)
    services.refresh_firms()
    assert pairs() == {(hokuriku.pk, detal.pk)}
    suggested.refresh_from_db()
    assert suggested.state == "expired"


def test_two_that_changed_see_each_other_as_they_are_now(suggested, offer, parts, hokuriku, detal, engine):
    engine.topics |= {offer.lines.get().text: "silk", "Линии розлива": "silk"}
    ProductLine.objects.filter(profile=offer).update(hs_codes=["500720"])
    ProductLine.objects.filter(profile=parts).update(text="Линии розлива", hs_codes=["500720"])
    ask(hokuriku, detal)
    assert services.refresh_firms() == 2
    assert pairs() == {(hokuriku.pk, detal.pk)}


def test_a_withdrawn_profile_loses_its_suggestions_and_no_others(suggested, request_, parts, hokuriku, detal):
    wants_filling(parts)
    PartneringProfile.objects.filter(pk=request_.pk).update(state="withdrawn")
    ask(request_.firm, detal)
    services.refresh_firms()
    assert pairs() == {(hokuriku.pk, detal.pk)}


def test_what_somebody_answered_or_staff_proposed_stays(suggested, request_, parts, hokuriku, altai, tanaka, engine):
    services.express_interest(suggested, firm=hokuriku, by=tanaka, now=timezone.now())
    engine.topics[request_.lines.get().text] = "silk"
    ProductLine.objects.filter(profile=request_).update(hs_codes=["500720"])
    ask(altai)
    services.refresh_firms()
    assert pairs() == {(hokuriku.pk, altai.pk)}


def test_a_partner_whose_places_are_full_gets_no_more(suggested, parts, detal, monkeypatch):
    monkeypatch.setattr(selection, "PER_FIRM", 1)
    wants_filling(parts)
    ask(detal)
    services.refresh_firms()
    assert pairs() == {(suggested.japan_id, suggested.partner_id)}


def test_a_declined_pair_is_left_in_peace(suggested, altai, aigul):
    now = timezone.now()
    services.decline_suggestion(suggested, firm=altai, code="market", by=aigul, now=now)
    ask(altai)
    services.refresh_firms()
    assert pairs() == set()


def test_a_refresh_that_finds_the_same_says_nothing_new(suggested, altai):
    before = Activity.objects.count()
    ask(altai)
    services.refresh_firms()
    assert Activity.objects.count() == before
    suggested.refresh_from_db()
    assert suggested.state == "suggested"


def test_acts_of_a_firm_ask_once_for_it_and_for_nobody_else(suggested, altai, sato):
    companies.suspend_firm(altai, reason="Because", by=sato, now=timezone.now())
    companies.reinstate_firm(Firm.objects.get(pk=altai.pk), reason="Because", by=sato, now=timezone.now())
    log = list(Activity.objects.filter(verb__startswith="companies.firm.").order_by("-pk")[:2])
    services.react(log)
    services.react(log)
    assert [one.firm for one in FirmRefresh.objects.all()] == [altai]
    assert MatchRun.objects.count() == 1


def test_who_asks_again_meanwhile_is_refreshed_again(suggested, altai, monkeypatch):
    plain = refreshing.engine_facts.load_firms

    def changes_again(only=None):
        found = plain(only)
        ask(altai)
        return found

    monkeypatch.setattr(refreshing.engine_facts, "load_firms", changes_again)
    ask(altai, now=timezone.now() - timezone.timedelta(minutes=1))
    services.refresh_firms()
    assert FirmRefresh.objects.waiting().count() == 1


def test_so_many_changes_are_a_run(suggested, altai, detal, monkeypatch):
    monkeypatch.setattr(refreshing, "MOST", 1)
    ask(altai, detal)
    services.refresh_firms()
    assert MatchRun.objects.filter(state="queued").count() == 1
    assert not FirmRefresh.objects.waiting().exists()


def test_a_run_reads_everybody_and_keeps_one_pool(suggested, altai, engine):
    ask(altai)
    last = engine.run()
    assert not FirmRefresh.objects.exists()
    assert set(PoolPart.objects.values_list("run", flat=True)) == {last.pk}


def meanwhile(monkeypatch, act) -> None:
    """While the next run meets firms."""
    plain = shards.found_pairs

    def found(*given):
        act()
        return plain(*given)

    monkeypatch.setattr(shards, "found_pairs", found)


def test_a_run_leaves_alone_who_changed_while_it_went_on(suggested, parts, altai, detal, hokuriku, monkeypatch, engine):
    def change():
        PartneringProfile.objects.filter(firm=altai).update(state="withdrawn")
        wants_filling(parts)
        ask(altai, detal)
        services.refresh_firms()

    meanwhile(monkeypatch, change)
    engine.run()
    assert pairs() == {(hokuriku.pk, detal.pk)}
    assert FirmRefresh.objects.waiting().count() == 2, "they meet the new pool too"
    services.refresh_firms()
    assert pairs() == {(hokuriku.pk, detal.pk)}


def test_a_profile_withdrawn_during_the_run_is_not_suggested(engine, offer, request_, monkeypatch):
    engine.topics = dict.fromkeys([offer.lines.get().text, request_.lines.get().text], "filling")
    meanwhile(monkeypatch, lambda: PartneringProfile.objects.filter(pk=request_.pk).update(state="withdrawn"))
    engine.run()
    assert not Match.objects.exists()


def test_a_firm_renamed_during_the_run_is_suggested_under_its_new_name(engine, offer, request_, sato, monkeypatch):
    engine.topics = dict.fromkeys([offer.lines.get().text, request_.lines.get().text], "filling")
    meanwhile(monkeypatch, lambda: Firm.objects.filter(pk=request_.firm_id).update(name_latin="Altai Renamed"))
    engine.run()
    assert Match.objects.get().partner.name_latin == "Altai Renamed"
