from django.apps import AppConfig

from core.activity import register_acts
from core.files.owners import register_file_owners


class EventsConfig(AppConfig):
    name = "events"

    def ready(self) -> None:
        from .acts import ACTS
        from .models import EventDocument

        register_acts(ACTS)
        register_file_owners(EventDocument)
