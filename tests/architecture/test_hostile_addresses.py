"""Whatever somebody writes behind the question mark of an address: an answer or a refusal, never a broken page.

Which names a page reads is seen while it answers; each of them is then asked with every hostile value.
"""

from collections.abc import Iterator
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import resolve, reverse
from django.utils import translation

from .role_world import addresses
from .test_url_roles import pages

pytestmark = pytest.mark.django_db
HOSTILE = ("%00", "XX", "-1", "9" * 30, "%FF%FE" + quote("İ'") * 500)
MANY = {"page": "1", "q": "a"}  # so that filters and pages take part from the start


@pytest.fixture
def asked(monkeypatch) -> set[str]:
    """Names that were looked for in any query or form."""
    names: set[str] = set()
    for way in ("__getitem__", "getlist"):
        found = getattr(QueryDict, way)

        def noting(self, name, *more, found=found, **named):
            names.add(name)
            return found(self, name, *more, **named)

        monkeypatch.setattr(QueryDict, way, noting)
    return names


@pytest.fixture
def broken(caplog, settings, monkeypatch, now):
    settings.DEMO, settings.SESSION_ENGINE = False, "django.contrib.sessions.backends.cache"
    caplog.set_level("CRITICAL", logger="django.request")
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    for paper in ("badges", "letter", "proxy"):
        monkeypatch.setattr(f"events.papers.{paper}.compose", lambda *_args, **_given: b"%PDF-")

    def broken(client: Client, addresses_: Iterator[str]) -> list[str]:
        return [address for address in addresses_ if client.get(address).status_code >= 500]

    return broken


def reading(person) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


def names_by_page(client: Client, world: list[str], asked: set[str]) -> dict[str, set[str]]:
    """{address: names it reads}, of pages that answer; nothing is drawn for that."""
    found = {}
    with pytest.MonkeyPatch.context() as undrawn:
        undrawn.setattr("django.template.backends.django.Template.render", lambda *_args: "")
        for address in world:
            asked.clear()
            if client.get(address, MANY).status_code == 200 and asked:
                found[address] = set(asked)
    return found


def hostile(found: dict[str, set[str]]) -> Iterator[str]:
    """One address of each view that reads these names, with each value for all of them."""
    with translation.override("en"):
        views = {(resolve(address).view_name, *sorted(names)): address for address, names in found.items()}
    for (_view, *names), address in views.items():
        for value in HOSTILE:
            yield f"{address}?" + "&".join(f"{quote(name)}={value}" for name in names)


def test_no_page_breaks(cast, now, asked, broken):
    """As staff, who reach most pages; as a firm, what staff do not reach."""
    world, done = sorted(set(pages(addresses(cast, now)).values())), set()
    for person in (cast.sato, cast.tanaka):
        client = reading(person)
        found = names_by_page(client, [address for address in world if address not in done], asked)
        assert {"page", "q"} & set().union(*found.values()), "control: names are seen"
        assert broken(client, hostile(found)) == []
        done |= found.keys()


def test_a_page_that_breaks_is_found(cast, broken, monkeypatch):
    """As it was while the page of a firm's identity took any country."""
    monkeypatch.setattr("companies.views.firm_case.Country", SimpleNamespace(values=["XX"]))
    identity = reverse("companies:firm_identity", args=[cast.altai.pk])
    asked = [f"{identity}?country={country}" for country in ("XX", "YY")]
    assert broken(reading(cast.sato), iter(asked)) == asked[:1]
