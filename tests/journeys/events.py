"""An event with something of everything, and the addresses of its pages."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from events import services
from events.links import notice_path, pass_path
from events.models import Event, EventChange, Notice, Registration
from tests.events.conftest import event_fields, person


def event_to_look_at(sato: User, tanaka: User, firm) -> Event:
    """Somebody in each state, a session, an interpreter, a delegation with a letter,
    a substitute who waits for consent.
    """
    now = timezone.now()
    begin = now + timedelta(days=30)
    times = {
        "starts_at": begin, "ends_at": begin + timedelta(hours=9), "opens_at": now - timedelta(days=1),
        "closes_at": now + timedelta(days=9),
    }
    event = services.plan_event(chamber=None, by=sato, now=now, **event_fields(needs_approval=True, **times))
    services.set_seats(event, role="delegate", country="", capacity=3, by=sato, now=now)
    services.add_session(
        event, titles={"en": "Energy"}, room="A", starts_at=begin,
        ends_at=begin + timedelta(hours=1), capacity=5, by=sato, now=now,
    )
    services.add_contributor(
        event, role="interpreter", name="Ли Екатерина", organisation="", email="li@example.kz",
        phone="", language="ru", zone="Asia/Almaty", by=sato, now=now,
    )
    services.announce_event(event, anyway=True, by=sato, now=now)
    event = Event.objects.get(pk=event.pk)
    people = [person(number) | {"second_email": "second@example.jp"} for number in range(6)]
    rows = services.register_delegates(event, people=people, role="delegate", firm=firm, by=tanaka, now=now)
    for row in rows[:4]:
        services.approve_registration(row, by=sato, now=now)
    services.name_substitute(
        rows[0], person=person(8, rank="director"), reason="社長は渡航できません", by=tanaka, now=now
    )
    _journey(event, rows[1], sato, now)
    return event


def _journey(event: Event, row: Registration, sato: User, now) -> None:
    day = event.starts_at.date()
    journey = services.plan_delegation(
        titles={"en": "To Astana"}, event=event, chamber=None,
        from_country="JP", to_country="KZ", purposes={"en": "Forum"},
        starts_on=day - timedelta(days=1), ends_on=day + timedelta(days=1), by=sato, now=now,
    )
    services.add_member(
        journey, registration=row, name=row.name, email=row.email, language="ja", zone="Asia/Tokyo",
        organisation="Hokuriku", is_head=True, by=sato, now=now,
    )
    services.add_stop(
        journey, starts_at=event.starts_at, ends_at=event.ends_at, zone="Asia/Almaty",
        place="Astana", programmes={"en": "Forum"}, host="Atameken",
        host_person="Дана", host_email="host@example.kz", host_language="ru", by=sato, now=now,
    )
    services.issue_letters(journey, language="en", by=sato, now=now)


def cancelled_event(sato: User, tanaka: User, firm) -> EventChange:
    """Told and not yet reached."""
    now = timezone.now()
    event = event_to_look_at(sato, tanaka, firm)
    digest = services.preview_change(event, "cancel")[2]
    services.confirm_change(
        event, anyway=True, kind="cancel", digest=digest, reasons={"ja": "地震注意情報のため"},
        office="Dostyk 5", at_once=True, by=sato, now=now,
    )
    services.carry_out_due(now=now)
    services.tell_waiting(now=now)
    return EventChange.objects.get()


def desk_pages(event: Event) -> list[str]:
    row = event.registrations.filter(state="confirmed").first()
    journey, substitution = event.delegations.get(), row.substitutions.first()
    names = ["event", "desk", "edit", "invite", "session_new", "contributor_new", "door", "door_list", "register"]
    pages = [reverse("events:events"), reverse("events:new"), reverse("events:feeds"), reverse("events:delegations")]
    pages += [reverse(f"events:{name}", args=[event.pk]) for name in names]
    pages += [reverse("events:change_new", args=[event.pk, kind]) for kind in ("cancel", "postpone", "move")]
    pages += [
        reverse("events:desk", args=[event.pk]) + "?list=waiting",
        reverse("events:scan", args=[event.pk, row.badge_code]),
    ]
    pages += [reverse("events:session_edit", args=[event.pk, event.sessions.get().pk]), row.get_absolute_url()]
    pages += [
        event.registrations.filter(state="applied").first().get_absolute_url(),
        reverse("events:substitute", args=[row.pk]),
    ]
    pages += [
        reverse("events:delegation_new"), journey.get_absolute_url(),
        reverse("events:delegation_edit", args=[journey.pk]),
    ]
    pages += [reverse(f"events:{name}", args=[journey.pk]) for name in ("member_new", "stop_new")]
    return [*pages, reverse("events:substitution", args=[substitution.pk])] if substitution else pages


def change_pages(change: EventChange) -> list[str]:
    notice = Notice.objects.order_by("key").first()
    names = [("change", change.pk), ("phone_list", change.pk), ("notice_work", notice.pk)]
    return [reverse(f"events:{name}", args=[pk]) for name, pk in names] + [change.get_absolute_url() + "?show=all"]


def open_pages(event: Event) -> list[str]:
    """Without an account."""
    row = event.registrations.filter(state="confirmed").first()
    letter = event.delegations.get().letters.get()
    paper = letter.content["link"].partition("/events/")[2]
    return [
        reverse("events:events"), event.get_absolute_url(), pass_path(row),
        pass_path(row) + "substitute/", f"/events/{paper}"
    ]


def notice_pages(change: EventChange) -> list[str]:
    notice = change.notices.filter(registration__isnull=False).order_by("key").first()
    return [notice_path(notice), notice_path(notice, second=True), pass_path(notice.registration)]
