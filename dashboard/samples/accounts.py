"""Account mails: allauth writes their text, its adapter puts them into the frame."""

from typing import Any

from django.conf import settings

from .world import World

# The last part of a kind, and where allauth keeps its templates.
PREFIXES = {
    name: f"{place}/email/{name}"
    for place, names in {
        "account": (
            "account_already_exists", "email_changed", "email_confirm", "email_confirmation",
            "email_confirmation_signup", "email_deleted", "login_code", "password_changed", "password_reset",
            "password_reset_code", "password_reset_key", "password_set", "second_factor_taken", "unknown_account",
        ),
        "mfa": (
            "recovery_codes_generated", "totp_activated", "totp_deactivated", "webauthn_added", "webauthn_removed",
        ),
    }.items()
    for name in names
}


def context(world: World) -> dict[str, Any]:
    link = settings.PORTAL_URL + "/accounts/"
    return {
        "user": world.reader, "user_display": str(world.reader), "code": "ABCD-EFGH", "activate_url": link,
        "password_reset_url": link, "signup_url": link, "deleted_email": "old@firm.example", "key": "", "username": "",
        "from_email": "old@firm.example", "to_email": "new@firm.example", "ip": "192.0.2.1", "user_agent": "Firefox",
        "timestamp": world.now,
    }


