from django.apps import AppConfig

from core.activity import register_acts


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from .acts import ACTS
        from .own_data import register_own_data
        from .services.own_part import PART

        register_acts(ACTS)
        register_own_data("accounts", PART)
