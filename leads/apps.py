from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts.own_data import register_own_data
from accounts.whereabouts import register_looks
from companies.successors import register_succession
from core.activity import register_acts, register_reader
from notifications.topics import register_topics


class LeadsConfig(AppConfig):
    name = "leads"

    def ready(self) -> None:
        from .acts import ACTS
        from .services import follow_firms
        from .services.own_data import PART
        from .services.succession import SUCCESSION
        from .topics import KINDS, TOPICS

        register_acts(ACTS)
        register_topics(TOPICS, KINDS)
        register_reader("leads", follow_firms)
        register_succession("leads", SUCCESSION)
        register_looks({"leads.lead": _("With an inquiry")})
        register_own_data("leads", PART)
