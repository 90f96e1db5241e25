"""The entrance in five languages: no line of its pages, errors and mails is English, and /kk/ leads on in Kazakh."""

import html
import re
from types import SimpleNamespace

import pytest
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.i18n import speaking
from notifications.models import Message
from tests.build import PASSWORD

pytestmark = pytest.mark.django_db
LANGUAGES = ("ja", "ru", "kk", "uz")
# Own names, and what is written alike in every language.
ALIKE = {"Minamin", "· Minamin", "UTC", "Bishkek", "Dushanbe", "E-mail", "JavaScript", "WebAuthn"}
ALIKE |= {name for _code, name in settings.LANGUAGES}
ALIKE |= {settings.OFFICE_NAME, settings.OFFICE_ADDRESS, "portal.minamin.example"}
UNSEEN = re.compile(r"<(script|style|svg)\b.*?</\1>|<!--.*?-->", re.S)
SPOKEN = re.compile(r'\b(?:placeholder|aria-label|alt|title)="([^"]+)"')
NOT_WORDS = re.compile(r"@|://|^[^A-Za-z]*$|^[0-9a-f-]+$")
SIGNED_OUT = (
    "account_signup", "account_login", "account_request_login_code", "account_reset_password",
    "account_reset_password_done", "account_inactive",
)
SIGNED_IN = (
    "account_email", "account_change_password", "account_logout", "account_reauthenticate", "mfa_index",
    "mfa_list_webauthn", "mfa_add_webauthn", "usersessions_list",
)
WITHOUT_CODES, WITH_CODES = ("mfa_activate_totp",), (
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp", "mfa_reauthenticate",
)
WRONG = {
    "account_signup": {"email": "nobody", "password1": "short", "full_name": ""},
    "account_login": {"login": "nobody@firm.example", "password": "wrong"},
    "account_request_login_code": {"email": ""},
    "account_reset_password": {"email": "nobody"},
}
WRONG_INSIDE = {
    "account_change_password": {"oldpassword": "wrong", "password1": "password1234", "password2": "other"},
    "account_email": {"action_add": "", "email": "nobody"},
    "account_reauthenticate": {"password": "wrong"},
    "mfa_activate_totp": {"code": "000000"},
}
MAILS = (
    "account/email/account_already_exists", "account/email/email_changed", "account/email/email_confirm",
    "account/email/email_confirmation", "account/email/email_confirmation_signup", "account/email/email_deleted",
    "account/email/login_code", "account/email/password_changed", "account/email/password_reset_code",
    "account/email/password_reset_key", "account/email/password_reset", "account/email/password_set",
    "account/email/unknown_account", "mfa/email/recovery_codes_generated", "mfa/email/totp_activated",
    "mfa/email/totp_deactivated", "mfa/email/webauthn_added", "mfa/email/webauthn_removed",
)


def lines(text: str) -> set[str]:
    found = (html.unescape(line).strip() for line in text.splitlines())
    return {line for line in found if line and line not in ALIKE and not NOT_WORDS.search(line)}


def seen(answer: HttpResponse) -> set[str]:
    """What a page shows or says, line by line."""
    assert answer.status_code in (200, 422), answer
    text = UNSEEN.sub("", answer.content.decode())
    text = "\n".join([re.sub(r"</?(a|strong|b|em|span|code)\b[^>]*>", "", text), *SPOKEN.findall(text)])
    return lines(re.sub(r"<[^>]+>", "\n", text))


def in_language(language: str) -> Client:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


def inside(person: User, language: str) -> Client:
    """Signed in a moment ago, so that nothing asks for the password again."""
    User.objects.filter(pk=person.pk).update(language=language)
    client = Client()
    client.force_login(person)
    session = client.session
    record_authentication(SimpleNamespace(session=session), person, "password", reauthenticated=True)
    session.save()
    return client


def english(language: str, read) -> list[tuple[str, str]]:
    """Lines that `read(language)`, {name: lines}, shows as the English reader sees them."""
    original, theirs = read("en"), read(language)
    assert all(original.values())
    return [(name, line) for name, found in theirs.items() for line in sorted(found & original[name])]


def opened(client: Client, names) -> dict[str, set[str]]:
    return {name: seen(client.get(reverse(name))) for name in names}


def refused(client: Client, forms: dict) -> dict[str, set[str]]:
    return {name: seen(client.post(reverse(name), given)) for name, given in forms.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_before_signing_in_is_english(language, tanaka):
    def read(code):
        client = in_language(code)
        asked = client.post(reverse("account_request_login_code"), {"email": tanaka.email})
        confirm = {"confirm the code": seen(client.get(asked.headers["Location"]))}
        client = in_language(code)
        bad_link = reverse("account_reset_password_from_key", args=["1", "set-password"])
        bad = {"bad link": seen(client.get(bad_link))}
        return opened(client, SIGNED_OUT) | refused(client, WRONG) | confirm | bad

    assert english(language, read) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_an_account_is_english(language, tanaka):
    def read(code):
        client = inside(tanaka, code)
        return opened(client, SIGNED_IN + WITHOUT_CODES) | {
            f"{name} refused": found for name, found in refused(client, WRONG_INSIDE).items()
        }

    assert english(language, read) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_a_second_factor_is_english(language, tanaka):
    TOTP.activate(tanaka, generate_totp_secret())
    RecoveryCodes.activate(tanaka)

    assert english(language, lambda code: opened(inside(tanaka, code), SIGNED_IN + WITH_CODES)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_mail_of_an_account_is_english(language, tanaka, rf):
    site = SimpleNamespace(name="Minamin", domain="portal.minamin.example")
    link = "https://portal.minamin.example/link/"
    context = {
        "user": tanaka, "user_display": "田中 一郎", "current_site": site, "code": "1234-5678", "email": tanaka.email,
        "activate_url": link, "password_reset_url": link, "signup_url": link, "deleted_email": "old@firm.example",
        "from_email": "old@firm.example", "to_email": tanaka.email, "ip": "192.0.2.1", "user_agent": "curl",
        "timestamp": "2026-11-30", "key": "", "username": "",
    }

    def read(code):
        adapter, found = get_adapter(rf.get("/")), {}
        with speaking(code):
            for name in MAILS:
                mail = adapter.render_mail(name, tanaka.email, dict(context))
                found[name] = lines(mail.subject) | lines(mail.body)
        return found

    assert english(language, read) == []


def test_a_planted_english_line_is_found():
    pages = {"en": "<h1>Sign In</h1><p>Remember Me</p>", "kk": "<h1>Кіру</h1><p>Remember Me</p>"}
    found = english("kk", lambda code: {"planted": seen(HttpResponse(pages[code]))})
    assert found == [("planted", "Remember Me")]


def test_the_language_of_an_address_travels_to_the_account_and_its_mail():
    client = Client(headers={"accept-language": "en"})
    page = client.get("/kk/").content.decode()
    link = re.search(r'href="([^"]*/signup/[^"]*)"', page)[1]
    form = client.get(link)
    assert '<html lang="kk"' in form.content.decode()
    assert form.context["form"]["language"].value() == "kk"
    given = {"full_name": "Айгүл", "time_zone": "Asia/Almaty", "email": "new@firm.example", "password1": PASSWORD}
    client.post(link, given | {"terms": "on", "language": form.context["form"]["language"].value()})
    assert User.objects.get(email="new@firm.example").language == "kk"
    mail = Message.objects.get(address="new@firm.example")
    assert (mail.language, mail.subject) == ("kk", "Электрондық пошта мекенжайыңызды растаңыз")


def test_the_sign_in_after_an_address_is_in_its_language():
    client = Client(headers={"accept-language": "en"})
    client.get("/kk/help/")
    assert '<html lang="kk"' in client.get(reverse("account_login")).content.decode()
    client.post(reverse("account_request_login_code"), {"email": "nobody@firm.example"})
    assert Message.objects.get(address="nobody@firm.example").language == "kk"


def test_a_page_that_does_not_exist_keeps_no_language():
    client = Client(headers={"accept-language": "en"})
    client.get("/kk/nowhere/")
    assert settings.LANGUAGE_COOKIE_NAME not in client.cookies


def test_an_address_does_not_change_the_language_of_who_is_signed_in(tanaka):
    client = inside(tanaka, "ja")
    client.get("/kk/?stay")
    assert settings.LANGUAGE_COOKIE_NAME not in client.cookies
    assert '<html lang="ja"' in client.get(reverse("account_email")).content.decode()
