"""The terms of use: asked at sign-up, asked again when their version grows, before anything else."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import TermsAcceptance, User
from accounts.terms import VERSION
from core.models import Activity
from tests.build import PASSWORD

pytestmark = pytest.mark.django_db
FORM = {
    "full_name": "Yamada Hanako", "email": "new@firm.example", "password1": PASSWORD, "language": "en",
    "time_zone": "Asia/Tokyo",
}


@pytest.fixture
def newer(monkeypatch):
    """The terms have changed in meaning."""
    monkeypatch.setattr("accounts.services.terms.VERSION", "2027-01")


def signed_in(person: User, wanted: str = "") -> Client:
    """Through the page, with the password."""
    client = Client()
    address = reverse("account_login") + (f"?next={wanted}" if wanted else "")
    client.answer = client.post(address, {"login": person.email, "password": PASSWORD})
    return client


def test_sign_up_asks(db):
    answer = Client().post(reverse("account_signup"), FORM)
    assert "Without this you cannot use the portal." in answer.content.decode()
    assert not User.objects.exists()


def test_sign_up_keeps_version_language_and_time(db):
    Client().post(reverse("account_signup"), FORM | {"terms": "on"})
    row = TermsAcceptance.objects.get(user__email="new@firm.example")
    assert (row.version, row.language) == (VERSION, "en")


def test_who_accepted_goes_on(tanaka):
    assert signed_in(tanaka).get("/me/settings/").status_code == 200


def test_who_has_not_is_asked_first_and_goes_on_where_they_wanted(tanaka, newer):
    client = signed_in(tanaka)
    asked = client.get("/me/settings/?a=1")["Location"]
    assert asked == "/me/terms/?next=%2Fme%2Fsettings%2F%3Fa%3D1"
    assert client.get(asked).status_code == 200
    assert client.post(asked, {}).status_code == 422
    assert client.get("/me/settings/")["Location"].startswith("/me/terms/")
    assert client.post(asked, {"terms": "on"})["Location"] == "/me/settings/?a=1"
    assert client.get("/me/settings/").status_code == 200
    assert Activity.objects.get(verb="accounts.user.accept_terms").data == {"version": "2027-01"}


def test_once_accepted_they_are_not_asked_again(tanaka, newer):
    signed_in(tanaka).post("/me/terms/", {"terms": "on"})
    assert signed_in(tanaka).get("/me/settings/").status_code == 200


def test_nobody_is_led_elsewhere(tanaka, newer):
    answer = signed_in(tanaka).post("/me/terms/?next=https://evil.example/", {"terms": "on"})
    assert answer["Location"] == "/home/"


@pytest.mark.parametrize("path", ["/me/data/", "/en/terms/", "/ja/privacy/", "/accounts/logout/"])
def test_what_stays_open_to_whoever_does_not_accept(tanaka, newer, path):
    assert signed_in(tanaka).get(path).status_code == 200


@pytest.mark.parametrize("name", ["terms", "privacy"])
def test_everybody_reads_them(client, name):
    assert client.get(f"/en/{name}/").status_code == 200
