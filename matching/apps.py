from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts.own_data import register_own_data
from accounts.whereabouts import register_looks
from accounts.withdrawing import register_withdrawal
from companies.endings import register_ending
from companies.pages.onward import register_card
from companies.successors import register_succession
from core.activity import register_acts, register_reader
from notifications.topics import register_topics


class MatchingConfig(AppConfig):
    name = "matching"

    def ready(self) -> None:
        from .acts import ACTS
        from .pages.firm_card import firm_card
        from .services import react
        from .services.agreements import WITHDRAWAL
        from .services.firm_endings import ENDING
        from .services.own_data import PART
        from .services.succession import SUCCESSION
        from .topics import KINDS, TOPICS

        register_acts(ACTS)
        register_card("matching", firm_card)
        register_topics(TOPICS, KINDS)
        register_succession("matching", SUCCESSION)
        register_reader("matching", react)
        register_ending("matching", ENDING)
        register_withdrawal("matching", WITHDRAWAL)
        register_looks({"matching.introduction": _("In an introduction")})
        register_own_data("matching", PART)
