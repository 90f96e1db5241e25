"""Whoever reads a page or a mail can read the name of everybody and every firm in it (core/names.py)."""

import re
from collections.abc import Iterator
from html import unescape
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import CharField, Model
from django.test import Client

from accounts.models import User
from companies.models import Firm
from core.names import legible, romanised
from notifications.models import Message
from tests.architecture.role_world import addresses
from tests.architecture.test_url_roles import TITLE, cell_of, pages, written

READERS = {"aigul": "kk", "tanaka": "ja", "dana": "ru", "sato": "en", "marat": "uz"}
APPS = ("accounts", "companies", "events", "leads", "matching", "meetings", "mou", "office", "talks")
FIELDS = (
    "full_name", "name", "firm_name", "organisation", "host", "host_person", "second_name", "told_to", "said_by"
)
OWN = "名前 Имя"  # nobody reads both scripts
DERIVED = "カナ Имя"  # where a row has no field for Latin letters
NAME = re.compile("(?:名前|カナ) Имя[а-я]+")
NEAR = 160  # signs of the page's text before and after
NOT_SHOWN = re.compile(r"<(script|style|textarea|template)\b.*?</\1>|<[^>]*>", re.S)
BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
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
    """{name: what a reader of Latin letters sees}; in three scripts, without kanji where no field asks for Latin."""
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


def open_to(role: str, world: dict[str, str], seen: set[str]) -> dict[str, str]:
    """As the table of roles says; what shows everybody the same is read once."""
    rows = {
        row[5:TITLE].strip() for row in written()[1] if row.startswith("GET") and cell_of(row, role) == "200"
        and not (cell_of(row, "nobody") == "200" and row[5:TITLE].strip() in seen)
    }
    return {row: address for row, address in world.items() if row in rows and not SKIPPED.search(row)}


def read_by(person: User, world: dict[str, str], known: dict[str, str]) -> dict[str, list[str]]:
    """{page: names that this reader cannot read}"""
    client, found = Client(), {}
    client.force_login(person)
    for row, address in world.items():
        answer = client.get(address)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            found[row] = unread(answer.content.decode(), known)
    return found


def bare(mail: Message, names: list[str]) -> list[str]:
    """Names in a mail that its reader cannot read; what stands in brackets is the original beside the name."""
    read = BRACKETS.sub("", f"{mail.subject}\n{mail.greeting}\n{mail.text}\n{mail.signature}")
    return [one for one in names if one in read and not legible(one, mail.language)]


def spelt_in_latin(cast: SimpleNamespace) -> list[str]:
    """Everybody has given their name in Latin letters before anything happens; returns their names."""
    for person in vars(cast).values():
        if isinstance(person, User):
            person.name_latin = f"Latin {person.email.split('@')[0]}"
            person.save(update_fields=["name_latin"])
    return [*User.objects.values_list("full_name", flat=True), *Firm.objects.values_list("name", flat=True)]


@pytest.mark.django_db
def test_everybody_can_read_whom_pages_and_mails_name(cast, settings, now, monkeypatch):
    settings.DEMO, settings.SESSION_ENGINE = False, "django.contrib.sessions.backends.cache"
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    former, names = set(Message.objects.values_list("pk", flat=True)), spelt_in_latin(cast)
    world, left, seen = pages(addresses(cast, now)), {}, set()
    mails = list(Message.objects.exclude(pk__in=former))
    assert len({mail.kind for mail in mails}) > 20
    assert {mail.kind: found for mail in mails if (found := bare(mail, names))} == {}
    known = name_everybody()
    for role, language in READERS.items():
        User.objects.filter(pk=getattr(cast, role).pk).update(language=language)
        reader = User.objects.get(pk=getattr(cast, role).pk)
        found = read_by(reader, open_to(role, world, seen), known | own_names(reader))
        seen |= found.keys()
        left |= {f"{row} in {language}": names for row, names in found.items() if names}
    assert len(seen) > 120
    assert left == {}
    Firm.objects.filter(pk=cast.altai.pk).update(name_latin="")
    planted = {row: address for row, address in world.items() if row == "companies:review_firm"}
    forgotten = {row: address.replace(str(cast.hokuriku.pk), str(cast.altai.pk)) for row, address in planted.items()}
    assert read_by(cast.sato, forgotten, known)["companies:review_firm"], "a name without Latin letters is not found"


def test_a_mail_with_a_name_its_reader_cannot_read_is_found():
    mail = Message(language="ru", subject="佐藤 恵", text="Sato Megumi (佐藤 恵)")
    assert bare(mail, ["佐藤 恵", "Дана"]) == ["佐藤 恵"]
    assert bare(Message(language="ja", subject="佐藤 恵"), ["佐藤 恵"]) == []


def test_a_name_without_its_readable_form_is_found():
    known = {"名前 Имяабв": "Latin Imyaabv"}
    assert unread("<p>Latin Imyaabv (<b>名前 Имяабв</b>)</p>", known) == []
    assert len(unread("<p><b>名前 Имяабв</b></p>" + "." * 200 + "Latin Imyaabv", known)) == 1
