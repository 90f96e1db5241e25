from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from celery.signals import task_prerun

        from . import checks, tracing  # noqa: F401
        from .activity import register_acts
        from .acts import ACTS
        from .closing import refresh_for_task

        register_acts(ACTS)
        task_prerun.connect(refresh_for_task)
