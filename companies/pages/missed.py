"""Mails about a firm that did not arrive."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from notifications.pages import Addressee, missed_mails

from ..models import Claim, Firm, Handover, Invitation
from .addressees import firm_people, invited_people


def missed_of_firm(firm: Firm, *, reader, now: datetime) -> list[dict[str, Any]]:
    """For staff: about the firm, its profiles and whoever is to join it."""
    claims = list(Claim.objects.filter(firm=firm).select_related("user"))
    invited = list(firm.invitations.all())
    rows = [firm, *claims, *invited, *firm.profiles.all(), *Handover.objects.filter(firm=firm)]

    def people() -> dict[str, Addressee]:
        joining = {one.user.email.lower(): Addressee(one.user, one.user.phone) for one in claims}
        return joining | invited_people(invited) | firm_people([firm])

    return missed_mails(rows, people, reader=reader, now=now)


def missed_of_team(invited: Iterable[Invitation], *, reader, now: datetime) -> list[dict[str, Any]]:
    """For the firm: its open invitations."""
    rows = list(invited)
    return missed_mails(rows, lambda: invited_people(rows), reader=reader, now=now)
