"""Everything the portal holds about a person is theirs to have: whole, as it stood at one moment, and nobody else's."""

import io
import json
import threading

import pypdf
import pytest
from django.apps import apps
from django.db import connection, transaction

from accounts import own_data, services
from accounts.models import User
from companies.models import Contact
from core.models import Activity
from matching.services import reveal_contacts
from notifications.models import Message

from .signed_in import proven

pytestmark = pytest.mark.django_db
JSON, PDF = "/me/data/download/json/", "/me/data/download/pdf/"


def held(chapters) -> dict:
    return {one.name: {part.name: part.rows for part in one.sections} for one in chapters}


def exported(person, now) -> dict:
    return held(services.export_own_data(person, form="json", by=person, now=now))


def test_every_app_with_people_in_it_says_what_it_holds():
    people = {
        model._meta.app_label for model in apps.get_models() for field in model._meta.concrete_fields
        if field.related_model is User
    }
    ours = {config.label for config in apps.get_app_configs() if not config.name.startswith(("django", "allauth"))}
    assert people & ours - {"core"} == set(own_data.PARTS), "accounts tells what core keeps"


def test_the_file_holds_what_is_theirs(introduced, tanaka, aigul, now):
    data = exported(aigul, now)
    assert data["accounts"]["account"][0]["email"] == "aigul@altai.example"
    assert [row["firm"] for row in data["companies"]["memberships"]] == ["Altai Tamaq LLP (ТОО «Алтай Тамақ»)"]
    said = Message.objects.filter(recipient=aigul).order_by("created_at", "pk")
    assert [row["text"] for row in data["notifications"]["messages"]] == [one.text for one in said]
    assert len(data["accounts"]["acts"]) == Activity.objects.filter(actor=aigul).count()


def test_the_file_holds_nothing_of_anybody_else(introduced, detal, bekzat, aigul, now):
    text = json.dumps(exported(bekzat, now), default=str, ensure_ascii=False)
    assert "aigul@altai.example" not in text
    assert "bekzat@detal.example" in text


def test_it_says_who_looked_at_their_contact_details(introduced, altai, tanaka, aigul, now):
    Contact.objects.filter(firm=altai).update(email="contact.aigul@altai.example")
    User.objects.filter(pk=aigul.pk).update(email="contact.aigul@altai.example")
    aigul.refresh_from_db()
    reveal_contacts(introduced, by=tanaka, now=now)
    reveal_contacts(introduced, by=aigul, now=now)
    looks = exported(aigul, now)["accounts"]["looks"]
    assert [(row["at"], "株式会社北陸充填機" in row["text"]) for row in looks] == [(now, True)]


def test_the_download_is_noted(aigul, now):
    services.export_own_data(aigul, form="pdf", by=aigul, now=now)
    act = Activity.objects.get(verb="accounts.user.export")
    assert (act.actor, act.subject, act.data) == (aigul, f"accounts.user:{aigul.pk}", {"form": "pdf"})


def test_the_page_lists_what_is_kept(hokuriku, tanaka, as_):
    page = as_(tanaka).get("/me/data/").content.decode()
    assert "Firms you act for" in page
    assert "Requests to join a firm" not in page, "only what is there"


def test_the_password_is_asked_before_a_download(tanaka, as_):
    answer = as_(tanaka).post(JSON)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert not Activity.objects.filter(verb="accounts.user.export").exists()


def test_after_the_password_the_file_comes_at_once(tanaka, as_):
    client = as_(tanaka)
    client.post(JSON)
    answer = client.post(f"/accounts/reauthenticate/?next={JSON}", {"password": "correct horse battery staple"})
    assert json.loads(answer.content)["data"]["accounts"]["account"][0]["name"] == "田中 一郎"


def test_the_file_for_programs(tanaka, as_):
    answer = proven(as_(tanaka), tanaka).post(JSON)
    assert answer["Content-Disposition"].startswith("attachment")
    assert json.loads(answer.content)["data"]["accounts"]["account"][0]["email"] == "tanaka@hokuriku.example"


def test_the_file_for_readers(hokuriku, tanaka, as_):
    answer = proven(as_(tanaka), tanaka).post(PDF)
    pages = pypdf.PdfReader(io.BytesIO(answer.content)).pages
    text = "".join(page.extract_text() for page in pages)
    assert "What the portal keeps about you" in text
    assert "田中 一郎" in text


def renamed_meanwhile(person, monkeypatch) -> None:
    """Another connection changes the name when the first part has been read."""
    first = own_data.PARTS["accounts"]

    def rename() -> None:
        User.objects.filter(pk=person.pk).update(full_name="Meanwhile")
        connection.close()

    def tells(about):
        yield from first.tells(about)
        other = threading.Thread(target=rename)
        other.start()
        other.join()
        yield from first.tells(about)

    monkeypatch.setitem(own_data.PARTS, "accounts", own_data.Part(label="", tells=tells))


def names(chapters) -> list[str]:
    return [part.rows[0]["name"] for part in chapters[0].sections if part.name == "account"]


@pytest.mark.django_db(transaction=True)
def test_all_is_as_it_stood_at_one_moment(tanaka, now, monkeypatch):
    renamed_meanwhile(tanaka, monkeypatch)
    chapters = services.export_own_data(tanaka, form="json", by=tanaka, now=now)
    assert names(chapters) == ["田中 一郎", "田中 一郎"]


@pytest.mark.django_db(transaction=True)
def test_an_ordinary_transaction_would_mix_two_moments(tanaka, now, monkeypatch):
    """Negative control."""
    renamed_meanwhile(tanaka, monkeypatch)
    with transaction.atomic():
        assert names(services.chapters_of(tanaka)) == ["田中 一郎", "Meanwhile"]
