from django.apps import AppConfig

from accounts.own_data import register_own_data
from core.activity import register_acts


class OfficeConfig(AppConfig):
    name = "office"

    def ready(self) -> None:
        from .acts import ACTS
        from .services.own_data import PART

        register_acts(ACTS)
        register_own_data("office", PART)
