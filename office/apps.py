from django.apps import AppConfig

from accounts.own_data import register_own_data
from companies.successors import register_succession
from core.activity import register_acts
from notifications.asking import register_asking
from notifications.topics import register_topics


class OfficeConfig(AppConfig):
    name = "office"

    def ready(self) -> None:
        from .acts import ACTS
        from .computed.asked import ASKED
        from .services.own_data import PART
        from .services.succession import SUCCESSION
        from .topics import KINDS

        register_acts(ACTS)
        register_topics({}, KINDS)
        register_succession("office", SUCCESSION)
        register_asking(ASKED)
        register_own_data("office", PART)
