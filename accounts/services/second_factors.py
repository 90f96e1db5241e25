"""Somebody lost their second factor; the key that seals them is changed. Reading them is allauth's affair."""

from datetime import datetime

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt
from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction

from core.activity import record
from core.errors import permit
from core.lifecycle import lock

from ..errors import NoSecondFactor
from ..models import User
from ..permissions import can_take_second_factor

SEALED = ("secret", "seed")  # of the codes of an app, and of recovery codes


@transaction.atomic
def take_second_factor(user: User, *, by: User | None, now: datetime) -> None:
    """They register a new one when they sign in next; all their sessions end, and a mail tells them.

    Whoever asks has made sure who they are. `by` None: from the command line. Raises NoSecondFactor.
    """
    permit(by, can_take_second_factor, user)
    user = lock(User.objects.get(pk=user.pk))
    if not user.is_active or not Authenticator.objects.filter(user=user).exists():
        raise NoSecondFactor
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    record(user, "take_second_factor", by=by, now=now)
    get_adapter().send_mail("account/email/second_factor_taken", user.email, {"user": user})


def end_sessions(user: User) -> None:
    keys = list(UserSession.objects.filter(user=user).values_list("session_key", flat=True))
    others = [one.pk for one in Session.objects.iterator() if one.get_decoded().get(SESSION_KEY) == str(user.pk)]
    Session.objects.filter(pk__in=[*keys, *others]).delete()
    UserSession.objects.filter(user=user).delete()


def reseal_second_factors() -> int:
    """Seal them with the newest key, so that former ones can be forgotten; how many. A key that is lost is an error."""
    keys = Authenticator.objects.order_by("pk").values_list("pk", flat=True)
    return sum(_reseal(key) for key in keys)


@transaction.atomic
def _reseal(key: int) -> bool:
    one = Authenticator.objects.select_for_update(of=("self",), no_key=True).filter(pk=key).first()
    sealed = [name for name in SEALED if one and name in one.data]
    for name in sealed:
        one.data[name] = encrypt(decrypt(one.data[name]))
    if one and "migrated_codes" in one.data:
        one.data["migrated_codes"] = [encrypt(decrypt(code)) for code in one.data["migrated_codes"]]
        sealed.append("migrated_codes")
    if sealed:
        one.save(update_fields=["data"])
    return bool(sealed)
