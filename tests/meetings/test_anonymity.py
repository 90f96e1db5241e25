"""What an event may not undo: nobody learns of a pair that is only suggested, and nobody is listed unasked."""

import re

import pytest
from django.test import Client

from core.activity import record
from events.models import Registration
from matching.models import Match
from matching.services import approve_match, express_interest
from meetings.models import Meeting
from tests import build
from tests.events.conftest import NOW, seat
from tests.migrating import before_migration, migrate, newest

from .meeting_build import as_delegate, delegates, with_meetings

NOT_INTRODUCED = ["suggested", "shortlisted", "proposed", "approved"]


@pytest.fixture
def fair(make_event, sato, now):
    return with_meetings(make_event(20), by=sato, now=now)


@pytest.fixture
def sides(fair, tanaka, hokuriku, aigul, altai):
    return delegates(fair, by=tanaka, firm=hokuriku, other_by=aigul, other_firm=altai)


def suggested(offer, request_, state: str, *, tanaka, sato) -> None:
    """A pair in one of the states before an introduction."""
    match = build.match(offer, request_)
    if state == "approved":
        express_interest(match, firm=match.japan, by=tanaka, now=NOW)
        approve_match(match, by=sato, now=NOW)
    else:
        Match.objects.filter(pk=match.pk).update(state=state)


def read(path: str) -> str:
    return plain(Client().get(path).content.decode())


def plain(page: str) -> str:
    """Without what differs from one reading to the next."""
    return re.sub(r'(nonce|value)="[\w+/=-]{16,}"', "", page)


@pytest.mark.django_db
@pytest.mark.parametrize("state", NOT_INTRODUCED)
def test_pages_are_the_same_with_a_pair_that_is_not_introduced_and_without(
    sides, offer, request_, state, tanaka, sato
):
    (ichi, ni), (aigul, other) = sides
    Registration.objects.filter(pk=other.pk).update(firm=None, organisation="Аа")
    pages = [as_delegate("meet_people", ichi), as_delegate("meet_ask", ichi, aigul.pk)]
    pages += [as_delegate("meet_people", aigul), as_delegate("meet_ask", aigul, ni.pk)]
    without = [read(page) for page in pages]
    assert aigul.name in without[0]
    suggested(offer, request_, state, tanaka=tanaka, sato=sato)
    assert [read(page) for page in pages] == without


@pytest.mark.django_db
def test_pages_of_an_introduced_pair_do_say_why_it_fits(sides, introduced):
    ichi, aigul = sides[0][0], sides[1][0]
    assert "82" in read(as_delegate("meet_people", ichi)) or "高" in read(as_delegate("meet_ask", ichi, aigul.pk))


@pytest.mark.django_db
@pytest.mark.parametrize("state", NOT_INTRODUCED)
def test_asking_answers_the_same_with_a_suggestion_and_without(sides, offer, request_, state, tanaka, sato):
    ichi, aigul = sides[0][0], sides[1][0]

    def ask() -> tuple[int, str]:
        answer = Client().post(as_delegate("meet_ask", ichi, aigul.pk), {"topic": "充填ライン"}, follow=True)
        assert Meeting.objects.all().delete()[0], "it was asked"
        return answer.redirect_chain[-1][1], plain(answer.content.decode())

    without = ask()
    suggested(offer, request_, state, tanaka=tanaka, sato=sato)
    assert ask() == without


@pytest.mark.django_db
def test_who_was_entered_by_a_colleague_is_not_listed_until_they_say_so(fair, sides, aigul, altai):
    colleague = seat(fair, 30, by=aigul, firm=altai, country="KZ", zone="Asia/Almaty", language="ru")
    page = as_delegate("meet_people", sides[0][0])
    assert colleague.name not in read(page)
    assert as_delegate("meet_listed", colleague) in read(as_delegate("my_meetings", colleague)), "they are asked"
    Client().post(as_delegate("meet_listed", colleague), {"listed": "1"})
    assert colleague.name in read(page)
    assert as_delegate("meet_listed", colleague) not in read(as_delegate("my_meetings", colleague))


@pytest.mark.django_db(transaction=True)
def test_who_never_chose_is_unlisted_and_who_did_stays(make_event, tanaka, hokuriku, aigul, altai, sato, now):
    fair = with_meetings(make_event(20), by=sato, now=now)
    (asked, entered), (put, signed_in) = delegates(fair, by=tanaka, firm=hokuriku, other_by=aigul, other_firm=altai)
    Client().post(as_delegate("meet_listed", asked), {"listed": "1"})
    Registration.objects.filter(pk=signed_in.pk).update(user=aigul)
    for row in (put, signed_in):
        record(row, "list", by=aigul, now=now)
    leaves = newest()
    try:
        before = migrate(before_migration("events", "listed_by_own_choice")).get_model("events", "Registration")
        assert before.objects.get(pk=entered.pk).is_listed, "a step back hides nobody"
    finally:
        migrate(leaves)
    listed = set(Registration.objects.filter(is_listed=True).values_list("pk", flat=True))
    assert listed == {asked.pk, signed_in.pk}
