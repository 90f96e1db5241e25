"""What changes about a person: settings and consent."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from core.catalogues import Entry, entries
from core.errors import permit
from core.text import clean
from core.wording import Wording, faults

from ..consents import IN_FORCE, VERSION
from ..enums import Purpose, Verdict
from ..errors import TextChangedMeanwhile, TextReviewedMeanwhile, WordingRefused
from ..models import ConsentRecord, TextReview, User
from ..permissions import can_review_texts


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
    live = _live(email=email, purpose=purpose, country=country, concerns=concerns)
    return live.filter(text_version=VERSION).first() or ConsentRecord.objects.create(
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
    """The newest agreement to a wording that is in force, not withdrawn."""
    given = _live(email=email, purpose=purpose, country=country, concerns=concerns)
    return given.filter(text_version__in=IN_FORCE).order_by("-given_at").first()


def _live(*, email: str, purpose: Purpose, country: str, concerns: str) -> QuerySet[ConsentRecord]:
    return ConsentRecord.objects.filter(
        person_email__iexact=email, purpose=purpose, recipient_country=country, concerns=concerns, withdrawn_at=None
    )


def withdraw_consent(*, email: str, purpose: Purpose, concerns: str = "", now: datetime) -> int:
    """Returns how many live records were withdrawn."""
    live = ConsentRecord.objects.filter(
        person_email__iexact=email, purpose=purpose, concerns=concerns, withdrawn_at=None
    )
    return live.update(withdrawn_at=now)


def newest_reviews(language: str) -> dict[str, TextReview]:
    """Of each text that was ever reviewed, by key."""
    rows = TextReview.objects.filter(language=language).select_related("by").order_by("version")
    return {row.key: row for row in rows}


def review_text(
    entry: Entry, *, forms: list[str], seen: str, note: str, version: int, by: User, now: datetime
) -> TextReview:
    """Readers see it when it has been written into the catalogue (`manage.py write_reviews`) and deployed.

    `seen`: digest of the translation that the person read; `version`: how many reviews they knew of.
    """
    permit(by, can_review_texts, entry.language)
    today = entries(entry.language).get(entry.key)
    if today is None or today.digest != seen:
        raise TextChangedMeanwhile
    _refuse_faults(today, forms)
    before = list(today.forms)
    verdict = Verdict.ACCEPTED if forms == before else Verdict.REWORDED
    try:
        with transaction.atomic():
            return TextReview.objects.create(
                language=entry.language, key=entry.key, english=entry.english, before=before, forms=forms,
                verdict=verdict, note=clean(note, limit=TextReview.note), version=version + 1, by=by, at=now,
            )
    except IntegrityError as error:
        if "text_review_once_per_version" in str(error):
            raise TextReviewedMeanwhile from error
        raise


def _refuse_faults(entry: Entry, forms: list[str]) -> None:
    found = [faults(Wording(entry.language, entry.english, text, entry.plural)) for text in forms]
    if len(forms) != len(entry.forms) or any(found):
        raise WordingRefused(found)
