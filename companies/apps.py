from django.apps import AppConfig

from core.activity import register_acts
from notifications.topics import register_topics


class CompaniesConfig(AppConfig):
    name = "companies"

    def ready(self) -> None:
        from .acts import ACTS
        from .services.succession import SUCCESSION
        from .successors import register_succession
        from .topics import KINDS, TOPICS

        register_acts(ACTS)
        register_topics(TOPICS, KINDS)
        register_succession("companies", SUCCESSION)
