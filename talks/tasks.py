from celery import shared_task
from django.utils import timezone

from . import services


@shared_task(name="talks.watch_decisions")
def watch_decisions() -> None:
    services.watch_decisions(now=timezone.now())


@shared_task(name="talks.ask_results")
def ask_results() -> None:
    services.ask_results(now=timezone.now())


@shared_task(name="talks.translate_messages")
def translate_messages() -> None:
    services.translate_messages(now=timezone.now())
