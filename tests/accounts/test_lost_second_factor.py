"""Whoever lost the second factor gets in again after somebody made sure who they are; a changed key loses nobody's."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import InvalidToken
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.errors import NoSecondFactor
from accounts.services import reseal_second_factors, take_second_factor
from core.models import Activity
from notifications.models import Message
from tests import build

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def chief() -> object:
    return build.user("chief@minamin.example", "Chief", role="administrator")


@pytest.fixture
def registered(sato):
    return TOTP.activate(sato, SECRET).instance


@pytest.mark.usefixtures("registered")
class TestTaking:
    def test_the_factor_goes_and_the_log_says_who_took_it(self, sato, chief, now):
        take_second_factor(sato, by=chief, now=now)
        assert not Authenticator.objects.exists()
        assert Activity.objects.get(verb="accounts.user.take_second_factor").actor == chief

    def test_all_their_sessions_end(self, client, sato, chief, now):
        client.force_login(sato)
        take_second_factor(sato, by=chief, now=now)
        assert client.get("/home/").status_code == 302

    def test_nobody_elses_session_ends(self, client, tanaka, sato, chief, now):
        client.force_login(tanaka)
        take_second_factor(sato, by=chief, now=now)
        assert client.get("/home/").status_code == 200

    def test_a_mail_tells_them(self, sato, chief, now):
        take_second_factor(sato, by=chief, now=now)
        mail = Message.objects.get(kind="account/second_factor_taken")
        assert mail.address == sato.email
        assert "二" in mail.subject  # in their language

    def test_there_must_be_one(self, tanaka, chief, now):
        with pytest.raises(NoSecondFactor):
            take_second_factor(tanaka, by=chief, now=now)

    def test_the_operator_has_a_command_where_nobody_else_can(self, sato, capsys):
        call_command("take_second_factor", sato.email.upper())
        assert not Authenticator.objects.exists()
        assert "signed out everywhere" in capsys.readouterr().out

    @pytest.mark.parametrize("email", ["nobody@minamin.example", "tanaka@firm.example"])
    def test_the_command_says_why_not(self, email, tanaka):
        with pytest.raises(CommandError):
            call_command("take_second_factor", email)

    def test_an_administrator_has_a_button_in_the_administration(self, client, sato, chief):
        chief.is_superuser = True
        chief.save()
        client.force_login(chief)
        given = {"action": "take_away", "_selected_action": [str(sato.pk)]}
        assert client.post(reverse("admin:accounts_user_changelist"), given).status_code == 302
        assert not Authenticator.objects.exists()


class TestSealing:
    def test_a_new_key_opens_what_was_sealed_anew(self, sato, registered, settings):
        RecoveryCodes.activate(sato)
        before = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).generate_codes()
        old, settings.SECRET_KEY = settings.SECRET_KEY, "another key that is long enough for everybody, more"
        settings.SECRET_KEY_FALLBACKS = [old]
        assert reseal_second_factors() == 2
        settings.SECRET_KEY_FALLBACKS = []
        registered.refresh_from_db()
        assert TOTP(registered).instance.data["secret"] != SECRET
        assert RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).generate_codes() == before

    def test_without_it_the_former_key_would_still_be_needed(self, sato, registered, settings):
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key that is long enough for everybody, more", []
        with pytest.raises(InvalidToken):
            reseal_second_factors()

    def test_a_lost_key_is_said_and_nothing_is_lost(self, registered, settings):
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key that is long enough for everybody, more", []
        before = registered.data
        with pytest.raises(CommandError, match="SECRET_KEY_FALLBACKS"):
            call_command("reseal_second_factors")
        registered.refresh_from_db()
        assert registered.data == before
