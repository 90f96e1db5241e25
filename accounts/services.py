"""What changes about a person: settings and consent."""

from datetime import datetime

from django.db import transaction

from .consents import VERSION
from .enums import Purpose
from .models import ConsentRecord, User


def change_settings(
    *, user: User, full_name: str, name_latin: str, language: str, time_zone: str, phone: str | None = None
) -> None:
    """`phone`: None leaves it as it is."""
    user.full_name, user.name_latin = full_name, name_latin
    user.language, user.time_zone = language, time_zone
    user.phone = user.phone if phone is None else phone
    user.save(update_fields=["full_name", "name_latin", "phone", "language", "time_zone"])


def change_language(*, user: User, language: str) -> None:
    user.language = language
    user.save(update_fields=["language"])


@transaction.atomic
def record_consent(
    *, name: str, email: str, purpose: Purpose, country: str, language: str, by: User, now: datetime, concerns: str = ""
) -> ConsentRecord:
    """Record the agreement once; asking again for the same wording and case returns the live record."""
    live = live_consent(email=email, purpose=purpose, country=country, concerns=concerns)
    return live or ConsentRecord.objects.create(
        person_name=name,
        person_email=email.lower(),
        purpose=purpose,
        recipient_country=country,
        concerns=concerns,
        text_version=VERSION,
        language=language,
        recorded_by=by,
        given_at=now,
    )


def live_consent(*, email: str, purpose: Purpose, country: str, concerns: str = "") -> ConsentRecord | None:
    """The agreement to the wording in force, not withdrawn."""
    return ConsentRecord.objects.filter(
        person_email__iexact=email,
        purpose=purpose,
        recipient_country=country,
        concerns=concerns,
        text_version=VERSION,
        withdrawn_at=None,
    ).first()


def withdraw_consent(*, email: str, purpose: Purpose, concerns: str = "", now: datetime) -> int:
    """Returns how many live records were withdrawn."""
    live = ConsentRecord.objects.filter(
        person_email__iexact=email, purpose=purpose, concerns=concerns, withdrawn_at=None
    )
    return live.update(withdrawn_at=now)
