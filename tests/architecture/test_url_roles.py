"""Every URL × every role, compared with one table that a person can read: url_roles.txt."""
import os
from collections.abc import Iterator
from datetime import datetime
from difflib import unified_diff
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.messages import get_messages
from django.db import transaction
from django.http.cookie import SimpleCookie
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from core.errors import NotPermitted
from tests.architecture.role_world import addresses

TABLE = Path(__file__).with_name("url_roles.txt")
OURS = (
    "core", "accounts", "notifications", "companies", "matching", "events", "leads", "meetings", "mou", "talks",
    "office", "dashboard",
)
ROLES = ("nobody", "bekzat", "tanaka", "suzuki", "aigul", "dana", "marat", "sato", "admin")
FOR_EVERY_FIRM = {f"events:{name}" for name in ("event", "ics", "register", "late")}
FOR_EVERY_FIRM |= {"mfa_remove_webauthn"}  # led to prove who they are, whosever key it is
FOR_EVERY_FIRM |= {f"mou:{name}" for name in ("bulletin", "session", "session_enrol", "session_leave")}
TITLE = 52  # columns for method, url name and note
MISSING = (
    "{} leads to a page that no role is tested on: give its arguments in role_world.py, run `make url-roles`, "
    "read the new rows"
)
GONE = "{} leads nowhere any more: take it out of role_world.py and run `make url-roles`"


def url_names(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Names of our own pages; allauth's and the admin's are theirs to test."""
    for pattern in resolver.url_patterns:
        if getattr(pattern, "namespace", None) == "admin":
            continue
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from url_names(pattern, inner)
        elif pattern.callback.__module__.split(".")[0] in OURS:
            yield f"{space}{pattern.name}", pattern


def known() -> dict[str, URLPattern]:
    return dict(url_names(get_resolver()))


@pytest.fixture
def quiet(settings, monkeypatch, caplog, now) -> None:
    """A real portal, no demonstration. No page is drawn: words decide about nobody, and other tests draw them all."""
    settings.DEMO, settings.SESSION_ENGINE = False, "django.contrib.sessions.backends.cache"
    caplog.set_level("ERROR", logger="django.request")
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    monkeypatch.setattr("django.template.backends.django.Template.render", lambda *_args: "")
    for paper in ("badges", "letter", "proxy"):
        monkeypatch.setattr(f"events.papers.{paper}.compose", lambda *_args, **_given: b"%PDF-")


class Reader:
    """One role at the portal. What it does there is undone before the next page."""

    def __init__(self, client: Client, person: User | None):
        if person:
            client.force_login(person)
        self.client, self.cookies = client, client.cookies
        client.cookies = SimpleCookie()

    def ask(self, method: str, address: str):
        self.client.cookies = SimpleCookie(self.cookies.output(header="", sep=";"))
        with transaction.atomic():
            answer = self.client.generic(method, address, content_type="application/x-www-form-urlencoded")
            transaction.set_rollback(True)
        return answer

    def cell(self, method: str, address: str) -> str:
        answer = self.ask(method, address)
        if answer.status_code == 302 and answer.url.startswith(reverse(settings.LOGIN_URL)):
            return "login"
        if method == "GET" or answer.status_code in (403, 404, 500):
            return str(answer.status_code)
        return "no" if was_refused(answer) else "in"


def was_refused(answer) -> bool:
    """A service said on the next page that the role does not allow it."""
    said = {str(message) for message in get_messages(answer.wsgi_request)}
    return any(str(refusal.message) in said for refusal in (NotPermitted, *NotPermitted.__subclasses__()))


def pages(world: dict[str, tuple]) -> dict[str, str]:
    """{row: address}; a page behind a signed link is asked with a wrong one too."""
    names, found = known(), {}
    for row, arguments in world.items():
        name = row.partition(",")[0]
        assert name in names, GONE.format(name)
        found[row] = reverse(name, args=arguments)
        if "token" in names[name].pattern.converters:
            found[f"{row}, wrong link"] = reverse(name, args=("wrong", *arguments[1:]))
    return found


def walk(cast: SimpleNamespace, now: datetime) -> Iterator[str]:
    """The rows of the table as they are now."""
    world, client = pages(addresses(cast, now)), Client(raise_request_exception=False)
    User.objects.update(language="en")
    readers = [Reader(client, getattr(cast, role, None)) for role in ROLES]
    for row, address in sorted(world.items()):
        allowed = readers[-1].ask("OPTIONS", address).headers.get("Allow", "GET")
        for method in ("GET", "POST"):
            if method in allowed:
                yield row_of(f"{method:4} {row}", [reader.cell(method, address) for reader in readers])


def row_of(title: str, cells: list[str]) -> str:
    return f"{title:{TITLE}}" + "".join(f"{cell:>7}" for cell in cells)


def written() -> tuple[list[str], list[str]]:
    """(what the table says about itself, its rows)"""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.startswith("#")], [
        line for line in lines if line and not line.startswith("#")
    ]


def test_every_page_answers_every_role_as_the_table_says(cast, quiet, now):
    rows, (words, known_rows) = list(walk(cast, now)), written()
    if os.environ.get("WRITE_URL_ROLES"):
        TABLE.write_text("\n".join([*words, *rows, ""]), encoding="utf-8")
        return
    changed = list(unified_diff(known_rows, rows, "the table", "the portal", lineterm="", n=0))
    assert not changed, "\n".join(["If every change is meant, run `make url-roles`.", *changed])


def test_every_url_has_its_row():
    rows = {row.split()[1].rstrip(",") for row in written()[1]}
    assert [MISSING.format(name) for name in sorted(known().keys() - rows)] == []
    assert [GONE.format(name) for name in sorted(rows - known().keys())] == []


def test_no_role_makes_a_page_crash():
    assert [row for row in written()[1] if "500" in row.split()] == []


def test_the_outsider_is_let_in_nowhere():
    """Held against a table that was written anew without being read: what is somebody's answers Bekzat 403 or 404."""
    reached = {row.split()[1].rstrip(",") for row in written()[1] if cell_of(row, "bekzat") not in ("403", "404")}
    of_somebody = {
        name for name, pattern in known().items() if {"pk", "token"} & pattern.pattern.converters.keys() == {"pk"}
    }
    assert reached & of_somebody <= FOR_EVERY_FIRM


def cell_of(row: str, role: str) -> str:
    return row[TITLE:].split()[ROLES.index(role)]
