from celery import shared_task
from django.utils import timezone

from core.sweeps import beat_heart

from . import services


@shared_task(name="matching.work_on_runs")
def work_on_runs() -> None:
    services.work_on_runs()


@shared_task(name="matching.meet_shards")
def meet_shards() -> None:
    services.meet_shards()


@shared_task(name="matching.refresh_firms")
def refresh_firms() -> None:
    services.refresh_firms()


@shared_task(name="matching.answer_questions")
def answer_questions() -> None:
    services.answer_questions()


@shared_task(name="matching.run_nightly")
def run_nightly() -> None:
    services.request_run(now=timezone.now())
    beat_heart("matching.run_nightly", now=timezone.now())


@shared_task(name="matching.expire_due")
def expire_due() -> None:
    services.expire_due(now=timezone.now())


@shared_task(name="matching.tell_silent_firms")
def tell_silent_firms() -> None:
    services.tell_silent_firms(now=timezone.now())


@shared_task(name="matching.chase_calls")
def chase_calls() -> None:
    services.chase_calls(now=timezone.now())
