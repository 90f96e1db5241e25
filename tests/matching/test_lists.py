"""Lists of introductions and referrals: what is due first, parts that exist, firms that are found."""

from datetime import timedelta

import pytest
from django.urls import reverse

from companies.models import Firm
from matching import services
from matching.models import Introduction
from tests import build

pytestmark = pytest.mark.django_db
LIST = reverse("matching:introductions")
REFERRALS = reverse("matching:referrals")


def shown(client, address=LIST, **asked) -> list:
    rows = client.get(address, asked).context["rows"]
    return [row["match"].partner.name if "match" in row else row["title"] for row in rows]


@pytest.fixture
def second(introduced, offer, detal, tanaka, sato, mori) -> Introduction:
    """Still to be answered, while the contacts of the first are open."""
    wanted = build.profile(detal, sato, "business_request", "agency", ["Ищем запчасти"], ["870829"], ["JP"])
    pair = build.match(offer, wanted)
    at = introduced.requested_at - timedelta(hours=1)
    services.express_interest(pair, firm=pair.japan, by=tanaka, now=at)
    return services.approve_match(pair, by=mori, now=at)


def test_what_is_due_stands_before_what_is_newer(introduced, second, sato, as_):
    assert shown(as_(sato)) == [second.match.partner.name, introduced.match.partner.name]


def test_two_that_wait_stand_by_their_day(introduced, second, sato, as_):
    Introduction.objects.filter(pk=introduced.pk).update(
        state="consent_requested", released_at=None, japan_consent_at=None, japan_consent_by=None,
        partner_consent_at=None, partner_consent_by=None, answer_by=second.answer_by - timedelta(hours=1),
    )
    assert shown(as_(sato)) == [introduced.match.partner.name, second.match.partner.name]


def test_a_firm_reads_until_when_its_answer_is_awaited(second, tanaka, as_):
    row = as_(tanaka).get(LIST).context["rows"][0]
    assert row["word"] == "Your answer is awaited"
    assert "Answer by:" in row["meta"]


def test_what_is_concluded_is_no_longer_under_way(introduced, sato, as_, now):
    Introduction.objects.filter(pk=introduced.pk).update(state="concluded", outcome="agreement")
    client = as_(sato)
    assert shown(client) == []
    assert shown(client, state="concluded") == [introduced.match.partner.name]
    assert [tab["count"] for tab in client.get(LIST).context["tabs"]] == [0, 1, 0]


def test_a_firm_is_found_among_introductions(introduced, second, sato, as_):
    assert shown(as_(sato), q=second.match.partner.name) == [second.match.partner.name]
    assert shown(as_(sato), q="nobody of this name") == []


def test_firms_cannot_search_who_is_not_named_yet(second, tanaka, as_):
    assert len(shown(as_(tanaka), q="nobody of this name")) == 2


@pytest.mark.parametrize("address", [LIST, REFERRALS])
def test_a_part_that_does_not_exist_is_said(introduced, sato, as_, address):
    answer = as_(sato).get(address, {"state": "nonsense"})
    assert "There is no such filter" in answer.content.decode()
    assert len(answer.context["rows"]) == 1


def test_referrals_are_parted_into_new_and_late(referral, sato, dana, as_, now):
    client = as_(dana)
    assert len(shown(client, REFERRALS, state="new")) == len(shown(client, REFERRALS, state="late")) == 1
    services.take_in_charge(referral, by=dana, now=now)
    assert shown(client, REFERRALS, state="new") == []


def test_referrals_are_found_by_firm(referral, dana, as_):
    firm = Firm.objects.get(pk=referral.introduction.match.japan_id)
    assert len(shown(as_(dana), REFERRALS, q=firm.name)) == 1
    assert shown(as_(dana), REFERRALS, q="nobody of this name") == []
