"""The way a mail goes: as its reader has set for the topic, unless it is one that never waits."""

from datetime import datetime
from typing import NamedTuple

from ..enums import DeliveryState, Priority, Way
from ..models import Habits, Preference
from ..topics import KINDS, TOPICS, is_urgent, topics_for


class Route(NamedTuple):
    state: DeliveryState
    due_at: datetime


def route_of(kind: str, recipient, *, priority: Priority, due: datetime) -> Route | None:
    """None: no mail. Who has no account has set nothing."""
    at_once = Route(DeliveryState.PENDING, due)
    if recipient is None:
        return at_once
    if not recipient.is_active:
        return None
    if is_urgent(kind) or priority == Priority.SECURITY:
        return at_once
    way = way_of(recipient, kind)
    if way == Way.AT_ONCE:
        return Route(DeliveryState.PENDING, Habits.of(recipient).awake_at(due))
    return Route(DeliveryState.DIGEST, due) if way == Way.DIGEST else None


def way_of(user, kind: str) -> Way:
    if kind not in KINDS:  # what belongs to no topic: a digest itself
        return Way.AT_ONCE
    topic = KINDS[kind].topic
    known = Preference.objects.filter(user=user, topic=topic).values_list("way", flat=True).first()
    return Way(known) if known else usual_way(user, topic)


def usual_way(user, topic: str) -> Way:
    return TOPICS[topic].usual.get(user.role, Way.AT_ONCE)


def ways_of(user) -> dict[str, Way]:
    """Of every topic that concerns this person."""
    known = dict(Preference.objects.filter(user=user).values_list("topic", "way"))
    return {topic: Way(known.get(topic) or usual_way(user, topic)) for topic in topics_for(user.role)}
