"""The pages of a portal with the demonstration in it, as each of its readers reaches them: by following links.

Used by `python -m benchmarks.pages` and `make screens`, after django.setup().
"""
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.test import Client
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve, reverse

from accounts.models import User
from events.links import pass_path
from events.models import Registration

READERS = {
    "visitor": "", "japan": "tanaka@firm.example", "kazakhstan": "aigul@firm.example", "staff": "sato@minamin.example",
    "liaison": "dana@chamber.example", "delegate": "",
}
NOT_OURS = ("admin",)
NOT_A_PAGE = {"healthz", "readyz", "set_language"}


class Page(NamedTuple):
    name: str  # of the URL
    address: str

    @property
    def names_a_row(self) -> bool:
        """Homes, lists and the forms of something new name none."""
        return bool(resolve(urlsplit(self.address).path).kwargs)


class Links(HTMLParser):
    """Where the links of one page lead."""

    def __init__(self, html: str, address: str):
        super().__init__()
        self.address, self.found = address, []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag == "a" and (target := dict(attrs).get("href")):
            self.found.append(urljoin(self.address, target))


def client_of(reader: str) -> Client:
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]}, raise_request_exception=False)
    if email := READERS[reader]:
        client.force_login(User.objects.get(email=email))
    return client


def reached(reader: str) -> tuple[list[Page], list[Page]]:
    """(pages, what else links lead to: files, redirections, refusals); of each URL name the first address found."""
    client, known, waiting = client_of(reader), set(), [*_starts(reader)]
    pages, others = [], []
    while waiting:
        page = waiting.pop(0)
        if page.name in known:
            continue
        known.add(page.name)
        answer = client.get(page.address)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            pages.append(page)
            waiting += _linked(Links(answer.content.decode(), page.address).found)
        else:
            others.append(page)
    return sorted(pages), sorted(others)


def _starts(reader: str) -> Iterator[Page]:
    if reader == "delegate":
        seat = Registration.objects.live().order_by("-event__starts_at", "name").first()
        yield Page("events:pass", pass_path(seat))
    elif reader == "visitor":
        yield Page("public:landing", reverse("public:landing"))
    else:
        yield Page("dashboard:home", reverse("dashboard:home"))
        yield Page("notifications:inbox", reverse("notifications:inbox"))


def _linked(targets: list[str]) -> Iterator[Page]:
    for target in targets:
        parts = urlsplit(target)
        if parts.netloc or parts.scheme:
            continue
        try:
            name = resolve(parts.path).view_name
        except Resolver404:
            continue
        if name.split(":")[0] not in NOT_OURS and name not in NOT_A_PAGE:
            yield Page(name, parts.path)


def names(resolver: URLResolver | None = None, space: str = "") -> Iterator[str]:
    """Every URL name of the portal but the administration's."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        elif pattern.namespace not in NOT_OURS:
            yield from names(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
