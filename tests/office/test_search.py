"""One box: everything a reader may see, grouped, and nothing else."""
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Event
from matching.models import Introduction, Match, Referral
from office.computed.found import find

pytestmark = pytest.mark.django_db
MOST = 15


def names(user, query: str) -> set[str]:
    return {group.name for group in find(user, query)}


def test_staff_find_a_firm_its_people_and_its_cases(world):
    assert {"firms", "introductions", "referrals", "memoranda", "delegates"} <= names(world.sato, "Hokuriku")
    assert "members" in names(world.sato, "田中")


def test_a_name_is_found_in_another_script(world):
    assert "firms" in names(world.sato, "altai tamaq")
    assert "firms" in names(world.sato, "Алтай")


def test_events_and_inquiries_are_found_by_a_word_of_any_language(world):
    assert "events" in names(world.sato, "Форум")
    assert "leads" in names(world.sato, "Dala")


def test_who_wrote_a_title_is_no_word_of_it(world):
    assert "events" not in names(world.sato, str(world.dana.pk)[:8])


def test_a_liaison_finds_their_referral_and_no_firm(world):
    found = names(world.dana, "Hokuriku")
    assert "referrals" in found
    assert not found & {"firms", "introductions", "members", "leads"}


def test_the_liaison_of_another_chamber_finds_no_case(world):
    assert not names(world.marat, "Hokuriku")


def test_the_number_of_a_memorandum_leads_there(world, client):
    client.force_login(world.sato)
    answer = client.get("/office/search/", {"q": " m-2024-001 "})
    assert answer.status_code == 302
    assert answer.url.startswith("/mou/")


def test_the_number_of_anothers_memorandum_is_not_found(world, client):
    client.force_login(world.marat)
    answer = client.get("/office/search/", {"q": "M-2024-001"})
    assert answer.status_code == 200
    assert answer.context["groups"] == []


@pytest.mark.parametrize("model", [Match, Introduction, Referral, Event])
def test_the_number_of_a_case_leads_there(world, client, model):
    case = model.objects.first()
    client.force_login(world.sato)
    answer = client.get("/office/search/", {"q": case.case_number.lower().replace("-", " ")})
    assert answer.url == case.get_absolute_url()


def test_a_liaison_finds_their_referral_by_its_number(world, client):
    case = Referral.objects.get()
    client.force_login(world.dana)
    assert client.get("/office/search/", {"q": case.case_number}).url == case.get_absolute_url()


@pytest.mark.parametrize("model", [Match, Introduction, Referral])
def test_a_case_number_of_another_chamber_finds_nothing(world, client, model):
    client.force_login(world.marat)
    answer = client.get("/office/search/", {"q": model.objects.first().case_number})
    assert (answer.status_code, answer.context["groups"]) == (200, [])


def test_a_number_that_nothing_has_finds_nothing(world, client):
    client.force_login(world.sato)
    assert client.get("/office/search/", {"q": "MA-2026-9999"}).context["groups"] == []


@pytest.mark.parametrize("words", ["", "a", "%", "' OR 1=1 --", "x" * 5000, "\x00\u202e", "(((", "\\"])
def test_whatever_is_written_there_is_a_page(world, client, words):
    client.force_login(world.sato)
    assert client.get("/office/search/", {"q": words}).status_code == 200


def test_a_search_costs_few_queries(world, client):
    client.force_login(world.sato)
    client.get("/office/search/", {"q": "Hokuriku"})
    with CaptureQueriesContext(connection) as asked:
        answer = client.get("/office/search/", {"q": "Hokuriku"})
    assert len(answer.context["groups"]) > 3
    assert len(asked) <= MOST


def test_the_bar_has_the_box_for_staff_and_none_for_a_firm(world, client):
    client.force_login(world.sato)
    assert 'id="search"' in client.get("/office/").content.decode()
    client.force_login(world.tanaka)
    assert 'id="search"' not in client.get("/home/").content.decode()
