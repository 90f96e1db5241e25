from django.conf import settings

from notifications.services import Chapter
from notifications.topics import TOPICS

from .world import World


def contexts(world: World) -> dict[str, dict]:
    line = {"subject": world.reason, "link": settings.PORTAL_URL + "/inbox/"}
    return {"digest": {"count": 3, "more": 2, "chapters": [Chapter(TOPICS["matches"].label, [line])]}}
