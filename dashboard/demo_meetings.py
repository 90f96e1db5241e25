"""Meetings of the demonstration's round table:
slots, tables, interpreters, requests of both sides, a first timetable by hand.
"""

from datetime import datetime, timedelta

from accounts.models import User
from events import services as events
from events.models import Event
from meetings import services as meeting_services
from meetings.models import Meeting, Slot

TOPICS = [
    ("充填ラインの見積り", "ja"), ("包装フィルムの供給", "ja"), ("Сервис и запасные части", "ru"),
    ("Пробная поставка", "ru"),
]
INTERPRETERS = [("Ли Екатерина", "li.demo@delegate.example"), ("Ким Олег", "kim.demo@delegate.example")]


def load(event: Event, sato: User, *, now: datetime) -> None:
    """Everybody from Japan meets everybody from Central Asia who is there;
    some of it is placed, some waits for an answer.
    """
    begin = event.starts_at + timedelta(hours=3)
    meeting_services.set_up_meetings(
        event,
        tables=3,
        most_per_person=12,
        hold_hours=240,
        blocks=[(begin, begin + timedelta(hours=4))],
        minutes=25,
        pause=5,
        by=sato,
        now=now,
    )
    for name, email in INTERPRETERS:
        person = events.add_contributor(
            event,
            role="interpreter",
            name=name,
            organisation="",
            email=email,
            phone="",
            language="ru",
            zone="Asia/Almaty",
            by=sato,
            now=now,
        )
        meeting_services.set_interpreter(person, pairs=["ja-ru"], slots=[], by=sato, now=now)
    seated = list(
        event.registrations.filter(state="confirmed").select_related("event", "user").order_by("country", "name")
    )
    for person in seated:
        meeting_services.set_listed(person, listed=True, by=person.user, now=now)
    japan, others = [one for one in seated if one.country == "JP"], [one for one in seated if one.country != "JP"]
    for number, (one, other) in enumerate((one, other) for one in japan for other in others):
        topic, language = TOPICS[number % len(TOPICS)]
        asker, asked = (one, other) if language == "ja" else (other, one)
        meeting = meeting_services.request_meeting(asker, asked=asked, topic=topic, by=asker.user or sato, now=now)
        if number % 4 != 3:
            meeting_services.accept_meeting(meeting, registration=asked, by=asked.user or sato, now=now)
    _place_some(event, sato, now)


def _place_some(event: Event, sato: User, now: datetime) -> None:
    slots = list(Slot.objects.filter(event=event))
    for number, meeting in enumerate(
        Meeting.objects.filter(event=event, state="accepted").with_people().order_by("pk")[:2]
    ):
        meeting_services.place_meeting(meeting, slot=slots[number], by=sato, now=now)
