from django.apps import AppConfig

from core.activity import register_acts


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from .acts import ACTS
        from .middleware import ShortSessionMiddleware
        from .own_data import register_own_data
        from .services.own_part import PART

        register_acts(ACTS)
        user_logged_in.connect(ShortSessionMiddleware.note_sign_in)
        register_own_data("accounts", PART)
