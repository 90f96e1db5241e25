"""Celery: one service call."""

from celery import shared_task
from django.utils import timezone

from . import services


@shared_task(name="events.carry_out")
def carry_out() -> None:
    services.carry_out_due(now=timezone.now())


@shared_task(name="events.tell")
def tell() -> None:
    services.tell_waiting(now=timezone.now())


@shared_task(name="events.tell_second_contacts")
def tell_second_contacts() -> None:
    services.tell_second_contacts(now=timezone.now())


@shared_task(name="events.lapse_offers")
def lapse_offers() -> None:
    services.lapse_offers(now=timezone.now())


@shared_task(name="events.chase_decisions")
def chase_decisions() -> None:
    services.chase_decisions(now=timezone.now())


@shared_task(name="events.watch_organisers")
def watch_organisers() -> None:
    services.watch_organisers(now=timezone.now())


@shared_task(name="events.turn")
def turn() -> None:
    services.turn_events(now=timezone.now())


@shared_task(name="events.work_on_prints")
def work_on_prints() -> None:
    services.work_on_prints()
