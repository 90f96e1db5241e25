from django.apps import AppConfig

from companies.successors import register_succession
from core.activity import register_acts, register_reader
from notifications.topics import register_topics


class MatchingConfig(AppConfig):
    name = "matching"

    def ready(self) -> None:
        from .acts import ACTS
        from .services import react
        from .services.succession import SUCCESSION
        from .topics import KINDS, TOPICS

        register_acts(ACTS)
        register_topics(TOPICS, KINDS)
        register_succession("matching", SUCCESSION)
        register_reader("matching", react)
