"""A firm whole: everything that goes on with it on one page of staff."""
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import Look

pytestmark = pytest.mark.django_db
MOST = 15
FILLED = {"Offers and needs", "Suggestions", "Introductions", "Conversations", "Samples", "Referrals",
          "People at events", "Memoranda"}
PEOPLE = {"People of firms", "Mails"}


def page_of(firm) -> str:
    return f"/office/firms/{firm.pk}/"


def test_staff_see_all_that_goes_on_with_it(world, client):
    client.force_login(world.admin)
    for part, filled in (("", FILLED), ("people/", PEOPLE)):
        groups = client.get(page_of(world.hokuriku) + part).context["groups"]
        assert {group["title"] for group in groups if group["rows"]} == filled


def test_each_row_leads_to_a_page(world, client):
    client.force_login(world.admin)
    pages = [client.get(page_of(world.hokuriku) + part) for part in ("", "people/")]
    urls = {row["url"] for page in pages for group in page.context["groups"] for row in group["rows"]}
    assert {url: client.get(url).status_code for url in urls} == dict.fromkeys(urls, 200)


@pytest.mark.parametrize("part", ["", "people/"])
def test_it_costs_few_queries(world, client, part):
    client.force_login(world.admin)
    client.get(page_of(world.hokuriku) + part)
    with CaptureQueriesContext(connection) as asked:
        client.get(page_of(world.hokuriku) + part)
    assert len(asked) <= MOST


def test_the_history_says_of_what(world, client):
    client.force_login(world.admin)
    items = client.get(page_of(world.hokuriku)).context["items"]
    assert any(item["what"].startswith("MA-2026-") for item in items)


def test_the_look_at_its_contact_is_noted(world, client):
    client.force_login(world.admin)
    client.get(page_of(world.hokuriku) + "people/")
    assert Look.objects.filter(actor=world.admin, whose=f"companies.contact:{world.hokuriku.contact.pk}").exists()


@pytest.mark.parametrize("role", ["tanaka", "dana"])
def test_nobody_else_does(world, client, role):
    client.force_login(getattr(world, role))
    assert client.get(page_of(world.hokuriku)).status_code == 403
