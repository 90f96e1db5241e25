"""Mails about a match, its introduction and its referrals that did not arrive, as far as a reader may know of them."""

from datetime import datetime
from typing import Any

from companies.models import Firm
from companies.pages.addressees import chamber_people, firm_people
from notifications.pages import Addressee, missed_mails

from ..models import Introduction, Match, Referral


def missed_of_match(
    match: Match, introductions: list[Introduction], *, reader, now: datetime
) -> list[dict[str, Any]]:
    """For staff: to either firm and to the chambers. `introductions`: those of the match that matter."""
    referrals = list(Referral.objects.filter(introduction__in=introductions).select_related("chamber"))

    def people() -> dict[str, Addressee]:
        return firm_people(match.firms) | chamber_people(one.chamber for one in referrals)

    return missed_mails([match, *introductions, *referrals], people, reader=reader, now=now)


def missed_of_firm(introduction: Introduction, firm: Firm, *, reader, now: datetime) -> list[dict[str, Any]]:
    """For the firm: to its own people, never to the partner's."""
    rows = [introduction, introduction.match]
    return missed_mails(rows, lambda: firm_people([firm]), reader=reader, now=now)


def missed_of_chamber(referral: Referral, *, reader, now: datetime) -> list[dict[str, Any]]:
    """For the chamber: to its own liaisons."""
    return missed_mails([referral], lambda: chamber_people([referral.chamber]), reader=reader, now=now)
