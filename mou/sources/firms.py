"""Commitment 1: contacts released, referrals helped, agreements signed."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from core.geography import Side
from matching.enums import Outcome
from matching.models import Introduction, Referral
from matching.states import RELEASED

from ..enums import Indicator
from .facts import Fact, Source, themselves

SIGNED_OUTCOMES = (Outcome.AGREEMENT, Outcome.MOU)
NO_HELP_OWED = ("declined", "concluded")  # refused with a reason, or the firms were done before
REFERRAL = Referral._meta.label_lower


def _referrals_of(introductions: list[UUID]) -> Iterable[UUID]:
    return Referral.objects.filter(introduction__in=introductions).values_list("pk", flat=True)


def _pair(introduction: Introduction) -> dict:
    match = introduction.match
    return {"countries": frozenset(match.countries), "firms": frozenset([match.japan_id, match.partner_id])}


def _released(ids: list[UUID]) -> list[Fact]:
    rows = Introduction.objects.with_firms().filter(pk__in=ids)
    return [Fact(row.pk, row.released_at, **_pair(row)) for row in rows]


def _concluded(ids: list[UUID]) -> list[Fact]:
    rows = Introduction.objects.with_firms().filter(pk__in=ids)
    return [Fact(row.pk, row.concluded_at, **_pair(row)) for row in rows]


def _referral(row: Referral, at: datetime) -> Fact:
    return Fact(
        row.pk, at, side=Side.CENTRAL_ASIA, chamber=row.chamber_id,
        occasion=(REFERRAL, row.pk), **_pair(row.introduction),
    )


def _helped(ids: list[UUID]) -> list[Fact]:
    return [_referral(row, row.closed_at) for row in Referral.objects.with_firms().filter(pk__in=ids)]


def _sent(ids: list[UUID]) -> list[Fact]:
    return [_referral(row, row.sent_at) for row in Referral.objects.with_firms().filter(pk__in=ids)]


SOURCES = [
    Source(
        Indicator.CONTACTS_RELEASED,
        Introduction,
        frozenset(["matching.introduction.release"]),
        {"matching.introduction.recall": themselves},
        lambda: Introduction.objects.filter(state__in=RELEASED),
        _released,
    ),
    Source(
        Indicator.AGREEMENT_SIGNED,
        Introduction,
        frozenset(["matching.introduction.conclude"]),
        {"matching.introduction.recall": themselves},
        lambda: Introduction.objects.filter(state="concluded", outcome__in=SIGNED_OUTCOMES),
        _concluded,
    ),
    Source(
        Indicator.REFERRAL_HELPED,
        Referral,
        frozenset(["matching.referral.complete_with_help"]),
        {"matching.introduction.recall": _referrals_of},
        lambda: Referral.objects.filter(state="done_with_help").exclude(introduction__state="recalled"),
        _helped,
    ),
]
OCCASIONS = [
    Source(
        Indicator.REFERRAL_HELPED,
        Referral,
        frozenset(["matching.referral.send"]),
        {},
        lambda: Referral.objects.exclude(state__in=NO_HELP_OWED).exclude(introduction__state="recalled"),
        _sent,
    ),
]
