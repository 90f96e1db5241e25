from django.apps import AppConfig

from companies.successors import register_succession
from core.activity import register_acts
from core.files.owners import register_file_owners


class EventsConfig(AppConfig):
    name = "events"

    def ready(self) -> None:
        from .acts import ACTS
        from .consequences import register_consequences
        from .followers import register_follower
        from .models import EventDocument
        from .services.meetings_follow import MeetingsFollow, open_meetings_of
        from .services.succession import SUCCESSION

        register_acts(ACTS)
        register_succession("events", SUCCESSION)
        register_follower("meetings", MeetingsFollow())
        register_consequences("meetings", open_meetings_of)
        register_file_owners(EventDocument)
