"""Commitments 2 and 3: bulletins published, experience sessions held."""

from uuid import UUID

from django.db.models import Q, QuerySet

from core.multilingual import worded_in

from ..enums import Indicator
from ..models import Bulletin, ExperienceSession, Participant
from ..rules.audience import READ_IN
from .facts import Fact, Source, themselves


def _bulletins(ids: list[UUID]) -> list[Fact]:
    rows = Bulletin.objects.filter(pk__in=ids).select_related("chamber")
    return [Fact(row.pk, row.published_at, _between(row), side=row.side, chamber=row.chamber_id) for row in rows]


def _sessions(ids: list[UUID]) -> list[Fact]:
    rows = ExperienceSession.objects.filter(pk__in=ids).select_related("chamber")
    return [Fact(row.pk, row.starts_at, _between(row), side=row.side, chamber=row.chamber_id) for row in rows]


def _between(row: Bulletin | ExperienceSession) -> frozenset[str]:
    return frozenset([row.chamber.country if row.chamber else "JP", row.for_country])


def _readable_bulletins() -> QuerySet:
    """Published, with a checked wording in a language of the country they are written for."""
    read = Q()
    for country, languages in READ_IN.items():
        read |= Q(for_country=country) & worded_in("titles", languages)
    return Bulletin.objects.filter(read, state="published")


def _attended_sessions() -> QuerySet:
    """Held, with at least one participant of the country it was for."""
    there = Q()
    for country in READ_IN:
        there |= Q(session__for_country=country, country=country)
    present = Participant.objects.filter(there, attended=True)
    return ExperienceSession.objects.filter(state="held", pk__in=present.values("session"))


SOURCES = [
    Source(
        Indicator.BULLETIN_PUBLISHED,
        Bulletin,
        frozenset(["mou.bulletin.publish", "mou.bulletin.republish", "mou.bulletin.translate"]),
        {"mou.bulletin.withdraw": themselves, "mou.bulletin.translate": themselves},
        _readable_bulletins,
        _bulletins,
    ),
    Source(
        Indicator.SESSION_HELD,
        ExperienceSession,
        frozenset(["mou.experiencesession.hold", "mou.experiencesession.attendance"]),
        {"mou.experiencesession.cancel": themselves, "mou.experiencesession.attendance": themselves},
        _attended_sessions,
        _sessions,
    ),
]
