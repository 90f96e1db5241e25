from celery import shared_task
from django.utils import timezone

from . import services


@shared_task(name="notifications.deliver")
def deliver() -> None:
    services.deliver_due()


@shared_task(name="notifications.end_texts")
def end_texts() -> None:
    services.end_texts(now=timezone.now())
