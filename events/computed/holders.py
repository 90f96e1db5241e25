"""Events that nobody on the side of their organiser can run. Computed, never stored."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from companies.computed.holders import acting_liaisons

from ..models import Event


def orphaned_events(now: datetime) -> QuerySet[Event]:
    """To come, of a chamber without an acting liaison. Minamin's own fall to all of its staff."""
    liaisons = acting_liaisons().filter(chamber=OuterRef("chamber"))
    return Event.objects.coming(now).exclude(chamber=None).filter(~Exists(liaisons)).with_organiser()
