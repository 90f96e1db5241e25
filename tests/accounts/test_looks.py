"""Who saw my contact details: read by oneself and by staff, forgotten with the person, kept for three years."""

from datetime import timedelta

import pytest

from accounts import services
from core.looks import note, seen_of
from core.models import Look
from tests import build

pytestmark = pytest.mark.django_db
MINE, ALL = "/me/data/looks/", "/staff/looks/"


def test_one_reads_who_looked_and_where(introduced, aigul, tanaka, sato, as_, now):
    note(seen_of(aigul, about=introduced), by=sato, now=now)
    note(seen_of(aigul), by=tanaka, now=now, way="file")
    page = as_(aigul).get(MINE).content.decode()
    assert "佐藤 恵 (Minamin) saw your e-mail address." in page or "Minamin) saw your e-mail address." in page
    assert "In an introduction · On a page" in page
    assert "Hokuriku" in page
    assert "Tanaka" not in page, "of others the firm is told, not its people"


def test_nobody_reads_looks_at_others(aigul, bekzat, sato, as_, now):
    note(seen_of(aigul), by=sato, now=now)
    assert "Nobody has seen your contact details" in as_(bekzat).get(MINE).content.decode()


def test_looks_under_an_address_before_there_was_an_account_are_theirs(altai, aigul, sato, now):
    altai.contact.email = aigul.email
    note(seen_of(altai.contact), by=sato, now=now)
    [look] = services.looks_at(services.person_of(aigul))
    assert look.whose == f"companies.contact:{altai.contact.pk}"


def test_they_are_taken_along(aigul, sato, now):
    note(seen_of(aigul), by=sato, now=now)
    [account, *_rest] = services.export_own_data(aigul, form="json", by=aigul, now=now)
    told = {part.name: part.rows for part in account.sections}
    assert [row["at"] for row in told["looks"]] == [now]


def test_staff_read_the_looks_of_one_person_and_at_one(aigul, bekzat, sato, mori, as_, now):
    note(seen_of(aigul), by=sato, now=now)
    note(seen_of(bekzat), by=mori, now=now)
    client = as_(sato)
    assert len(client.get(ALL).context["rows"]) == 2
    assert [row["look"].actor for row in client.get(f"{ALL}?by={mori.pk}").context["rows"]] == [mori]
    assert [row["look"].person for row in client.get(f"{ALL}?at={aigul.pk}").context["rows"]] == [aigul]


@pytest.mark.parametrize("who", ["tanaka", "dana"])
def test_the_list_of_all_looks_is_for_staff(who, request, as_):
    assert as_(request.getfixturevalue(who)).get(ALL).status_code == 403


def test_what_was_seen_goes_with_the_person_and_what_they_saw_stays(bekzat, sato, now):
    note(seen_of(bekzat), by=sato, now=now)
    note(seen_of(sato), by=bekzat, now=now)
    services.forget(bekzat, by=bekzat, now=now)
    [left] = Look.objects.all()
    assert (left.actor, left.person) == (bekzat, sato)


def test_looks_of_years_ago_are_deleted(aigul, sato, now):
    note(seen_of(aigul), by=sato, now=now - timedelta(days=1095))
    note(seen_of(aigul), by=sato, now=now - timedelta(days=1094))
    assert services.delete_looks(now=now) == 1


def test_a_page_of_looks_asks_as_often_for_many(aigul, sato, as_, now, django_assert_max_num_queries):
    for number in range(4):
        note(seen_of(build.user(f"p{number}@x.example", "P")), by=sato, now=now)
    client = as_(sato)
    client.get(ALL)
    with django_assert_max_num_queries(15):
        client.get(ALL)
