"""Which introductions are due to be asked what came of them."""
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from matching.models import Introduction
from matching.states import IN_CONTACT

from ..models import FollowUp
from ..rules.results import OPEN_FOR, ROUNDS


def due_introductions(now: datetime) -> QuerySet[Introduction]:
    """In contact, a round has come, and none as late has been asked."""
    asked = FollowUp.objects.filter(introduction=OuterRef("pk")).order_by("-days").values("days")[:1]
    come = [_come(days, now) for days in ROUNDS]
    found = Introduction.objects.with_firms().filter(state__in=IN_CONTACT, match__state="introduced")
    return found.annotate(asked=Coalesce(Subquery(asked), 0)).filter(reduce(or_, come)).order_by("released_at", "pk")


def _come(days: int, now: datetime) -> Q:
    since = now - timedelta(days=days)
    return Q(released_at__lte=since, released_at__gt=since - OPEN_FOR, asked__lt=days)
