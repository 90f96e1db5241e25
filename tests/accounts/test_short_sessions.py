"""Staff and liaisons: a second factor in this very session, and an end to sessions that nobody uses."""

from types import SimpleNamespace

import pytest
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.urls import reverse

from accounts import middleware

pytestmark = pytest.mark.django_db
PAGE = "/home/"


@pytest.fixture
def clock(monkeypatch):
    """Seconds since the epoch, to be put forward."""
    clock = SimpleNamespace(now=1_800_000_000.0)
    monkeypatch.setattr(middleware, "time", lambda: clock.now)
    return clock


def is_in(client, **headers) -> bool:
    return client.get(PAGE, headers=headers).status_code == 200


class TestSecondFactor:
    @pytest.fixture(autouse=True)
    def _needed(self, settings):
        settings.MFA_REQUIRED_ROLES = ["staff"]

    @pytest.fixture
    def client(self, client, sato):
        client.force_login(sato)
        return client

    def used(self, client, person, method: str) -> None:
        session = client.session
        record_authentication(SimpleNamespace(session=session), person, method)
        session.save()

    def test_a_session_that_used_it_is_in(self, client, sato):
        Authenticator.objects.create(user=sato, type="totp", data={})
        self.used(client, sato, "mfa")
        assert is_in(client)

    @pytest.mark.parametrize("kind, page", [
        ("totp", "mfa_reauthenticate"), ("webauthn", "mfa_reauthenticate_webauthn"),
    ])
    def test_one_that_did_not_is_asked_for_it_and_led_back(self, client, sato, kind, page):
        Authenticator.objects.create(user=sato, type=kind, data={})
        self.used(client, sato, "password")
        assert client.get("/firms/").headers["Location"] == f"{reverse(page)}?next=%2Ffirms%2F"

    def test_that_somebody_else_used_it_in_this_browser_proves_nothing(self, client, sato, mori):
        Authenticator.objects.create(user=sato, type="totp", data={})
        self.used(client, mori, "mfa")
        assert not is_in(client)

    def test_the_page_that_asks_for_it_can_be_read(self, client, sato):
        Authenticator.objects.create(user=sato, type="totp", data={"secret": "x"})
        assert client.get(reverse("mfa_reauthenticate")).status_code == 200


@pytest.mark.parametrize("who", ["sato", "dana"])
class TestIdle:
    @pytest.fixture
    def client(self, client, request, who, clock):
        client.force_login(request.getfixturevalue(who))
        client.get(PAGE)
        return client

    def test_an_hour_without_a_page_ends_the_session(self, client, clock):
        clock.now += 3601
        assert not is_in(client)

    def test_a_page_every_half_hour_keeps_it(self, client, clock):
        for _half_hour in range(4):
            clock.now += 1800
            assert is_in(client)

    def test_what_a_page_asks_by_itself_does_not_keep_it(self, client, clock):
        clock.now += 1800
        client.get(PAGE, headers={"HX-Request": "true"})
        clock.now += 1801
        assert not is_in(client)

    def test_it_ends_after_twelve_hours_in_any_case(self, client, clock):
        for _half_hour in range(24):
            clock.now += 1800
            client.get(PAGE)
        clock.now += 1
        assert not is_in(client)


def test_people_of_firms_stay_signed_in(client, tanaka, clock):
    client.force_login(tanaka)
    client.get(PAGE)
    clock.now += 24 * 3600
    assert client.get("/me/settings/").status_code == 200
