from django.apps import AppConfig

from core.activity import register_acts


class NotificationsConfig(AppConfig):
    name = "notifications"

    def ready(self) -> None:
        from .acts import ACTS

        register_acts(ACTS)
