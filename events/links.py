"""Addresses for people without an account: signed, so that they cannot be guessed; a new version makes the old ones void."""

from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from .models import Letter, Notice, Registration, Substitution

PASS, NOTICE, PAPER = Signer(salt="events.pass"), Signer(salt="events.notice"), Signer(salt="events.paper")


def pass_path(registration: Registration) -> str:
    return reverse("events:pass", args=[PASS.sign(f"{registration.pk.hex}.{registration.pass_version}")])


def registration_of(token: str) -> Registration | None:
    """The person a pass belongs to; None for a guessed or outdated one."""
    try:
        pk, _dot, version = PASS.unsign(token).partition(".")
    except BadSignature:
        return None
    return Registration.objects.with_people().filter(pk=UUID(hex=pk), pass_version=int(version)).first()


def notice_path(notice: Notice, *, second: bool = False) -> str:
    """`second`: for the second contact, whose answer is marked as theirs."""
    return reverse("events:notice", args=[NOTICE.sign(f"{notice.pk.hex}.{'second' if second else 'first'}")])


def notice_of(token: str) -> tuple[Notice, bool] | None:
    """(notice, whether the second contact reads it); None for a guessed address."""
    try:
        pk, _dot, who = NOTICE.unsign(token).partition(".")
    except BadSignature:
        return None
    notice = Notice.objects.select_related("change__event__chamber", "registration").filter(pk=UUID(hex=pk)).first()
    return (notice, who == "second") if notice else None


def paper_path(kind: str, pk: UUID) -> str:
    """Where a printed letter ('letter') or proxy ('proxy') can be checked."""
    return reverse("events:paper", args=[PAPER.sign(f"{kind}.{pk.hex}")])


def paper_of(token: str) -> Letter | Substitution | None:
    """What was printed; None for a guessed address."""
    try:
        kind, _dot, pk = PAPER.unsign(token).partition(".")
    except BadSignature:
        return None
    if kind == "letter":
        return Letter.objects.defer("pdf").select_related("delegation").filter(pk=UUID(hex=pk)).first()
    return Substitution.objects.with_people().filter(pk=UUID(hex=pk)).first()
