from celery import shared_task
from django.utils import timezone

from . import services
from .models import ImportJob


@shared_task(name="companies.work_on_imports")
def work_on_imports() -> None:
    for pk in ImportJob.objects.filter(state__in=["uploaded", "confirmed"]).order_by("uploaded_at").values_list("pk", flat=True):
        services.work_on_import(pk, now=timezone.now())


@shared_task(name="companies.expire_profiles")
def expire_profiles() -> None:
    services.expire_profiles(now=timezone.now())
