from django.apps import AppConfig

from core.activity import register_acts


class EventsConfig(AppConfig):
    name = "events"

    def ready(self) -> None:
        from .acts import ACTS

        register_acts(ACTS)
