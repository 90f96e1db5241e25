"""What matching does when firms or profiles change: it reads the activity log, the lower app knows nothing of it."""
from django.db.models import Q
from django.utils import timezone

from core.models import Activity

from ..models import Introduction
from .introductions import release_if_ready
from .runs import request_run

REINSTATED = "companies.firm.reinstate"
RESCORE = frozenset(
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
        "companies.importjob.finish",  # not with each profile: nothing of it is suggested before
    ]
)


def react(activities: list[Activity]) -> None:
    """However many acts: at most one run is waiting. What a suspension kept back goes on when it is lifted."""
    now = timezone.now()
    if any(activity.verb in RESCORE for activity in activities):
        request_run(now=now)
    reinstated = [activity.subject.partition(":")[2] for activity in activities if activity.verb == REINSTATED]
    firms = Q(match__japan__in=reinstated) | Q(match__partner__in=reinstated)
    for introduction in Introduction.objects.filter(firms, state="consent_requested") if reinstated else ():
        release_if_ready(introduction, by=None, now=now)
