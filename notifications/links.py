"""The signed address in a mail by which its reader stops mails like it, without signing in (docs/decisions/0017)."""

from datetime import timedelta
from uuid import UUID

from django.contrib.auth import get_user_model
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.urls import reverse

from .errors import LinkEnded
from .topics import TOPICS

KEPT_OPEN = timedelta(days=180)
DIGESTS = "digests"  # stands for all topics that come in a digest
STOP = TimestampSigner(salt="notifications.stop")


def stop_path(user, what: str) -> str:
    """`what`: a topic or DIGESTS."""
    return reverse("notifications:stop", args=[STOP.sign(f"{user.pk.hex}.{what}")])


def reader_of(token: str):
    """(person, what); None for a guessed one or whoever has left, a refusal for one that has ended."""
    try:
        pk, _dot, what = STOP.unsign(token, max_age=KEPT_OPEN).partition(".")
    except SignatureExpired as ended:
        raise LinkEnded from ended
    except BadSignature:
        return None
    person = get_user_model().objects.filter(pk=UUID(hex=pk), is_active=True).first()
    return (person, what) if person and what in (DIGESTS, *TOPICS) else None
