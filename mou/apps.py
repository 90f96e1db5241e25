from django.apps import AppConfig

from accounts.own_data import register_own_data
from companies.endings import register_ending
from companies.successors import register_succession
from core.activity import register_acts, register_reader
from core.files.owners import register_file_owners
from events.consequences import register_consequences
from notifications.topics import register_topics


class MouConfig(AppConfig):
    name = "mou"

    def ready(self) -> None:
        from .acts import ACTS
        from .computed.files import OWNERS
        from .computed.resting import evidence_resting_on
        from .services import collect_evidence
        from .services.firm_endings import ENDING
        from .services.own_data import PART
        from .services.succession import SUCCESSION
        from .topics import KINDS, TOPICS

        register_acts(ACTS)
        register_topics(TOPICS, KINDS)
        register_succession("mou", SUCCESSION)
        register_reader("mou", collect_evidence)
        register_file_owners(*OWNERS)
        register_consequences("mou", evidence_resting_on)
        register_ending("mou", ENDING)
        register_own_data("mou", PART)
