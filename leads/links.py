"""The address of the inquiry form that a chamber hands to its firms: signed, so that nobody writes in its name."""
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer

from companies.models import Chamber

SIGNER = Signer(salt="leads.chamber")


def chamber_link(chamber: Chamber, language: str) -> str:
    return f"{settings.PORTAL_URL}/{language}/contact/?from={SIGNER.sign(chamber.pk.hex)}"


def chamber_behind(code: str) -> Chamber | None:
    """None for a code that is wrong; the form works without it."""
    try:
        return Chamber.objects.filter(pk=UUID(hex=SIGNER.unsign(code))).first()
    except BadSignature:
        return None
