from celery import shared_task
from django.utils import timezone

from . import services


@shared_task(name="core.read_log")
def read_log() -> None:
    services.beat_heart("worker", now=timezone.now())
    services.read_log()
