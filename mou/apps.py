from django.apps import AppConfig

from core.activity import register_acts, register_reader


class MouConfig(AppConfig):
    name = "mou"

    def ready(self) -> None:
        from .acts import ACTS
        from .services import collect_evidence

        register_acts(ACTS)
        register_reader("mou", collect_evidence)
