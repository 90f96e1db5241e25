from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from core.sweeps import beat_heart

from . import services
from .enums import Lane
from .models import Delivery

PASS = timedelta(seconds=20)  # then the worker looks for other tasks of its queue, a pulse among them


@shared_task(name="notifications.deliver_codes")
def deliver_codes() -> None:
    services.deliver_due(lane=Lane.CODES, within=PASS)
    beat_heart("notifications.deliver_codes", now=timezone.now())


@shared_task(name="notifications.deliver")
def deliver() -> None:
    services.deliver_due(lane=Lane.MAIL, within=PASS)
    now = timezone.now()
    if not Delivery.objects.stuck(now).exists():  # otherwise the job is late, and whoever looks after jobs is told
        beat_heart("notifications.deliver", now=now)


@shared_task(name="notifications.send_digests")
def send_digests() -> None:
    services.send_digests(now=timezone.now())


@shared_task(name="notifications.settle")
def settle() -> None:
    services.settle_all(now=timezone.now())


@shared_task(name="notifications.end_texts")
def end_texts() -> None:
    services.end_texts(now=timezone.now())
    beat_heart("notifications.end_texts", now=timezone.now())
