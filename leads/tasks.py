"""Celery: one service call."""
from celery import shared_task
from django.utils import timezone

from . import services


@shared_task(name="leads.chase")
def chase() -> None:
    services.chase(now=timezone.now())
