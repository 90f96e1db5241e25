"""Any two firms: why they are not suggested, and staff proposing them all the same."""
from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from companies.models import Bar, Firm, PartneringProfile
from core.errors import ReasonMissing
from core.models import Activity
from matching import services
from matching.computed.why_not import QUIET, verdict
from matching.errors import (
    AlreadyMatched,
    ExportBlocked,
    FirmNotLive,
    NothingPublished,
    NotToBeIntroduced,
    SameSide,
)
from matching.models import ExportReview, Match, MatchRun
from matching.scoring.exclusions import Exclusion
from matching.scoring.pair_score import PairScore
from matching.services import by_hand
from matching.services.runs import write_suggestions
from notifications.models import Message
from tests.rivals import Rivals

from .asking import acts, told, written

pytestmark = pytest.mark.django_db
WHY = "Both told us at the forum that they want to talk"


@pytest.fixture
def pair(offer, request_) -> tuple[Firm, Firm]:
    return offer.firm, request_.firm


def propose(pair, by, now, reason: str = WHY) -> Match:
    return services.propose_pair(pair[0], partner=pair[1], reason=reason, by=by, now=now)


def score(pair, **more) -> PairScore:
    return PairScore(str(pair[0].pk), str(pair[1].pk), 2, **more)


def why(pair, found, now, ranks=None) -> str:
    return verdict(*pair, found, ranks or {}, now).code


def test_staff_propose_two_firms_before_a_colleague(pair, sato, mori, now):
    match = propose(pair, sato, now)
    saved = Match.objects.get()
    assert (saved.state, saved.by_hand, saved.is_scored, saved.proposed_by) == ("proposed", True, False, sato)
    assert Activity.objects.get(verb="matching.match.propose").reason == WHY
    assert acts(match) == ["put_together", "propose"]
    assert told("proposal_waits") == [mori.email]
    assert MatchRun.objects.filter(state="queued").exists()
    services.approve_match(match, by=mori, now=now)


def test_a_suggestion_that_stands_is_brought_forward(match, sato, now):
    propose((match.japan, match.partner), sato, now)
    saved = Match.objects.get()
    assert (saved.state, saved.by_hand) == ("proposed", False)


def refuses(error, pair, sato, now, **more) -> None:
    before = written()
    with pytest.raises(error):
        propose(pair, sato, now, **more)
    assert written() == before


def test_what_stands_in_the_way_for_good(pair, sato, now):
    refuses(ReasonMissing, pair, sato, now, reason=" ")
    refuses(SameSide, pair[::-1], sato, now)
    Bar.objects.create(firm=pair[1], other=pair[0], kind="do_not_introduce", barred_by=sato, barred_at=now)
    refuses(NotToBeIntroduced, pair, sato, now)
    Bar.objects.update(kind="rival")
    old = propose(pair, sato, now)
    refuses(AlreadyMatched, pair, sato, now)
    Match.objects.update(state="blocked", ended_at=now)
    ExportReview.objects.create(match=old, code="842230", tier="1", list_version="2024-02-23", state="blocked")
    refuses(ExportBlocked, pair, sato, now)
    PartneringProfile.objects.filter(firm=pair[0]).update(state="withdrawn")
    refuses(NothingPublished, pair, sato, now)
    Firm.objects.filter(pk=pair[0].pk).update(state="suspended")
    refuses(FirmNotLive, pair, sato, now)


@pytest.mark.parametrize("code, state", [("rival", "proposed"), ("not_live", "expired")])
def test_a_run_leaves_what_staff_knew_and_ends_what_cannot_be(pair, sato, now, code, state):
    propose(pair, sato, now)
    write_suggestions([score(pair, exclusions=(Exclusion(code, "both"),))], [], now=now)
    assert Match.objects.get().state == state


def test_a_run_adds_its_points(pair, sato, now):
    propose(pair, sato, now)
    profiles = {"japan_profile": str(pair[0].profiles.get().pk), "central_asia_profile": str(pair[1].profiles.get().pk)}
    write_suggestions([score(pair, fit=40, evident=False, **profiles)], [], now=now)
    saved = Match.objects.get()
    assert (saved.state, saved.fit, saved.is_scored) == ("proposed", 40, True)


def test_the_rule_that_decides_first_is_named(pair, sato, now):
    assert why(pair, None, now) == "not_read"
    assert why(pair, score(pair, exclusions=(Exclusion("rival", "both"),)), now) == "excluded"
    assert why(pair, score(pair, evident=False), now) == "gate"
    assert why(pair, score(pair), now, {"japan": [3, 30], "partner": [12, 15]}) == "rank"
    assert why(pair, score(pair), now, {"japan": [3, 30], "partner": [1, 1]}) == "limit"
    match = propose(pair, sato, now)
    services.reject_match(match, code="size", by=sato, now=now)
    assert why(pair, score(pair, evident=False), now + timedelta(days=9)) == "quiet"
    assert why(pair, score(pair, evident=False), now + QUIET + timedelta(days=1)) == "gate"
    PartneringProfile.objects.filter(firm=pair[0]).update(state="withdrawn")
    assert why(pair, None, now) == "not_published"
    Firm.objects.filter(pk=pair[0].pk).update(state="suspended")
    assert why((Firm.objects.get(pk=pair[0].pk), pair[1]), None, now) == "not_live"


def test_from_a_search_to_a_proposal(pair, sato, tanaka, now, as_):
    client, url = as_(sato), reverse("matching:why_not")
    found = client.get(url, {"japan": pair[0].pk, "q": str(pair[1].name)}).content.decode()
    query = f"?japan={pair[0].pk}&partner={pair[1].pk}"
    assert query.replace("&", "&amp;") in found
    assert f"?japan={pair[0].pk}" in client.get(pair[0].get_absolute_url(), follow=True).content.decode()
    send = reverse("matching:propose_pair") + query
    assert client.post(send, {"reason": ""}).status_code == 422
    services.answer_questions()
    assert "What would change it:" in client.get(url + query).content.decode()
    assert client.post(send, {"reason": WHY}).status_code == 302
    again = client.post(send, {"reason": WHY})
    assert (again.status_code, WHY in again.content.decode()) == (409, True)
    assert as_(tanaka).post(send, {"reason": WHY}).status_code == 403


def test_the_firms_read_who_suggests_it_and_never_why(pair, sato, mori, tanaka, now, as_):
    match = propose(pair, sato, now)
    client = as_(tanaka)
    for url in (reverse("matching:suggestions"), match.get_absolute_url()):
        text = client.get(url).content.decode()
        assert "Minamin’s staff suggests this firm" in text
        assert "Low fit" not in text
        assert WHY not in text
    assert "Proposed by hand" in as_(mori).get(reverse("matching:approval", args=[match.pk])).content.decode()
    services.approve_match(match, by=mori, now=now)
    mail = Message.objects.get(kind="matching/consent_requested", recipient=tanaka)
    assert "Minamin’s staff suggests this pair" in mail.text
    assert WHY not in mail.text


@pytest.mark.django_db(transaction=True)
class TestTwoStaffAtOnce:
    def test_the_second_is_told(self, pair, sato, mori, now):
        rivals = Rivals()
        with transaction.atomic():
            propose(pair, sato, now)
            rivals.wait_behind("mori", lambda: propose(pair, mori, now))
        assert isinstance(rivals.join()["mori"], AlreadyMatched)
        assert Match.objects.get().proposed_by == sato

    def test_without_the_lock_the_database_still_keeps_one(self, pair, sato, mori, now, monkeypatch):
        """Negative control: both find no match; only the constraint keeps the second out."""
        monkeypatch.setattr(by_hand, "lock", lambda row: row)
        monkeypatch.setattr(by_hand, "obstacle", lambda *firms: None)
        monkeypatch.setattr(by_hand, "live_match", lambda *firms: None)
        propose(pair, sato, now)
        with pytest.raises(AlreadyMatched):
            propose(pair, mori, now)
        assert Match.objects.count() == 1
