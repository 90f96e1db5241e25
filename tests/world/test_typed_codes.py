"""Codes as they are typed: on a Japanese keyboard, in groups, in small letters; a wrong sign stays wrong."""

import re

import pytest
from allauth.core import context
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from django.urls import reverse

from accounts import code_forms
from core.typed_codes import read_code, read_codes
from notifications.models import Message
from tests.accounts.signed_in import proven
from tests.build import PASSWORD
from tests.events.conftest import make_event, seat  # noqa: F401 - a fixture

CODES = [  # what was typed, what it says, why
    ("１２３４５６", "123456", "figures in full width"),
    ("123 456", "123456", "as the telephone shows it"),
    ("123-456", "123456", "as a mail shows it"),
    ("１２３　４５６", "123456", "the blank of a Japanese keyboard"),
    ("１２３ー４５６", "123456", "its dash is the long vowel"),
    ("123－456", "123456", "full-width minus"),
    ("123–456", "123456", "en dash"),
    ("123−456", "123456", "minus sign"),
    ("ｈｔ５８３ｋ", "HT583K", "full width in small letters"),
    ("ＨＴ５８３Ｋ", "HT583K", "full width"),
    ("ht5-83k", "HT583K", "small letters with a dash"),
    ("bcdf\u2011ghjk", "BCDFGHJK", "a dash that does not break"),
    ("\u200bBCDF-GHJK\u00a0", "BCDFGHJK", "copied with what a mail program adds"),
    ("BCDF_GHJK.", "BCDFGHJK", "the full stop behind it"),
    ("١٢٣٤٥٦", "123456", "figures of an Arabic keyboard"),
    ("  ", "", "nothing"),
    (None, "", "no field"),
]
NEAR = [  # what was typed, what it must not become
    ("HTS83K", "HT583K"), ("O12345", "012345"), ("l23456", "123456"), ("12345²", "123452"), ("①23456", "123456"),
    ("12345", "123456"), ("НТ583К", "HT583K"), ("十23456", "1023456"),
]
LISTS = [  # several codes typed from a list
    ("HT583K AB729Z", ["HT583K", "AB729Z"]),
    ("ht5-83k, ab7-29z", ["HT583K", "AB729Z"]),
    ("ＨＴ５　８３Ｋ、ＡＢ７ー２９Ｚ", ["HT583K", "AB729Z"]),
    ("HT5 83K AB729Z\nHT583K", ["HT583K", "AB729Z"]),
    ("HT583K QQQ", ["HT583K", "QQQ"]),
    ("HT58 AB729Z", ["HT58", "AB729Z"]),
    (" \n", []),
]
WAYS = [str, lambda code: full_width(code.lower()), lambda code: f"{code[:3]}ー{code[3:]}　"]
WRONG = "ＱＱＱＱＱＱＱＱ"


def full_width(code: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) for char in code)


@pytest.mark.parametrize("typed, right, why", CODES)
def test_a_code(typed, right, why):
    assert read_code(typed) == right, why


@pytest.mark.parametrize("typed, other", NEAR)
def test_a_near_miss_stays_wrong(typed, other):
    assert read_code(typed) != other


@pytest.mark.parametrize("typed, right", LISTS)
def test_a_list_of_codes(typed, right):
    assert read_codes(typed, length=6) == right


@pytest.mark.django_db
@pytest.mark.parametrize("way", WAYS)
def test_the_code_of_a_sign_up_and_of_a_sign_in(client, way):
    who = {"email": "new@firm.example", "password1": PASSWORD, "full_name": "山田 花子", "language": "ja"}
    client.post(reverse("account_signup"), who | {"time_zone": "Asia/Tokyo", "terms": "on"})
    for begin in ("account_email_verification_sent", "account_confirm_login_code"):
        mail = Message.objects.filter(address=who["email"]).order_by("-created_at").first()
        code = re.search("[A-Z]{4}-[A-Z]{4}", mail.text)[0]
        client.post(reverse(begin), {"code": WRONG})
        assert "_auth_user_id" not in client.session
        client.post(reverse(begin), {"code": way(code)})
        assert "_auth_user_id" in client.session
        client.logout()
        client.post(reverse("account_request_login_code"), {"email": who["email"]})


@pytest.mark.parametrize("way", WAYS)
def test_the_code_of_a_reset(way):
    assert code_forms.ConfirmReset({"code": way("BCDF-GHJK")}, code="BCDF-GHJK").is_valid()
    assert not code_forms.ConfirmReset({"code": WRONG}, code="BCDF-GHJK").is_valid()


@pytest.mark.django_db
def test_one_time_codes(client, tanaka, rf):
    client.force_login(tanaka)
    client = proven(client, tanaka)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    now = auth.hotp_value(secret, next(iter(auth.yield_hotp_counters_from_time())))
    typed = full_width(auth.format_hotp_value(now))
    client.post(reverse("mfa_activate_totp"), {"code": f"{typed[:3]}　{typed[3:]}"})
    assert tanaka.authenticator_set.filter(type="totp").exists()
    one = RecoveryCodes(tanaka.authenticator_set.get(type="recovery_codes")).get_unused_codes()
    with context.request_context(rf.get("/")):
        assert not code_forms.SecondFactor({"code": WRONG}, user=tanaka).is_valid()
        for form, code in ((code_forms.SecondFactor, one[0]), (code_forms.SecondFactorAgain, one[1])):
            assert form({"code": f"{full_width(code[:4])}ー{code[4:]}"}, user=tanaka).is_valid()


@pytest.mark.django_db
def test_the_code_of_a_badge(make_event, as_, sato, tanaka, hokuriku):  # noqa: F811
    forum, client = make_event(2), as_(sato)
    row = seat(forum, 0, by=tanaka, firm=hokuriku)
    typed = f"{full_width(row.badge_code[:3].lower())}ー{row.badge_code[3:]}"
    assert forum.registrations.named(typed).get() == row
    assert client.get(reverse("events:scan", args=[forum.pk, typed])).status_code == 200
    client.post(reverse("events:door_enter", args=[forum.pk]), {"code": typed})
    row.refresh_from_db()
    assert row.state == "checked_in"
