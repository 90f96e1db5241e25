"""How a person wants their mails."""

from datetime import datetime

from django.db import transaction

from core.activity import record

from ..enums import Rhythm, Way
from ..links import DIGESTS
from ..models import Habits, Preference
from .ways import ways_of


@transaction.atomic
def change_mail_settings(
    *,
    user,
    ways: dict[str, Way],
    digest_every: Rhythm,
    digest_weekday: int,
    digest_hour: int,
    quiet_from: int | None,
    quiet_until: int | None,
    now: datetime,
) -> Habits:
    """`ways`: {topic: way}; a topic that is not named keeps its own."""
    wanted = {
        "digest_every": digest_every, "digest_weekday": digest_weekday, "digest_hour": digest_hour,
        "quiet_from": quiet_from, "quiet_until": quiet_until,
    }
    habits, _created = Habits.objects.update_or_create(user=user, defaults=wanted)
    _set(user, ways)
    record(habits, "change", by=user, now=now, data={"ways": {topic: str(way) for topic, way in ways.items()}})
    return habits


@transaction.atomic
def stop_mails(*, user, what: str, now: datetime) -> None:
    """By the link in a mail: one topic, or all that come in a digest, stand in the inbox only from now on."""
    known = ways_of(user)
    topics = [topic for topic, way in known.items() if topic == what or (what == DIGESTS and way == Way.DIGEST)]
    _set(user, dict.fromkeys(topics, Way.INBOX))
    habits, _created = Habits.objects.get_or_create(user=user)
    record(habits, "stop", by=None, now=now, data={"topics": topics})


def _set(user, ways: dict[str, Way]) -> None:
    rows = [Preference(user=user, topic=topic, way=way) for topic, way in ways.items()]
    Preference.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["user", "topic"], update_fields=["way"]
    )
