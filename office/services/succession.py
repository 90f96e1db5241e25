"""Notes follow their firm when another record takes its place; who is responsible for the other stays so."""
from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from companies.models import Firm
from companies.successors import Living, Succession, move_rows, rows_back

from ..models import Note

FIELDS = ("office.note.firm",)


def lives(old: Firm, _new: Firm) -> Iterator[Living]:
    yield Living(_("Notes of the office"), Note.objects.filter(firm=old).count())


def hand_over(old: Firm, new: Firm, *, by, now: datetime) -> dict:
    return {"moved": move_rows(old, new, *FIELDS)}


def give_back(record: dict, old: Firm, new: Firm, *, by, now: datetime) -> None:
    rows_back(record["moved"], old, new)


SUCCESSION = Succession(
    label=_("Notes of the office"), lives=lives, hand_over=hand_over, give_back=give_back, fields=FIELDS
)
