from django.apps import AppConfig

from core.activity import register_acts, register_reader


class MatchingConfig(AppConfig):
    name = "matching"

    def ready(self) -> None:
        from .acts import ACTS
        from .services import react

        register_acts(ACTS)
        register_reader("matching", react)
