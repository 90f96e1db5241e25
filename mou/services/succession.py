"""Memoranda when another record takes a firm's place. What was signed keeps its wording; the party is the firm that
stayed.

Both records stand on one side, so a memorandum between them cannot be; two with the same partner may stand beside each
other.
"""
from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from companies.models import Firm
from companies.successors import Living, Succession, move_rows, rows_back

from .. import messages
from ..models import Memorandum, Party
from ..states import BOUND

FIELDS = ("mou.party.firm",)
OPEN = ("draft", *BOUND)


def lives(old: Firm, _new: Firm) -> Iterator[Living]:
    yield Living(_("Memoranda"), Memorandum.objects.filter(parties__firm=old, state__in=OPEN).count())


def hand_over(old: Firm, new: Firm, *, by, now: datetime) -> dict:
    moved = move_rows(old, new, *FIELDS)
    for party in _bound(moved, new):
        messages.party_merged(party, old=old, by=by, now=now)
    return {"moved": moved}


def give_back(record: dict, old: Firm, new: Firm, *, by, now: datetime) -> None:
    rows_back(record["moved"], old, new)
    for party in _bound(record["moved"], old):
        messages.party_parted(party, merged=new, by=by, now=now)


def _bound(moved: dict[str, list[str]], firm: Firm) -> list[Party]:
    """Drafts are the office's own: nobody outside has seen them."""
    rows = Party.objects.filter(pk__in=moved.get(FIELDS[0], []), firm=firm, memorandum__state__in=BOUND)
    return list(rows.select_related("memorandum", "firm"))


SUCCESSION = Succession(label=_("Memoranda"), lives=lives, hand_over=hand_over, give_back=give_back, fields=FIELDS)
