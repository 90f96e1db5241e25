from celery import shared_task
from django.utils import timezone

from . import services


@shared_task(name="companies.work_on_imports")
def work_on_imports() -> None:
    services.work_on_imports(now=timezone.now())


@shared_task(name="companies.expire_profiles")
def expire_profiles() -> None:
    services.expire_profiles(now=timezone.now())


@shared_task(name="companies.remind_invited")
def remind_invited() -> None:
    services.remind_invited(now=timezone.now())


@shared_task(name="companies.chase_claims")
def chase_claims() -> None:
    services.chase_claims(now=timezone.now())


@shared_task(name="companies.watch_roles")
def watch_roles() -> None:
    services.watch_roles(now=timezone.now())


@shared_task(name="companies.follow_up_merges")
def follow_up_merges() -> None:
    services.follow_up_merges(now=timezone.now())


@shared_task(name="companies.watch_registers")
def watch_registers() -> None:
    services.watch_registers(now=timezone.now())
