from django.apps import AppConfig

from accounts.own_data import register_own_data
from core.activity import register_acts
from core.former import register_former_names
from events.consequences import register_consequences
from events.followers import register_follower
from notifications.topics import register_topics

# The app was a part of events once; the log keeps what was written then.
MODELS = ("meeting", "timetablerun", "followup", "timeproposal", "seating", "slot", "unavailable", "meetingsetup")
FORMER_NAMES = {f"events.{model}": f"meetings.{model}" for model in MODELS}


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self) -> None:
        from .acts import ACTS
        from .services.following import MeetingsFollow, open_meetings_of
        from .services.own_data import PART
        from .topics import KINDS, TOPICS

        register_acts(ACTS)
        register_topics(TOPICS, KINDS)
        register_former_names(FORMER_NAMES)
        register_follower("meetings", MeetingsFollow())
        register_consequences("meetings", open_meetings_of)
        register_own_data("meetings", PART)
