"""Who becomes administrator first, and that roles never change without a line in the log."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import User
from core.models import Activity
from tests import build

pytestmark = pytest.mark.django_db
MAIL = "first@minamin.example"


def come(email: str = MAIL, name: str = "山本 愛") -> None:
    call_command("first_administrator", email, name=name)


def test_the_first_administrator_comes_in_by_a_command(capsys):
    come()
    user = User.objects.get(email=MAIL)
    assert (user.role, user.is_superuser, user.has_usable_password()) == ("administrator", True, False)
    assert reverse("account_request_login_code") in capsys.readouterr().out
    assert Activity.objects.get(verb="accounts.user.give_role").data == {"role": "administrator", "from": "member"}


def test_they_sign_in_with_a_code(client):
    come()
    client.post(reverse("account_request_login_code"), {"email": MAIL})
    assert client.get(reverse("account_confirm_login_code")).status_code == 200


def test_somebody_who_has_an_account_keeps_it():
    known = build.user(MAIL, "山本 愛")
    come(MAIL.upper())
    assert User.objects.get(role="administrator") == known


def test_there_is_no_second_first_one():
    come()
    with pytest.raises(CommandError, match="already"):
        come("second@minamin.example")


@pytest.mark.parametrize("email, name", [("no address", "山本"), (MAIL, "\u200b")])
def test_what_cannot_be_is_said(email, name):
    with pytest.raises(CommandError):
        come(email, name)
    assert not User.objects.exists()


def test_a_role_given_in_the_administration_stands_in_the_log(client, tanaka):
    chief = build.user("chief@minamin.example", "Chief", role="administrator")
    chief.is_superuser = True
    chief.save()
    client.force_login(chief)
    given = {name: getattr(tanaka, name) for name in ("email", "full_name", "language", "time_zone")}
    address = reverse("admin:accounts_user_change", args=[tanaka.pk])
    assert client.post(address, given | {"role": "staff", "is_active": "on"}).status_code == 302
    tanaka.refresh_from_db()
    act = Activity.objects.get(verb="accounts.user.give_role")
    assert (tanaka.role, act.actor, act.data) == ("staff", chief, {"role": "staff", "from": "member"})
