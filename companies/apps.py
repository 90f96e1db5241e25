from django.apps import AppConfig

from core.activity import register_acts


class CompaniesConfig(AppConfig):
    name = "companies"

    def ready(self) -> None:
        from .acts import ACTS

        register_acts(ACTS)
