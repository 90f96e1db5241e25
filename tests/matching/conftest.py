"""Cases of the cast in their states."""
import pytest

from companies.models import Firm, Membership
from matching import services
from matching.models import ExportReview, Introduction, Match, Referral
from tests import build


@pytest.fixture
def proposed(match, mori, now) -> Match:
    """Waits for approval; Mori has proposed it, so Sato may decide."""
    services.propose_match(match, by=mori, now=now)
    return match


@pytest.fixture
def asked(proposed, sato, dana, now) -> Introduction:
    """Approved by Sato; both firms are asked for consent."""
    return services.approve_match(proposed, by=sato, now=now)


@pytest.fixture
def unreached(asked, altai) -> Firm:
    """Nobody acts for the Central Asian firm any more."""
    Membership.objects.filter(firm=altai).delete()
    return altai


@pytest.fixture
def referral(introduced) -> Referral:
    return introduced.referrals.get()


@pytest.fixture
def in_charge(referral, dana, now) -> Referral:
    services.take_in_charge(referral, by=dana, now=now)
    return referral


@pytest.fixture
def controlled(hokuriku, request_, sato) -> Match:
    """A match of goods that stand on the export-control list."""
    offer = build.profile(
        hokuriku, sato, "business_offer", "supply", ["マイクロコントローラー用の集積回路"], ["854231"], ["KZ"]
    )
    return build.match(offer, request_)


@pytest.fixture
def review(controlled, mori, now) -> ExportReview:
    services.propose_match(controlled, by=mori, now=now)
    return controlled.export_reviews.get()


@pytest.fixture
def unlisted(offer, detal, sato) -> Match:
    """Another pair, of goods that stand on no list."""
    return build.match(
        offer, build.profile(detal, sato, "business_request", "agency", ["Ищем запчасти"], ["870829"], ["JP"])
    )
