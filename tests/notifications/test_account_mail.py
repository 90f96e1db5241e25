"""Codes and security notices: through the outbox, in the right language, never in the inbox,
telling nobody who has an account.
"""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.second_factor import EncryptedMFAAdapter
from companies.services import invite_member
from notifications.models import Message
from notifications.services import deliver_due
from notifications.services.sending import compose
from tests.build import PASSWORD

pytestmark = pytest.mark.django_db
FORM = {
    "password1": PASSWORD, "full_name": "山田 花子", "language": "ja", "time_zone": "Asia/Tokyo", "terms": "on"
}


def newest(address: str) -> Message:
    return Message.objects.filter(address=address).order_by("-created_at").first()


def test_signing_up_asks_for_a_code_and_the_code_opens(client):
    response = client.post(reverse("account_signup"), FORM | {"email": "new@firm.example"})
    assert response.status_code == 302
    mail = newest("new@firm.example")
    assert mail.language == "ja"
    assert mail.deliveries.get().priority == 0
    assert not mail.in_inbox
    code = re.search(r"^\s*([A-Z]{4}-[A-Z]{4})\s*$", mail.text, re.M)[1]
    response = client.post(reverse("account_email_verification_sent"), {"code": code}, follow=True)
    assert response.context["user"].email == "new@firm.example"
    person = User.objects.get(email="new@firm.example")
    assert (person.language, person.time_zone, person.full_name) == ("ja", "Asia/Tokyo", "山田 花子")


@pytest.mark.parametrize("language, greets", [
    ("ja", "田中 一郎 様"),
    ("ru", "Здравствуйте, Tanaka Ichiro (田中 一郎)!"),
    ("kk", "Құрметті Tanaka Ichiro (田中 一郎)!"),
])
def test_a_code_comes_in_a_letter_that_greets_once_and_says_who_answers(client, settings, tanaka, language, greets):
    User.objects.filter(pk=tanaka.pk).update(language=language, name_latin="Tanaka Ichiro")
    client.post(reverse("account_request_login_code"), {"email": tanaka.email})
    body = compose(newest(tanaka.email).deliveries.get()).body
    assert body.startswith(greets + "\n\n")
    assert settings.OFFICE_ADDRESS in body
    assert "\n\n\n" not in body
    assert not re.search("Сәлеметсіз бе|パートナーポータルです|Hello|Thank you", body)
    assert body.count("Здравствуйте") <= 1


def test_a_mail_to_an_address_without_an_account_greets_nobody(client):
    client.post(reverse("account_reset_password"), {"email": "nobody@firm.example"})
    mail = newest("nobody@firm.example")
    assert mail.greeting == ""
    assert mail.text.startswith("You are receiving this")


def test_a_wrong_code_opens_nothing(client):
    client.post(reverse("account_signup"), FORM | {"email": "new@firm.example"})
    response = client.post(reverse("account_email_verification_sent"), {"code": "XXXXXX"})
    assert response.status_code in (200, 422)
    assert "_auth_user_id" not in client.session


def test_signing_up_with_a_known_address_looks_the_same_and_hashes_as_often(client, tanaka, monkeypatch):
    hashed = []

    real = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda self, *args, **kwargs: hashed.append(1) or real(self, *args, **kwargs)
    )
    answers, counts = [], []
    for email in (tanaka.email, "new@firm.example"):
        hashed.clear()
        response = client.post(reverse("account_signup"), FORM | {"email": email})
        answers.append((response.status_code, response.headers["Location"]))
        counts.append(len(hashed))
        client.logout()
    assert answers[0] == answers[1]
    assert counts[0] == counts[1]
    assert newest(tanaka.email).kind != newest("new@firm.example").kind


def test_codes_are_not_kept_once_sent(client, settings):
    settings.DEMO = False
    client.post(reverse("account_signup"), FORM | {"email": "new@firm.example"})
    deliver_due()
    mail = newest("new@firm.example")
    assert mail.deliveries.get().state == "delivered"
    assert mail.text == ""


def test_the_token_of_an_invitation_is_not_kept_once_sent(hokuriku, tanaka, now, settings):
    settings.DEMO = False
    invite_member(hokuriku, email="colleague@firm.example", role="editor", language="ja", by=tanaka, now=timezone.now())
    assert "/invitation/" in newest("colleague@firm.example").path
    deliver_due()
    assert newest("colleague@firm.example").path == ""


def test_mails_name_the_portal_from_the_settings_not_the_request(client, settings, tanaka):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    client.post(reverse("account_signup"), FORM | {"email": "new@firm.example"}, headers={"host": "other.example"})
    assert "other.example" not in newest("new@firm.example").text


def test_roles_that_need_a_second_factor_are_led_to_it(client, settings, sato, tanaka):
    settings.MFA_REQUIRED_ROLES = ["staff"]
    client.force_login(sato)
    assert client.get("/home/").headers["Location"].startswith(reverse("mfa_index"))
    assert client.get(reverse("mfa_index")).status_code in (200, 302)
    client.force_login(tanaka)
    assert client.get("/home/").status_code == 200


def test_seeds_of_one_time_passwords_are_stored_encrypted():
    adapter = EncryptedMFAAdapter()
    stored = adapter.encrypt("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in stored
    assert adapter.decrypt(stored) == "JBSWY3DPEHPK3PXP"


def test_account_mails_do_not_show_in_the_inbox(client, tanaka):
    client.post(reverse("account_reset_password"), {"email": tanaka.email})
    assert newest(tanaka.email)
    assert not Message.objects.visible_to(tanaka, timezone.now()).filter(kind__startswith="account/").exists()
