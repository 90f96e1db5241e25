from django.apps import AppConfig

from core.activity import register_acts, register_reader
from events.consequences import register_consequences


class MouConfig(AppConfig):
    name = "mou"

    def ready(self) -> None:
        from .acts import ACTS
        from .resting import evidence_resting_on
        from .services import collect_evidence

        register_acts(ACTS)
        register_reader("mou", collect_evidence)
        register_consequences("mou", evidence_resting_on)
