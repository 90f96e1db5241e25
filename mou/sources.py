"""The table of sources: which acts of daily work prove which kind of obligation, and when that proof still stands.

An app whose work becomes evidence writes its acts into the activity log and gets one row in SOURCES; where something must
be delivered for each occasion, one in OCCASIONS. Whether a source stands is asked of its own row each time.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from core.geography import Side
from matching.enums import Outcome
from matching.models import Introduction, Referral
from matching.states import RELEASED

from .audience import READ_IN
from .enums import Indicator, TextQuality
from .models import Bulletin, BulletinText, ExperienceSession, Participant

SIGNED_OUTCOMES = (Outcome.AGREEMENT, Outcome.MOU)


class Fact(NamedTuple):
    """What a memorandum must know of a source. `side`: who delivered it, None when both did; `firms`: the pair, if any."""

    id: UUID
    at: datetime
    countries: frozenset[str]
    side: str | None = None
    firms: frozenset[UUID] = frozenset()
    chamber: UUID | None = None
    occasion: tuple[str, UUID] | None = None


class Source(NamedTuple):
    """`verbs` propose; `falls` maps verbs that may take the proof away to the sources they concern, from the acts' subjects."""

    indicator: str
    model: type[Model]
    verbs: frozenset[str]
    falls: dict[str, Callable[[list[UUID]], Iterable[UUID]]]
    standing: Callable[[], QuerySet]
    facts: Callable[[list[UUID]], list[Fact]]

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    def stands(self, at_indicator: str = "obligation__indicator") -> Q:
        """Evidence (or occasions) from this source whose row still stands."""
        return Q(**{at_indicator: self.indicator}, source_model=self.label, source_id__in=self.standing().values("pk"))


def _themselves(ids: list[UUID]) -> Iterable[UUID]:
    return ids


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
    return Fact(row.pk, at, side=Side.CENTRAL_ASIA, chamber=row.chamber_id, occasion=(REFERRAL, row.pk), **_pair(row.introduction))


def _helped(ids: list[UUID]) -> list[Fact]:
    return [_referral(row, row.closed_at) for row in Referral.objects.with_firms().filter(pk__in=ids)]


def _sent(ids: list[UUID]) -> list[Fact]:
    return [_referral(row, row.sent_at) for row in Referral.objects.with_firms().filter(pk__in=ids)]


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


REFERRAL = Referral._meta.label_lower
SOURCES = [
    Source(
        Indicator.CONTACTS_RELEASED,
        Introduction,
        frozenset(["matching.introduction.release"]),
        {"matching.introduction.recall": _themselves},
        lambda: Introduction.objects.filter(state__in=RELEASED),
        _released,
    ),
    Source(
        Indicator.AGREEMENT_SIGNED,
        Introduction,
        frozenset(["matching.introduction.conclude"]),
        {"matching.introduction.recall": _themselves},
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
    Source(
        Indicator.BULLETIN_PUBLISHED,
        Bulletin,
        frozenset(["mou.bulletin.publish", "mou.bulletin.republish", "mou.bulletin.translate"]),
        {"mou.bulletin.withdraw": _themselves, "mou.bulletin.translate": _themselves},
        _readable_bulletins,
        _bulletins,
    ),
    Source(
        Indicator.SESSION_HELD,
        ExperienceSession,
        frozenset(["mou.experiencesession.hold", "mou.experiencesession.attendance"]),
        {"mou.experiencesession.cancel": _themselves, "mou.experiencesession.attendance": _themselves},
        _attended_sessions,
        _sessions,
    ),
]
# What must be answered each time it happens; the indicator says by which deliveries.
OCCASIONS = [
    Source(
        Indicator.REFERRAL_HELPED,
        Referral,
        frozenset(["matching.referral.send"]),
        {},
        lambda: Referral.objects.exclude(state="declined").exclude(introduction__state="recalled"),
        _sent,
    ),
]


def standing(sources: list[Source] | None = None, indicator: str = "obligation__indicator") -> Q:
    """Rows added by a person, and rows whose source still stands."""
    found = Q(source_id=None)
    for source in SOURCES if sources is None else sources:
        found |= source.stands(indicator)
    return found


def source_of(indicator: str, label: str) -> Source | None:
    return next((one for one in SOURCES if one.indicator == indicator and one.label == label), None)


def subject_ids(activities: Iterable, verbs: Iterable[str]) -> list[UUID]:
    wanted = set(verbs)
    return [UUID(one.subject.partition(":")[2]) for one in activities if one.verb in wanted]
