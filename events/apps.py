from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts.own_data import register_own_data
from accounts.whereabouts import register_looks
from companies.endings import register_ending
from companies.successors import register_succession
from core.activity import register_acts
from core.files.owners import register_file_owners
from notifications.topics import register_topics


class EventsConfig(AppConfig):
    name = "events"

    def ready(self) -> None:

        from .acts import ACTS
        from .models import EventDocument
        from .services.firm_endings import ENDING
        from .services.own_data import PART
        from .services.succession import SUCCESSION
        from .topics import KINDS, TOPICS

        register_acts(ACTS)
        register_topics(TOPICS, KINDS)
        register_succession("events", SUCCESSION)
        register_file_owners(EventDocument)
        register_ending("events", ENDING)
        register_looks({
            "events.event": _("At an event"), "events.eventchange": _("Because an event changed"),
            "events.delegation": _("On a journey"),
        })
        register_own_data("events", PART)
