"""Homes and lists, whoever reads them, in a portal where there is one of everything: few queries."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.architecture import role_world
from tests.architecture.conftest import cast  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
QUERIES = 15
EVERYTHING = "/me/data/"  # all that every app keeps about one person: a query for each kind, however many rows


@pytest.fixture
def pages(cast, now, monkeypatch) -> list[str]:  # noqa: F811
    """The addresses that name no row: homes, lists, the forms of something new."""
    monkeypatch.setattr(timezone, "now", lambda: now)
    world = role_world.addresses(cast, now)
    return sorted({reverse(name) for name, arguments in world.items() if not arguments and "," not in name})


@pytest.mark.parametrize("role", ["tanaka", "aigul", "dana", "sato"])
def test_homes_and_lists_need_few_queries(pages, cast, role):  # noqa: F811
    client = Client(raise_request_exception=False)
    client.force_login(getattr(cast, role))
    found = {}
    for address in pages:
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        if answer.status_code == 200:
            found[address] = len(asked)
    assert found[reverse("dashboard:home")] > 3, "control: the queries of a page are counted"
    assert {address: count for address, count in found.items() if count > QUERIES} == {EVERYTHING: found[EVERYTHING]}
