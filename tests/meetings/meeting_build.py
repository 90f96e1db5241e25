"""A forum with meetings: four slots, two tables, two people of each side,
an interpreter between Japanese and Russian.
"""

from datetime import timedelta

from django.urls import reverse

from events import services as event_services
from events.links import pass_path
from events.models import Event, Registration
from meetings import services
from meetings.models import Meeting, Slot, TimetableRun
from tests.events.conftest import seat

TOPIC = "Filling lines"


def with_meetings(event: Event, *, by, now, slots: int = 4, tables: int = 2, **more) -> Event:
    begin = event.starts_at
    blocks = [(begin, begin + timedelta(minutes=30 * slots))]
    given = {
        "tables": tables, "most_per_person": 3, "hold_hours": 72, "blocks": blocks, "minutes": 25, "pause": 5
    } | more
    services.set_up_meetings(event, **given, by=by, now=now)
    return event


def delegates(
    event: Event, *, by, firm, other_by, other_firm, count: int = 2, **more
) -> tuple[list[Registration], list[Registration]]:
    """(Japanese ones who speak Japanese, Kazakh ones who speak Russian); all chose to be listed."""
    japan = [seat(event, number, by=by, firm=firm, **more) for number in range(count)]
    guest = {"country": "KZ", "zone": "Asia/Almaty", "language": "ru", "organisation": "Алтай Тамақ"} | more
    kazakh = [seat(event, number + 5, by=other_by, firm=other_firm, **guest) for number in range(count)]
    return [wishing(one) for one in japan], [wishing(one) for one in kazakh]


def wishing(registration: Registration) -> Registration:
    """To be asked for meetings."""
    registration.is_listed = True
    registration.save(update_fields=["is_listed"])
    return registration


def interpreter(event: Event, *, by, now, email: str = "li@example.kz"):
    made = event_services.add_contributor(
        event, role="interpreter", name=email.partition("@")[0], organisation="",
        email=email, phone="", language="ru", zone="Asia/Almaty",
        by=by, now=now,
    )
    services.set_interpreter(made, pairs=["ja-ru"], slots=[], by=by, now=now)
    return made


def accepted(one: Registration, other: Registration, *, now) -> Meeting:
    made = services.request_meeting(one, asked=other, topic=TOPIC, by=one.user, now=now)
    services.accept_meeting(made, registration=other, by=None, now=now)
    return fresh(made)


def fresh(meeting: Meeting) -> Meeting:
    return Meeting.objects.with_people().get(pk=meeting.pk)


def placed(meeting: Meeting, number: int, *, by, now, fix: bool = True) -> Meeting:
    services.place_meeting(meeting, slot=Slot.objects.get(event=meeting.event, number=number), fix=fix, by=by, now=now)
    return fresh(meeting)


def finished(fair: Event, meetings: list[Meeting], slots: list, *, now) -> TimetableRun:
    """A computed timetable: the slot of each meeting by its number, all at table 1."""
    return TimetableRun.objects.create(
        event=fair, state="finished", seconds=1, rows=[one.pk for one in meetings],
        times=[str(slot.pk) for slot in Slot.objects.filter(event=fair)],
        plan={"slot": slots, "table": [0 for _slot in slots]}, requested_at=now,
    )


def as_delegate(name: str, registration: Registration, *args) -> str:
    """The address of a page behind the person's pass."""
    return reverse(f"meetings:{name}", args=[pass_path(registration).split("/")[3], *args])
