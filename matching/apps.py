from django.apps import AppConfig

from accounts.own_data import register_own_data
from companies.successors import register_succession
from core.activity import register_acts, register_reader
from notifications.topics import register_topics


class MatchingConfig(AppConfig):
    name = "matching"

    def ready(self) -> None:
        from .acts import ACTS
        from .services import react
        from .services.own_data import PART
        from .services.succession import SUCCESSION
        from .topics import KINDS, TOPICS

        register_acts(ACTS)
        register_topics(TOPICS, KINDS)
        register_succession("matching", SUCCESSION)
        register_reader("matching", react)
        register_own_data("matching", PART)
