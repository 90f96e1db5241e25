"""A memorandum binds its parties: a firm is not archived away from it."""
from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from companies.endings import Ending
from companies.models import Firm

from ..models import Memorandum
from ..states import BOUND


def stops(firm: Firm, _now: datetime) -> Iterator[str]:
    for memorandum in Memorandum.objects.filter(parties__firm=firm, state__in=BOUND):
        text = _("The memorandum “%(title)s” binds the firm. Ask Minamin to end it first.")
        yield text % {"title": memorandum.title}


def end(firm: Firm, *, reason: str, by, now: datetime) -> None:
    """A memorandum of a firm that has ceased ends by its own rules."""


ENDING = Ending(ends=lambda _firm, _now: (), end=end, stops=stops)
