"""Who asks for much gives password or second factor again; what they asked for then goes on."""

import time
from types import SimpleNamespace

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, record_authentication
from allauth.mfa.models import Authenticator
from django.urls import reverse

from accounts.models import User
from accounts.second_factor import EncryptedMFAAdapter
from core.models import Look
from tests.build import PASSWORD
from tests.events.conftest import make_event  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
AGAIN = "/accounts/reauthenticate/"


@pytest.fixture
def strict(settings):
    settings.REAUTHENTICATE_ROLES = ["staff", "liaison", "administrator"]


def proven_before(client, person, seconds: int, method: str = "password"):
    """A session whose holder gave their password so long ago."""
    session = client.session
    record_authentication(SimpleNamespace(session=session), person, method, reauthenticated=True)
    session[AUTHENTICATION_METHODS_SESSION_KEY][-1]["at"] = time.time() - seconds
    session.save()
    return client


def test_staff_see_released_contacts_after_giving_their_password(introduced, altai, sato, as_, strict):
    client = proven_before(as_(sato), sato, 901)
    page = f"/matching/introductions/{introduced.pk}/"
    shown = client.get(page).content.decode()
    assert altai.contact.email not in shown
    assert "Show the contact persons" in shown
    asked = client.get(f"{page}?contacts=yes")
    assert asked["Location"].startswith(AGAIN)
    answer = client.post(asked["Location"], {"password": PASSWORD}, follow=True)
    assert altai.contact.email in answer.content.decode()
    assert Look.objects.filter(actor=sato, whose=f"companies.contact:{altai.contact.pk}").exists()


def test_whoever_has_just_signed_in_is_not_asked(introduced, altai, sato, as_, strict):
    page = proven_before(as_(sato), sato, 890).get(f"/matching/introductions/{introduced.pk}/")
    assert altai.contact.email in page.content.decode()


def test_firms_are_not_asked(introduced, altai, tanaka, as_, strict):
    page = as_(tanaka).get(f"/matching/introductions/{introduced.pk}/")
    assert altai.contact.email in page.content.decode()


def test_a_list_leaves_the_portal_after_the_password(make_event, sato, as_, strict):  # noqa: F811
    client, fair = as_(sato), make_event()
    address = reverse("events:export_csv", args=[fair.pk])
    asked = client.get(address)
    assert asked["Location"].startswith(AGAIN)
    assert client.post(asked["Location"], {"password": PASSWORD}, follow=True)["Content-Type"].startswith("text/csv")


@pytest.fixture
def root(db):
    return User.objects.create_superuser("root@minamin.example", PASSWORD, full_name="Root", language="en")


def test_a_role_that_was_chosen_is_given_after_the_password(aigul, root, as_, strict):
    """The form was sent too late; it is not lost."""
    client, address = as_(root), reverse("admin:accounts_user_change", args=[aigul.pk])
    typed = {"email": aigul.email, "full_name": aigul.full_name, "role": "staff", "language": "kk",
             "time_zone": "Asia/Almaty", "is_active": "on"}
    assert client.get(address)["Location"].startswith(AGAIN), "the form opens for nobody else"
    asked = client.post(address, typed)
    aigul.refresh_from_db()
    assert (asked.status_code, aigul.role) == (302, "member")
    client.post(asked["Location"], {"password": PASSWORD})
    aigul.refresh_from_db()
    assert aigul.role == "staff"


def factors_of(person, *types) -> list[Authenticator]:
    return [Authenticator.objects.create(user=person, type=one, data={"name": "key"}) for one in types]


@pytest.mark.parametrize("roles, types, may", [
    (["staff"], ["totp"], False), (["staff"], ["totp", "recovery_codes"], False),
    (["staff"], ["totp", "webauthn"], True), ([], ["totp"], True), (["liaison"], ["totp"], True),
])
def test_the_last_second_factor_of_staff_stays(roles, types, may, sato, settings):
    settings.MFA_REQUIRED_ROLES = roles
    first, *_others = factors_of(sato, *types)
    assert EncryptedMFAAdapter().can_delete_authenticator(first) is may


def test_the_last_key_is_not_removed(sato, as_, settings):
    settings.MFA_REQUIRED_ROLES = ["staff"]
    [key] = factors_of(sato, "webauthn")
    client = proven_before(as_(sato), sato, 1, "mfa")
    client.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert Authenticator.objects.filter(pk=key.pk).exists()
    factors_of(sato, "totp")
    client.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert not Authenticator.objects.filter(pk=key.pk).exists()
