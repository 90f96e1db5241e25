"""What matching does when firms or profiles change: it reads the activity log, the lower app knows nothing of it."""
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from companies.models import Firm
from core.models import Activity

from ..models import Introduction
from .introductions import release_if_ready
from .refreshing import ask_refresh
from .requests import request_run

FIRM = "companies.firm:"
REINSTATED = "companies.firm.reinstate"
EVERYBODY = frozenset(["companies.importjob.finish"])  # not with each profile: nothing of it is suggested before
RESCORE = EVERYBODY | frozenset(
    [
        "companies.partneringprofile.publish",
        "companies.partneringprofile.revise",
        "companies.partneringprofile.withdraw",
        "companies.partneringprofile.fulfil",
        "companies.partneringprofile.expire",
        "companies.partneringprofile.say_codes",
        "companies.partneringprofile.say_role",
        "companies.firm.verify",
        "companies.firm.suspend",
        "companies.firm.reinstate",
        "companies.firm.merge",
        "companies.firm.part",
        "companies.firm.cease",
        "companies.firm.bar",
        "companies.firm.edit",
    ]
)


def react(activities: list[Activity]) -> None:
    """Firms that changed are refreshed, each once however many acts; after an import everybody. What a suspension kept
    back goes on when it is lifted.
    """
    now = timezone.now()
    if any(activity.verb in EVERYBODY for activity in activities):
        request_run(now=now)
    if firms := _firms_of(activity for activity in activities if activity.verb in RESCORE - EVERYBODY):
        ask_refresh(firms, now=now)
    reinstated = [activity.subject.partition(":")[2] for activity in activities if activity.verb == REINSTATED]
    firms = Q(match__japan__in=reinstated) | Q(match__partner__in=reinstated)
    for introduction in Introduction.objects.filter(firms, state="consent_requested") if reinstated else ():
        release_if_ready(introduction, by=None, now=now)


def _firms_of(activities: Iterable[Activity]) -> list[UUID]:
    """Of firms that are still on record."""
    names = {name for one in activities for name in (one.subject, *one.about) if name.startswith(FIRM)}
    found = Firm.objects.filter(pk__in=[name.removeprefix(FIRM) for name in names])
    return list(found.order_by("pk").values_list("pk", flat=True))
