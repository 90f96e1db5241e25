"""Celery: one service call."""

from celery import shared_task
from django.utils import timezone

from . import services


@shared_task(name="mou.remind")
def remind() -> None:
    services.remind(now=timezone.now())


@shared_task(name="mou.work_on_reports")
def work_on_reports() -> None:
    services.work_on_reports()


@shared_task(name="mou.send_digests")
def send_digests() -> None:
    services.send_digests(now=timezone.now())


@shared_task(name="mou.turn_over")
def turn_over() -> None:
    services.turn_over(now=timezone.now())


@shared_task(name="mou.expire_memoranda")
def expire_memoranda() -> None:
    services.expire_memoranda(now=timezone.now())
