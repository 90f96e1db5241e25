"""Bulletins: written once by either side, read in several languages, published, withdrawn;
and the digests of subscribers.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from core.activity import record
from core.days import local_day
from core.errors import permit
from core.lifecycle import lock, move
from core.multilingual import Quality, Texts
from core.readers import require_readable
from core.reasons import required_reason
from core.sweeps import each

from .. import messages
from ..computed.people import is_time_for, read_by_subscribers
from ..errors import AlreadyPublished, BulletinIsWithdrawn, OriginalMissing, OriginalStays
from ..models import Bulletin, Subscription
from ..permissions import can_write_for, is_of_organiser
from ..rules.audience import READ_IN

MOST_IN_DIGEST = 50
SETTLED = timedelta(minutes=1)  # an act that began before a digest may be committed after it


@transaction.atomic
def create_bulletin(
    *, kind: str, chamber, about_country: str, for_country: str, sectors: list[str],
    source_url: str, language: str, title: str, body: str, by, now: datetime,
) -> Bulletin:
    """With its original wording. `chamber`: the writer's, None for Minamin."""
    permit(by, can_write_for, chamber)
    bulletin = Bulletin.objects.create(
        kind=kind, chamber=chamber, about_country=about_country, for_country=for_country,
        sectors=sectors, source_url=source_url,
        titles=Texts().with_wording(language, title, by=by, at=now),
        bodies=Texts().with_wording(language, body, by=by, at=now),
        created_by=by, created_at=now,
    )
    record(bulletin, "create", by=by, now=now)
    return bulletin


@transaction.atomic
def edit_bulletin(
    bulletin: Bulletin, *, kind: str, for_country: str, sectors: list[str], source_url: str, by, now: datetime
) -> None:
    """What it is about and for whom; only while nobody has read it."""
    permit(by, is_of_organiser, bulletin)
    if lock(bulletin).state != "draft":
        raise AlreadyPublished
    bulletin.kind, bulletin.for_country, bulletin.sectors, bulletin.source_url = kind, for_country, sectors, source_url
    bulletin.save(update_fields=["kind", "for_country", "sectors", "source_url"])
    record(bulletin, "edit", by=by, now=now)


@transaction.atomic
def write_wording(bulletin: Bulletin, *, language: str, title: str, body: str, quality: str, by, now: datetime) -> None:
    """Add a language, or correct the wording in one; there is always exactly one original."""
    permit(by, is_of_organiser, bulletin)
    locked = lock(bulletin)
    if locked.state == "withdrawn":
        raise BulletinIsWithdrawn
    original = locked.titles.original
    if original and (quality == Quality.ORIGINAL) != (language == original):
        raise OriginalStays
    written = {"by": by, "at": now, "unchecked": quality == Quality.UNCHECKED}
    bulletin.titles = locked.titles.with_wording(language, title, **written)
    bulletin.bodies = locked.bodies.with_wording(language, body, **written)
    bulletin.save(update_fields=["titles", "bodies"])
    record(bulletin, "translate", by=by, now=now, data={"language": language, "quality": quality})


@transaction.atomic
def publish_bulletin(bulletin: Bulletin, *, anyway: bool = False, by, now: datetime) -> None:
    """`anyway`: though some of the subscribers who will get it cannot read it."""
    permit(by, is_of_organiser, bulletin)
    locked = lock(bulletin)
    if not locked.titles:
        raise OriginalMissing
    unread = require_readable(read_by_subscribers(locked), [locked.titles, locked.bodies], anyway=anyway)
    move(bulletin, "publish", by=by, now=now, data=unread, published_at=now, published_by=by)


def withdraw_bulletin(bulletin: Bulletin, *, reason: str, by, now: datetime) -> None:
    permit(by, is_of_organiser, bulletin)
    move(bulletin, "withdraw", by=by, now=now, reason=required_reason(reason))


@transaction.atomic
def republish_bulletin(bulletin: Bulletin, *, anyway: bool = False, by, now: datetime) -> None:
    """Again, with its first date: subscribers have had it; `anyway`: though some of them cannot read it."""
    permit(by, is_of_organiser, bulletin)
    locked = lock(bulletin)
    unread = require_readable(read_by_subscribers(locked), [locked.titles, locked.bodies], anyway=anyway)
    move(bulletin, "republish", by=by, now=now, data=unread)


def counts_for_readers(bulletin: Bulletin) -> bool:
    """Whether there is a checked wording in a language of the country it is for."""
    checked = (Quality.ORIGINAL, Quality.TRANSLATED)
    return any(bulletin.titles.quality(language) in checked for language in READ_IN[bulletin.for_country])


def edit_subscription(
    *, user, kinds: list[str], countries: list[str], sectors: list[str], every_days: int, now: datetime
) -> Subscription:
    """From now on; what was published before is on the page."""
    wanted = {"kinds": kinds, "countries": countries, "sectors": sectors, "every_days": every_days}
    return Subscription.objects.update_or_create(
        user=user, defaults=wanted, create_defaults=wanted | {"sent_until": now}
    )[0]


def unsubscribe(*, user) -> None:
    Subscription.objects.filter(user=user).delete()


def send_digests(*, now: datetime) -> int:
    """Hourly: to whom it is due and morning, what was published since the last one.
    Returns how many digests were written.
    """
    due = Subscription.objects.filter(user__is_active=True, sent_until__lt=now - timedelta(hours=20))
    return each("mou.send_digests", due, lambda row: _send_digest(row.pk, now), now=now).done


def _send_digest(pk, now: datetime) -> bool:
    """Under the subscription's lock: the second worker finds it sent."""
    row = Subscription.objects.select_for_update(of=("self",), no_key=True).select_related("user").filter(pk=pk).first()
    if row is None or not _is_due(row, now) or not is_time_for(row.user, now):
        return False
    until = now - SETTLED
    found = matching(row, until)
    count = found.count()
    if not count:
        return False
    newest = found.without_bodies().order_by("-published_at", "pk")[:MOST_IN_DIGEST]
    messages.bulletin_digest(row, list(newest)[::-1], count=count, now=now)
    row.sent_until = until
    row.save(update_fields=["sent_until"])
    return True


def _is_due(row: Subscription, now: datetime) -> bool:
    """Counted in days of the reader's calendar."""
    zone = row.user.time_zone
    return (local_day(now, zone) - local_day(row.sent_until, zone)).days >= row.every_days


def matching(row: Subscription, until: datetime) -> QuerySet:
    """Published since the last digest, of the wanted kinds, countries and sectors;
    without sectors of its own it is for all.
    """
    found = Bulletin.objects.published().filter(published_at__gt=row.sent_until, published_at__lte=until)
    if row.kinds:
        found = found.filter(kind__in=row.kinds)
    if row.countries:
        found = found.filter(about_country__in=row.countries)
    if row.sectors:
        found = found.filter(Q(sectors__overlap=row.sectors) | Q(sectors=[]))
    return found
