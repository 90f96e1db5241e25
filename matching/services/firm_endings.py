"""Suggestions and introductions when a firm is archived or has ceased."""
from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from companies.endings import Ending
from companies.models import Firm
from companies.successors import Living
from core.lifecycle import allowed_actions, move

from .. import messages
from ..models import Introduction, Match
from ..states import OPEN_MATCH
from .ending import end_match

CLOSED = {"code": "closed"}
UNFINISHED = ("contacts_released", "first_contact_confirmed", "in_discussion")


def ends(firm: Firm, _now: datetime) -> Iterator[Living]:
    waiting = Introduction.objects.of_firm(firm).filter(state="consent_requested")
    yield Living(_("Open suggestions and proposals"), Match.objects.of_firm(firm).filter(state__in=OPEN_MATCH).count())
    yield Living(_("Introductions that wait for an agreement; the other firm is told"), waiting.count())


def stops(firm: Firm, _now: datetime) -> Iterator[str]:
    many = Introduction.objects.of_firm(firm).filter(state__in=UNFINISHED).count()
    if many:
        yield ngettext(
            "In %(count)s introduction the contacts have been passed on. Say first what came of it.",
            "In %(count)s introductions the contacts have been passed on. Say first what came of them.",
            many,
        ) % {"count": many}


def end(firm: Firm, *, reason: str, by, now: datetime) -> None:
    """Before the match: an introduction's end is told, and ends its match."""
    for introduction in Introduction.objects.of_firm(firm).filter(state__in=["consent_requested", *UNFINISHED]):
        _end_introduction(Introduction.objects.with_firms().get(pk=introduction.pk), firm, reason, by, now)
    for match in Match.objects.of_firm(firm).filter(state__in=OPEN_MATCH).with_firms():
        end_match(match, "expire", by=by, now=now, data=CLOSED)
        messages.suggestion_withdrawn(match, now=now)


def _end_introduction(introduction: Introduction, firm: Firm, reason: str, by, now: datetime) -> None:
    data = CLOSED | {"side": introduction.match.side_of(firm)}
    if "decline" in allowed_actions(introduction):
        move(introduction, "decline", by=by, now=now, reason=reason, data=data)
        end_match(introduction.match, "decline", by=by, now=now, data=data)
        messages.introduction_declined(introduction, by_firm=firm, now=now)
        return
    for referral in introduction.referrals.open():
        move(referral, "abandon", by=by, now=now, reason=reason, closed_at=now, closed_by=by)
    move(introduction, "recall", by=by, now=now, reason=reason, data=data)
    end_match(introduction.match, "recall", by=by, now=now, data=data)
    messages.introduction_recalled(introduction, by=by, now=now)


ENDING = Ending(ends=ends, end=end, stops=stops)
