"""Two records of one firm become one: its people keep their seats in sight, the organiser is told,
and it all goes back.
"""
import pytest

from accounts.models import User
from companies import services as companies
from companies.models import Firm
from companies.successors import living_with
from events.models import Registration
from matching.models import Introduction
from notifications.models import Message
from tests import build

from .conftest import seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def kato(db) -> User:
    return build.user("kato@hokuriku.example", "加藤 二郎", language="ja", zone="Asia/Tokyo")


@pytest.fixture
def twin(kato, sato) -> Firm:
    return build.firm(
        kato, sato, country="JP", legal_id="7000012050002", name="北陸充填機 株式会社 本社",
        name_latin="Hokuriku Filling Machinery HQ", city="金沢市", languages=["ja"],
    )


@pytest.fixture
def chambers_forum(make_event, atameken, dana):
    return make_event(20, chamber=atameken, by=dana)


@pytest.fixture
def taken(chambers_forum, hokuriku, tanaka) -> Registration:
    return seat(chambers_forum, 3, firm=hokuriku, by=tanaka)


@pytest.fixture
def merge(hokuriku, twin, sato, mori, now):
    """merge() → hokuriku goes into its twin."""
    return lambda: build.merge(hokuriku, twin, sato, mori, now)


def seen_by(person: User) -> list[Registration]:
    return list(Registration.objects.visible_to(User.objects.get(pk=person.pk)))


def test_after_a_merge_the_people_still_see_their_cases(
    taken, merge, hokuriku, twin, offer, request_, tanaka, aigul, sato, mori, now
):
    introduced = build.introduction(build.match(offer, request_), tanaka, aigul, mori)
    merge()
    person = User.objects.get(pk=tanaka.pk)
    assert Introduction.objects.visible_to(person).get() == introduced
    assert Registration.objects.visible_to(person).get() == taken


def test_while_a_merge_waits_the_people_see_their_cases(taken, hokuriku, twin, tanaka, sato, now):
    assert companies.merge_firms(hokuriku, twin, reason="The same firm twice", by=sato, now=now).state == "proposed"
    assert seen_by(tanaka) == [taken]


def test_the_seats_are_listed_before_the_merge(taken, hokuriku, twin):
    assert {str(line.label): line.count for line in living_with(hokuriku, twin)}["Seats at events"] == 1


def test_the_organiser_reads_the_new_name(taken, merge, dana, hokuriku, twin):
    merge()
    said = Message.objects.get(kind="events/firm_merged")
    assert (said.recipient, said.language) == (dana, "ru")
    assert hokuriku.name in said.subject
    assert twin.name in said.subject


def test_a_firm_of_other_people_sees_no_seat(taken, merge, bekzat, detal):
    merge()
    assert seen_by(bekzat) == []


def test_who_came_for_both_records_comes_for_one(taken, merge, hokuriku, twin, sato, now):
    Registration.objects.filter(pk=taken.pk).update(second_firm=twin)
    merged = merge()
    taken.refresh_from_db()
    assert (taken.firm, taken.second_firm) == (twin, None)
    companies.take_back_merge(merged, reason="Two firms", by=sato, now=now)
    taken.refresh_from_db()
    assert (taken.firm, taken.second_firm) == (hokuriku, twin)


def test_a_second_firm_follows_too(taken, merge, altai, hokuriku, twin):
    Registration.objects.filter(pk=taken.pk).update(firm=altai, second_firm=hokuriku)
    merge()
    taken.refresh_from_db()
    assert (taken.firm, taken.second_firm) == (altai, twin)


def test_taken_back_only_what_came_with_the_merge_goes(
    taken, merge, chambers_forum, twin, hokuriku, tanaka, kato, dana, sato, now
):
    own = seat(chambers_forum, 4, firm=twin, by=kato)
    companies.take_back_merge(merge(), reason="Two firms", by=sato, now=now)
    assert (seen_by(tanaka), seen_by(kato)) == ([taken], [own])
    assert Message.objects.get(kind="events/firm_parted").recipient == dana


def test_a_firm_renamed_by_hand_meanwhile_is_left_alone(taken, merge, altai, sato, now):
    merged = merge()
    Registration.objects.filter(pk=taken.pk).update(firm=altai)
    companies.take_back_merge(merged, reason="Two firms", by=sato, now=now)
    taken.refresh_from_db()
    assert taken.firm == altai
