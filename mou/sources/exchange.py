"""Commitments 2 and 3: bulletins published, experience sessions held."""

from uuid import UUID

from django.db.models import Q, QuerySet

from ..enums import Indicator, TextQuality
from ..models import Bulletin, BulletinText, ExperienceSession, Participant
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
        read |= Q(bulletin__for_country=country, language__in=languages)
    texts = BulletinText.objects.filter(read).exclude(quality=TextQuality.UNCHECKED)
    return Bulletin.objects.filter(state="published", pk__in=texts.values("bulletin"))


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
