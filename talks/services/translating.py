"""Messages in another language: asked for by whoever takes part, written by staff or the other side's people."""
from datetime import datetime

from django.db import transaction

from core.errors import permit
from core.lifecycle import lock
from core.models import TextTranslation
from core.translating import services as texts

from .. import messages
from ..enums import Asker
from ..models import Remark
from ..permissions import can_ask_translation, can_drop_translation, can_translate, side_of

MODEL = "talks.remark"


def words_of(remark: Remark) -> texts.Words:
    case = f"talks.thread:{remark.thread_id}"
    return texts.Words(MODEL, remark.pk, "text", case, remark.language, remark.text)


@transaction.atomic
def ask_translation(remark: Remark, *, language: str, by, now: datetime) -> TextTranslation:
    """Waits for staff; the same text translated by them before is taken over at once. Raises SameLanguage."""
    permit(by, can_ask_translation, remark)
    return texts.ask(words_of(lock(remark)), language, by=by, now=now, trusted=[Asker.OFFICE])


@transaction.atomic
def write_translation(row: TextTranslation, *, text: str, by, now: datetime) -> None:
    """A first one, or another wording; whoever asked is told of the first. Raises EmptyTranslation, TextProblem."""
    remark = _remark(row)
    permit(by, can_translate, remark)
    was_asked = lock(row).state == "asked"
    texts.write(row, text=text, part=_part(by, remark), by=by, now=now)
    _tell(row, remark, was_asked, by=by, now=now)


@transaction.atomic
def check_translation(row: TextTranslation, *, by, now: datetime) -> None:
    """A machine's text is right as it is. Raises NothingToCheck."""
    remark = _remark(row)
    permit(by, can_translate, remark)
    was_asked = lock(row).state == "asked"
    texts.check(row, part=_part(by, remark), by=by, now=now)
    _tell(row, remark, was_asked, by=by, now=now)


@transaction.atomic
def drop_translation(row: TextTranslation, *, by, now: datetime) -> None:
    permit(by, can_drop_translation, row, _remark(row))
    texts.withdraw(row, by=by, now=now)


def _tell(row: TextTranslation, remark: Remark, was_asked: bool, *, by, now: datetime) -> None:
    if was_asked and row.asked_by and row.asked_by != by:
        messages.translation_written(remark.thread, row.asked_by, now=now)


def _remark(row: TextTranslation) -> Remark:
    return Remark.objects.select_related("thread__match__japan", "thread__match__partner").get(pk=row.row)


def _part(by, remark: Remark) -> str:
    return side_of(by, remark.thread.match) or Asker.OFFICE
