from django.apps import AppConfig

from accounts.own_data import register_own_data
from companies.successors import register_succession
from core.activity import register_acts
from core.files.owners import register_file_owners
from notifications.topics import register_topics


class TalksConfig(AppConfig):
    name = "talks"

    def ready(self) -> None:
        from .acts import ACTS
        from .models import SharedFile
        from .services.own_data import PART
        from .successors import TALKS
        from .topics import KINDS, TOPICS

        register_acts(ACTS)
        register_file_owners(SharedFile)
        register_topics(TOPICS, KINDS)
        register_own_data("talks", PART)
        register_succession("talks", TALKS)
