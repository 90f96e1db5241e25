"""Seats when another record takes a firm's place. Nobody can have two by that:
one live seat per person is a constraint.
"""
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.models import Firm
from companies.successors import Living, Succession, move_rows, rows_back

from .. import messages
from ..models import Event, Registration

FIELDS = ("events.registration.firm", "events.registration.second_firm")


def lives(old: Firm, _new: Firm) -> Iterator[Living]:
    seats = Registration.objects.live().filter(Q(firm=old) | Q(second_firm=old))
    yield Living(_("Seats at events"), seats.count())


def hand_over(old: Firm, new: Firm, *, by, now: datetime) -> dict:
    dropped = _drop_second(old, new)
    moved = move_rows(old, new, *FIELDS)
    _tell(moved, "firm_merged", new, old, now=now)
    return {"moved": moved, "dropped": dropped}


def give_back(record: dict, old: Firm, new: Firm, *, by, now: datetime) -> None:
    rows_back(record["moved"], old, new)
    for pk, second in record["dropped"].items():
        Registration.objects.filter(pk=pk, second_firm=None).update(second_firm=second)
    _tell(record["moved"], "firm_parted", old, new, now=now)


def _drop_second(old: Firm, new: Firm) -> dict[str, str]:
    """Who came for both records comes for one firm now; gives the second firm by seat."""
    both = Q(firm=old, second_firm=new) | Q(firm=new, second_firm=old)
    dropped = {
        str(pk): str(second) for pk, second in Registration.objects.filter(both).values_list("pk", "second_firm")
    }
    Registration.objects.filter(pk__in=dropped).update(second_firm=None)
    return dropped


def _tell(moved: dict[str, list[str]], kind: str, firm: Firm, other: Firm, *, now: datetime) -> None:
    """The organisers of what is still to come: their lists show the firm under its other name."""
    seats = Registration.objects.live().filter(pk__in=moved.get(FIELDS[0], []), firm=firm)
    count = Counter(seats.values_list("event", flat=True))
    for event in Event.objects.coming(now).filter(pk__in=count):
        messages.firm_renamed(event, kind, firm, other=other, count=count[event.pk], now=now)


SUCCESSION = Succession(label=_("Events"), lives=lives, hand_over=hand_over, give_back=give_back, fields=FIELDS)
