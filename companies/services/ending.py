"""What ends inside this app when a firm is archived or has ceased."""
from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from core.lifecycle import allowed_actions, move

from .. import messages
from ..endings import Ending
from ..models import Firm, Handover
from ..successors import Living


def ends(firm: Firm, now: datetime) -> Iterator[Living]:
    yield Living(_("Offers and needs"), firm.profiles.open().count())
    yield Living(_("Open invitations"), firm.invitations.open(now).count())
    yield Living(_("Requests to join"), firm.claims.open().count())


def end(firm: Firm, *, reason: str, by, now: datetime) -> None:
    for profile in firm.profiles.open():
        if "withdraw" in allowed_actions(profile):
            move(profile, "withdraw", by=by, now=now, reason=reason)
    firm.invitations.open(now).update(revoked_at=now)
    for claim in firm.claims.open().select_related("user", "firm"):
        move(claim, "refuse", by=by, now=now, reason=reason, decided_by=by, decided_at=now)
        messages.claim_refused(claim, reason=reason, now=now)
    for handover in Handover.objects.filter(firm=firm, state="offered"):
        move(handover, "withdraw", by=by, now=now)


ENDING = Ending(ends=ends, end=end)
