"""A firm whole: everything that goes on with it on one page of staff."""
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.django_db
MOST = 15
FILLED = {"People of firms", "Offers and needs", "Suggestions", "Introductions", "Conversations", "Referrals",
          "People at events", "Memoranda", "Mails"}


def page_of(firm) -> str:
    return f"/office/firms/{firm.pk}/"


def test_staff_see_all_that_goes_on_with_it(world, client):
    client.force_login(world.admin)
    groups = client.get(page_of(world.hokuriku)).context["groups"]
    assert {group["title"] for group in groups if group["rows"]} == FILLED


def test_each_row_leads_to_a_page(world, client):
    client.force_login(world.admin)
    urls = {row["url"] for group in client.get(page_of(world.hokuriku)).context["groups"] for row in group["rows"]}
    assert {url: client.get(url).status_code for url in urls} == dict.fromkeys(urls, 200)


def test_it_costs_few_queries(world, client):
    client.force_login(world.admin)
    client.get(page_of(world.hokuriku))
    with CaptureQueriesContext(connection) as asked:
        client.get(page_of(world.hokuriku))
    assert len(asked) <= MOST


@pytest.mark.parametrize("role", ["tanaka", "dana"])
def test_nobody_else_does(world, client, role):
    client.force_login(getattr(world, role))
    assert client.get(page_of(world.hokuriku)).status_code == 403
