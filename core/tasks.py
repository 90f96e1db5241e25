from celery import shared_task
from django.utils import timezone

from . import chain, services
from .files import services as files
from .sweeps import beat_heart


@shared_task(name="core.pulse")
def pulse(queue: str) -> None:
    beat_heart(f"queue:{queue}", now=timezone.now())


@shared_task(name="core.read_log")
def read_log() -> None:
    services.read_log()


@shared_task(name="core.chain_log")
def chain_log() -> None:
    chain.chain_log(now=timezone.now())


@shared_task(name="core.inspect_files")
def inspect_files() -> None:
    files.inspect_files(now=timezone.now())
