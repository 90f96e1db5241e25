"""Seats of a firm's people when the firm is archived or has ceased; whoever has no firm may register anew."""
from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from companies.endings import Ending
from companies.models import Firm
from companies.successors import Living

from ..models import Registration
from .own_data import LEAVABLE
from .registering import withdraw_registration


def seats_of_firm(firm: Firm):
    return Registration.objects.filter(firm=firm, state__in=LEAVABLE).with_people()


def ends(firm: Firm, _now: datetime) -> Iterator[Living]:
    yield Living(_("Seats at coming events, with their meetings"), seats_of_firm(firm).count())


def end(firm: Firm, *, reason: str, by, now: datetime) -> None:
    for seat in seats_of_firm(firm):
        withdraw_registration(seat, reason=reason, by=by, now=now)


ENDING = Ending(ends=ends, end=end)
