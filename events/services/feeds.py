"""Personal calendar addresses: shown once, kept as a hash, revoked at once."""

import hashlib
import secrets
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from ..models import Contributor, Event, Feed, Registration
from ..states import PRESENT


@transaction.atomic
def new_feed(*, by, now: datetime) -> str:
    """A fresh token; the one before is void. Returns the token, which nobody can read again."""
    revoke_feed(by=by, now=now)
    token = secrets.token_urlsafe(32)
    Feed.objects.create(user=by, token_hash=hash_of(token), created_at=now)
    return token


def revoke_feed(*, by, now: datetime) -> int:
    return Feed.objects.filter(user=by, revoked_at=None).update(revoked_at=now)


def has_feed(user) -> bool:
    return Feed.objects.filter(user=user, revoked_at=None).exists()


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def owner_of(token: str):
    """Whose feed it is; None for a guessed or revoked token, and for people who may not sign in any more."""
    feed = Feed.objects.select_related("user").filter(
        token_hash=hash_of(token), revoked_at=None, user__is_active=True
    ).first()
    return feed.user if feed else None


def events_of(user) -> list[Event]:
    """Where the person has a seat or a task, with the programmes; cancelled ones stay, struck out."""
    seats = Registration.objects.filter(Q(user=user), state__in=[*PRESENT, "cancelled"]).values("event")
    tasks = Contributor.objects.filter(email__iexact=user.email).values("event")
    found = Event.objects.filter(Q(pk__in=seats) | Q(pk__in=tasks)).exclude(state="draft")
    return list(found.for_calendars())


def entry_changes_of(user) -> dict[UUID, int]:
    """By event: how often the person's own entry changed."""
    rows = Registration.objects.filter(user=user, state__in=[*PRESENT, "cancelled"])
    return {row.event_id: row.entry_changes for row in rows.order_by("entries_sent")}

