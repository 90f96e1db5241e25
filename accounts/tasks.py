from celery import shared_task
from django.utils import timezone

from core.sweeps import beat_heart

from . import services


@shared_task(name="accounts.delete_drafts")
def delete_drafts() -> None:
    services.delete_drafts(now=timezone.now())
    beat_heart("accounts.delete_drafts", now=timezone.now())


@shared_task(name="accounts.delete_looks")
def delete_looks() -> None:
    services.delete_looks(now=timezone.now())
    beat_heart("accounts.delete_looks", now=timezone.now())
