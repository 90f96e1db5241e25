from celery import shared_task
from django.utils import timezone

from core.sweeps import beat_heart

from . import services
from .models import Delivery


@shared_task(name="notifications.deliver")
def deliver() -> None:
    services.deliver_due()
    now = timezone.now()
    if not Delivery.objects.stuck(now).exists():  # otherwise the job is late, and whoever looks after jobs is told
        beat_heart("notifications.deliver", now=now)


@shared_task(name="notifications.send_digests")
def send_digests() -> None:
    services.send_digests(now=timezone.now())


@shared_task(name="notifications.end_texts")
def end_texts() -> None:
    services.end_texts(now=timezone.now())
    beat_heart("notifications.end_texts", now=timezone.now())
