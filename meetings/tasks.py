"""Celery: one service call."""

from celery import shared_task
from django.utils import timezone

from . import services


@shared_task(name="meetings.work_on_runs")
def work_on_runs() -> None:
    services.work_on_runs()


@shared_task(name="meetings.expire_requests")
def expire_requests() -> None:
    services.expire_requests(now=timezone.now())


@shared_task(name="meetings.remind_of_next_steps")
def remind_of_next_steps() -> None:
    now = timezone.now()
    services.remind_of_next_steps(today=now.date(), now=now)


# What waits in a queue under the names of the days when meetings were a part of events.
for task in (work_on_runs, expire_requests, remind_of_next_steps):
    shared_task(name=task.name.replace("meetings.", "events."))(task.run)
