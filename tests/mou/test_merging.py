"""Two records of one firm become one: the memorandum follows, the partner is told, drafts stay the office's secret."""
import pytest

from accounts.models import User
from companies import services as companies
from companies.models import Firm
from companies.successors import living_with
from mou.models import Memorandum, Party
from mou.services.collecting import concerns
from mou.sources import firms as sources
from notifications.models import Message
from tests import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruslan(db) -> User:
    return build.user("ruslan@altai.example", "Руслан Ахметов", language="ru", zone="Asia/Almaty")


@pytest.fixture
def twin(ruslan, sato) -> Firm:
    return build.firm(
        ruslan, sato, country="KZ", legal_id="941240000193", name="Altai Tamaq HQ",
        name_latin="Altai Tamaq HQ", city="Алматы",
    )


@pytest.fixture
def merge(altai, twin, sato, mori, now):
    """merge() → altai goes into its twin."""
    return lambda: build.merge(altai, twin, sato, mori, now)


def seen_by(person: User) -> list[Memorandum]:
    return list(Memorandum.objects.visible_to(User.objects.get(pk=person.pk)))


def test_the_people_of_both_records_see_the_memorandum(pact, merge, aigul, ruslan, bekzat, detal):
    merge()
    assert seen_by(aigul) == seen_by(ruslan) == [pact]
    assert seen_by(bekzat) == []


def test_the_partner_reads_the_new_name(pact, merge, tanaka, altai, twin):
    merge()
    said = Message.objects.get(kind="mou/party_merged")
    assert (said.recipient, said.path) == (tanaka, pact.get_absolute_url())
    assert altai.name in said.subject
    assert twin.name in said.subject
    assert pact.number in said.text


def test_of_a_draft_nobody_outside_hears(pact, merge, twin):
    Memorandum.objects.update(state="draft")
    merge()
    assert Party.objects.get(firm=twin)
    assert not Message.objects.filter(kind="mou/party_merged").exists()


def test_the_memorandum_is_listed_before_the_merge(pact, altai, twin):
    assert {str(line.label): line.count for line in living_with(altai, twin)}["Memoranda"] == 1


def test_evidence_of_the_pair_keeps_counting(pact, introduced, merge):
    merge()
    [fact] = sources._released([introduced.pk])
    assert concerns(fact, Memorandum.objects.with_parties().get(pk=pact.pk))


def test_taken_back_the_memorandum_is_the_old_records_again(pact, merge, altai, aigul, ruslan, tanaka, sato, now):
    companies.take_back_merge(merge(), reason="Two firms", by=sato, now=now)
    assert (seen_by(aigul), seen_by(ruslan)) == ([pact], [])
    assert Message.objects.get(kind="mou/party_parted").recipient == tanaka
