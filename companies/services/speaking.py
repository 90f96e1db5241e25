"""What a firm said by telephone, letter or mail: recorded for it, and confirmed or taken back by itself."""
from datetime import date, datetime

from django.db import transaction

from core.days import local_day
from core.errors import permit
from core.files.services import store_file
from core.geography import ZONE
from core.lifecycle import move
from core.text import clean, clean_words

from ..computed.reach import reach_of
from ..errors import SaidInFuture, SomebodyAnswers
from ..models import Firm, Spoken
from ..permissions import can_record_for, is_editor_of


@transaction.atomic
def record_spoken(
    firm: Firm, *, said_by: str, channel: str, said_on: date, note: str, file: tuple[str, bytes] | None,
    by, now: datetime,
) -> Spoken:
    """The act that rests on it writes the log. Raises SomebodyAnswers, SaidInFuture."""
    permit(by, can_record_for, firm)
    if reach_of(firm, now).by_somebody:
        raise SomebodyAnswers
    if said_on > local_day(now, ZONE["JP"]):  # of our countries the one where a day begins first
        raise SaidInFuture
    return Spoken.objects.create(
        firm=firm, said_by=clean_words(said_by, limit=Spoken.said_by), channel=channel, said_on=said_on,
        note=clean(note, limit=Spoken.note, multiline=True),
        file=store_file(*file, by=by, now=now) if file else None, recorded_by=by, recorded_at=now,
    )


def confirm_spoken(spoken: Spoken, *, by, now: datetime) -> None:
    permit(by, is_editor_of, spoken.firm)
    move(spoken, "confirm", by=by, now=now, settled_by=by, settled_at=now)


def disown_spoken(spoken: Spoken, *, by, now: datetime) -> None:
    """The firm did not say it; what follows for the act that rested on it, the app above decides."""
    permit(by, is_editor_of, spoken.firm)
    move(spoken, "take_back", by=by, now=now, settled_by=by, settled_at=now)
