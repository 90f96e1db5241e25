from django.apps import AppConfig

from core.activity import register_acts


class CompaniesConfig(AppConfig):
    name = "companies"

    def ready(self) -> None:
        from .acts import ACTS
        from .services.succession import SUCCESSION
        from .successors import register_succession

        register_acts(ACTS)
        register_succession("companies", SUCCESSION)
