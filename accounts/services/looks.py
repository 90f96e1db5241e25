"""Looks at a person's e-mail addresses and telephone: read by that person and by staff, kept for some years."""

from datetime import datetime

from django.conf import settings
from django.db.models import Q

from core.looks import marks_of
from core.models import Look

from ..own_data import Person


def looks_at(person: Person):
    """Under any address they have proved to be theirs; what they saw of themselves is none."""
    theirs = Q(person=person.user) | Q(mark__in=marks_of(person.emails))
    return Look.objects.filter(theirs).exclude(actor=person.user)


def forget_looks(person: Person) -> None:
    """What was seen is nobody's any more. What they looked at themselves stays, as by a former member."""
    looks_at(person).delete()
    Look.objects.filter(person=person.user).update(person=None)


def delete_looks(*, now: datetime) -> int:
    """Those whose time is over; daily."""
    return Look.objects.filter(last_at__lte=now - settings.LOOKS_KEPT).delete()[0]
