"""Whoever reads a page or a mail can read the name of everybody and every firm in it (core/names.py)."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import CharField, Model
from django.test import Client

from accounts.models import User
from companies.models import Firm
from core.names import legible, romanised
from dashboard.pages.mails import kinds, letter_of
from tests.architecture.role_world import addresses
from tests.architecture.test_url_roles import ROLES, cell_of, pages, written

READERS = {"tanaka": "ja", "sato": "en", "dana": "ru", "aigul": "kk", "suzuki": "uz"}
APPS = ("accounts", "companies", "events", "leads", "matching", "meetings", "mou")
FIELDS = (
    "full_name", "name", "firm_name", "organisation", "host", "host_person", "second_name", "told_to", "said_by"
)
OWN = "名前 Имя"  # nobody reads both scripts
DERIVED = "カナ Имя"  # where a row has no field for Latin letters
NAME = re.compile("(?:名前|カナ) Имя[а-я]+")
NEAR = 160  # signs of the page's text before and after
NOT_SHOWN = re.compile(r"<(script|style|textarea|template)\b.*?</\1>|<[^>]*>", re.S)
# Pictures and papers, and pages that show the reader's own details only.
SKIPPED = re.compile("staff:|events:(badges|letter|proxy|ics|feed|export)|report_(pdf|xlsx)|accounts:")


def latin_field(model: type[Model], field: str) -> str:
    names = {one.name for one in model._meta.concrete_fields}
    wanted = "name_latin" if field in ("full_name", "name") else f"{field}_latin"
    return wanted if wanted in names else ""


def fields_of_names() -> Iterator[tuple[type[Model], str]]:
    for app in APPS:
        for model in apps.get_app_config(app).get_models():
            for one in model._meta.concrete_fields:
                if one.name in FIELDS and isinstance(one, CharField):
                    yield model, one.name


def letters(number: int) -> str:
    return "".join("абвгдеклмн"[int(digit)] for digit in str(number))


def name_everybody() -> dict[str, str]:
    """{name: what a reader of Latin letters sees}; in three scripts, or such as can be derived where nothing is asked."""
    known: dict[str, str] = {}
    with connection.cursor() as sql:
        sql.execute("SET LOCAL session_replication_role = replica")  # what was signed is never changed otherwise
    for model, field in fields_of_names():
        latin = latin_field(model, field)
        for row in model._base_manager.exclude(**{field: ""}).only("pk"):
            own = (OWN if latin else DERIVED) + letters(len(known) + 1000)
            known[own] = f"Latin {romanised(own.split()[1])}" if latin else romanised(own)
            model._base_manager.filter(pk=row.pk).update(**{field: own} | ({latin: known[own]} if latin else {}))
    return known


def own_names(person: User) -> dict[str, str]:
    """Readers know themselves and their firm."""
    firm = Firm.objects.filter(memberships__user=person).first()
    return dict.fromkeys([person.full_name, *([firm.name, firm.contact.name] if firm else [])], "")


def unread(html: str, known: dict[str, str]) -> list[str]:
    """Names without what can be read beside them, with the words around."""
    text = " ".join(unescape(NOT_SHOWN.sub(" ", html)).split())
    return [
        text[max(found.start() - 50, 0) : found.end() + 20] for found in NAME.finditer(text)
        if known.get(found[0], "") not in text[max(found.start() - NEAR, 0) : found.end() + NEAR]
    ]


def open_to(role: str, world: dict[str, str]) -> dict[str, str]:
    """As the table of roles says: {row: address}."""
    shown = {
        row[5:52].strip() for row in written()[1]
        if row.startswith("GET") and role in ROLES and cell_of(row, role) == "200"
    }
    return {row: address for row, address in world.items() if row in shown and not SKIPPED.search(row)}


def read_by(person: User, world: dict[str, str], known: dict[str, str]) -> dict[str, list[str]]:
    """{page: names that this reader cannot read}"""
    client, found = Client(), {}
    client.force_login(person)
    for row, address in world.items():
        answer = client.get(address)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            found[row] = unread(answer.content.decode(), known)
    return found


@pytest.mark.django_db
def test_every_page_names_people_so_that_its_reader_can_read_them(cast, settings, now, monkeypatch):
    settings.DEMO, settings.SESSION_ENGINE = False, "django.contrib.sessions.backends.cache"
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    world = pages(addresses(cast, now))
    known, left, seen = name_everybody(), {}, set()
    import time, collections
    spent = collections.Counter()
    for role, language in READERS.items():
        User.objects.filter(pk=getattr(cast, role).pk).update(language=language)
        reader = User.objects.get(pk=getattr(cast, role).pk)
        found = read_by(reader, open_to(role, world), known | own_names(reader))
        seen |= found.keys()
        left |= {f"{row} in {language}": names for row, names in found.items() if names}
    assert len(seen) > 100
    assert left == {}


def test_a_name_without_its_readable_form_is_found():
    known = {"名前 Имяабв": "Latin Imyaabv"}
    assert unread("<p>Latin Imyaabv (<b>名前 Имяабв</b>)</p>", known) == []
    assert len(unread("<p><b>名前 Имяабв</b></p>" + "." * 200 + "Latin Imyaabv", known)) == 1
