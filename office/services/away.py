"""Who stands in while somebody is away."""
from datetime import date, datetime

from django.db import transaction

from core.activity import record
from core.days import local_day
from core.errors import permit

from ..errors import DaysWrong, NotOfTheHouse
from ..models import StandIn
from ..permissions import can_name_stand_in, people_of_house


@transaction.atomic
def name_stand_in(person, *, to, from_on: date, until_on: date, by, now: datetime) -> StandIn:
    """For oneself, in the place of whoever was named before. Raises NotOfTheHouse, DaysWrong."""
    permit(by, can_name_stand_in, person)
    if to.pk == person.pk or not people_of_house(by).filter(pk=to.pk).exists():
        raise NotOfTheHouse
    if until_on < max(from_on, local_day(now, by.time_zone)):
        raise DaysWrong
    given = {"deputy": to, "from_on": from_on, "until_on": until_on}
    found, _new = StandIn.objects.update_or_create(person=person, defaults=given)
    days = {"on": from_on.isoformat(), "until": until_on.isoformat()}
    record(found, "name", by=by, now=now, data={"to": str(to.pk)} | days)
    return found


@transaction.atomic
def end_stand_in(person, *, by, now: datetime) -> None:
    permit(by, can_name_stand_in, person)
    for found in StandIn.objects.filter(person=person):
        record(found, "end", by=by, now=now)
        found.delete()
