"""How events, seats and people look on a page: tones, words, facts, what may be done."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.geography import side_of
from core.i18n import city_of, language_name, say_at_place, say_clock, say_day
from core.lifecycle import allowed_actions
from core.looks import SECOND, SELF, look
from core.names import shown
from core.sorting import place
from core.telephones import link_of, say_telephone

from ..enums import ContributorRole, RegistrationState
from ..models import Contributor, Delegation, Event, Registration, SeatPool

PRINT_TONE = {"queued": "waiting", "running": "info", "ready": "done", "failed": "overdue"}
EVENT_TONE = {
    "draft": "draft",
    "announced": "info",
    "registration_open": "info",
    "registration_closed": "planned",
    "in_progress": "due",
    "held": "done",
    "reported": "done",
    "postponed": "due",
    "cancelled": "overdue",
}
SEAT_TONE = {
    "invited": "waiting",
    "applied": "waiting",
    "confirmed": "done",
    "refused": "planned",
    "waitlisted": "waiting",
    "offered": "due",
    "declined": "planned",
    "lapsed": "planned",
    "late_requested": "waiting",
    "late_admitted": "done",
    "late_refused": "planned",
    "substituted": "info",
    "withdrawn": "planned",
    "cancelled": "overdue",
    "checked_in": "done",
    "attended": "done",
    "no_show": "planned",
}
DELEGATION_TONE = {
    "planned": "planned", "confirmed": "info", "under_way": "due", "completed": "done", "cancelled": "overdue"
}
CHANGE_TONE = {"confirmed": "due", "revoked": "planned", "carried_out": "overdue", "closed": "done"}
REACH_TONE = {
    "pending": "waiting",
    "delivered": "info",
    "acknowledged": "done",
    "not_reached": "overdue",
    "second_contact": "due",
    "phoned": "done",
    "accounted": "done",
}
SUBSTITUTION_TONE = {
    "asked": "waiting", "in_place": "done", "refused": "planned", "withdrawn": "planned", "ended": "planned"
}
NO_DATE_YET = gettext_lazy("Postponed; the new date is not known yet")


def _reader_zone() -> str:
    return str(timezone.get_current_timezone())


def when(at: datetime, zone: str) -> str:
    """On the reader's clock and on the clock of the place."""
    return say_at_place(at, _reader_zone(), zone)


def begins(event: Event) -> str:
    """A postponed event has no date until it gets a new one."""
    return str(NO_DATE_YET) if event.waits_for_date else when(event.starts_at, event.zone)


def _dates(event: Event) -> list[dict[str, Any]]:
    if event.waits_for_date:
        return [{"label": _("Begins"), "value": begins(event)}]
    registration = f"{when(event.opens_at, event.zone)} – {when(event.closes_at, event.zone)}"
    return [
        {"label": _("Begins"), "value": begins(event)},
        {"label": _("Ends"), "value": when(event.ends_at, event.zone)},
        {"label": _("Registration"), "value": registration},
    ]


def event_facts(event: Event) -> list[dict[str, Any]]:
    place = ", ".join(filter(None, [event.venue, event.address, event.get_country_display()]))
    facts = [
        *_dates(event),
        {"label": _("Where"), "value": place},
        {"label": _("Online"), "value": event.online_link, "url": event.online_link},
        {"label": _("Spoken languages"), "value": " · ".join(map(language_name, event.spoken))},
        {"label": _("Organiser"), "value": event.organiser},
        {
            "label": _("Telephone for people on their way"), "value": say_telephone(event.phone),
            "url": link_of(event.phone),
        },
    ]
    return [fact for fact in facts if fact["value"]]


def contributors_of(event: Event, *roles: str) -> list[Contributor]:
    """Of these tasks, or of all: by task, then by name."""
    rows = event.contributors.filter(released_at=None)
    rows = rows.filter(role__in=roles) if roles else rows
    return sorted(rows, key=lambda one: (one.role, place(one.name, one.name_latin)))


def event_row(event: Event, *, numbered: bool = False) -> dict[str, Any]:
    """For components/row_list.html; `numbered`: for those who plan events."""
    title, place = event.titles.here, event.venue or str(_("Online"))
    number = event.case_number if numbered else ""
    meta = " · ".join(filter(None, [number, str(event.get_kind_display()), begins(event), place, title.label]))
    return {
        "url": event.get_absolute_url(),
        "title": title,
        "lang": title.language,
        "side": side_of(event.country),
        "meta": meta,
        "tone": EVENT_TONE[event.state],
        "word": event.get_state_display(),
    }


def seat_words(registration: Registration) -> str:
    """The state, with the place in the queue or the end of the offer where that matters."""
    if registration.state == "offered":
        return _("Offered until %(when)s") % {"when": when(registration.offered_until, registration.event.zone)}
    return str(registration.get_state_display())


def answer_until(registration: Registration, now: datetime) -> str:
    """As its page says it; nothing once the day has passed."""
    by = registration.answer_by
    return when(by, registration.event.zone) if by and by > now else ""


def seat_row(registration: Registration, *, url: str = "", with_event: bool = False) -> dict[str, Any]:
    """`with_event`: where rows of several events stand together."""
    event, country = str(registration.event) if with_event else "", str(registration.get_country_display())
    meta = " · ".join(filter(None, [event, registration.comes_from, registration.position, country]))
    return {
        "url": url or registration.get_absolute_url(),
        "title": str(registration),
        "side": registration.side,
        "meta": meta,
        "tone": SEAT_TONE[registration.state],
        "word": seat_words(registration),
    }


def door_row(registration: Registration) -> dict[str, Any]:
    here = registration.state == "checked_in"
    return {"row": registration, "tone": SEAT_TONE[registration.state], "word": seat_words(registration), "here": here}


def seat_facts(registration: Registration) -> list[dict[str, Any]]:
    look(registration, SELF, SECOND, about=f"events.event:{registration.event_id}")
    facts = [
        {"label": _("Firm or organisation"), "value": registration.comes_from},
        {"label": _("Second firm"), "value": str(registration.second_firm or "")},
        {"label": _("Position"), "value": registration.position},
        {"label": _("Rank"), "value": registration.get_rank_display()},
        {"label": _("Country"), "value": registration.get_country_display()},
        {"label": _("Attends as"), "value": registration.pool.get_role_display()},
        {"label": _("E-mail address"), "value": registration.email},
        {"label": _("Telephone"), "value": say_telephone(registration.phone), "url": link_of(registration.phone)},
        {"label": _("Language of correspondence"), "value": language_name(registration.language)},
        {"label": _("Second contact"), "value": " · ".join(filter(None, second_contact_of(registration)))},
        {"label": _("Badge code"), "value": registration.badge_code if registration.holds_seat else ""},
        {"label": _("Why after the closing date?"), "value": registration.asked_because},
    ]
    if registration.waived_deadline:
        facts.append({
            "label": _("Deadline that was waived"), "value": when(registration.waived_deadline, registration.event.zone)
        })
    if registration.checked_in_at:
        facts.append({"label": _("Checked in"), "value": when(registration.checked_in_at, registration.event.zone)})
    return [fact for fact in facts if fact["value"]]


def second_contact_of(person) -> tuple[str, str, str]:
    name = str(shown(person.second_name, person.second_name_latin))
    return name, person.second_email, say_telephone(person.second_phone)


def pool_figures(pools: list[SeatPool], waiting: dict) -> list[dict[str, Any]]:
    """Seats as bars: taken of capacity, how many are free, how many wait."""
    rows = []
    for pool in pools:
        notes = [ngettext("%(count)s free", "%(count)s free", pool.free) % {"count": pool.free}]
        if waiting.get(pool.pk):
            notes.append(ngettext("%(count)s waits", "%(count)s wait", waiting[pool.pk]) % {"count": waiting[pool.pk]})
        rows.append({
            "pool": pool, "label": str(pool), "number": f"{pool.taken} / {pool.capacity}", "note": " · ".join(notes)
        })
    return rows


def own_actions(registration: Registration, *, open_again: bool) -> list[dict[str, str]]:
    """What whoever holds the pass, or acts for the person, can do now. `open_again`:
    a withdrawn one may register again.
    """
    can = set(allowed_actions(registration))
    found = []
    if "accept" in can:
        found.append({"act": "accept_offer", "label": _("Accept the seat"), "kind": "filled", "icon": "check"})
    if "accept_invitation" in can:
        found.append({
            "act": "accept_invitation", "label": _("Accept the invitation"), "kind": "filled", "icon": "check"
        })
    if "decline" in can:
        found.append({"act": "decline_offer", "label": _("Decline"), "kind": "outline", "icon": "x"})
    if "come_back" in can:
        label = _("I will attend after all")
        found.append({"act": "return_original", "label": label, "kind": "outline", "icon": "undo-2"})
    if "restore" in can and open_again:
        found.append({"act": "restore", "label": _("Register again"), "kind": "outline", "icon": "history"})
    if "withdraw" in can and "accept_invitation" not in can:  # who was invited declines
        found.append({"act": "withdraw", "label": _("Withdraw"), "kind": "text", "icon": "undo-2"})
    return found


def delegation_row(delegation: Delegation) -> dict[str, Any]:
    days = f"{say_day(delegation.starts_on, width='short')} – {say_day(delegation.ends_on)}"
    way = f"{delegation.get_from_country_display()} → {delegation.get_to_country_display()}"
    return {
        "url": delegation.get_absolute_url(),
        "title": str(delegation),
        "lang": delegation.titles.here.language,
        "side": delegation.side,
        "meta": f"{way} · {days}",
        "tone": DELEGATION_TONE[delegation.state],
        "word": delegation.get_state_display(),
    }


def role_words(role: str) -> str:
    """What somebody is at the event: 'registration:waitlisted' → On the waiting list."""
    kind, _colon, word = role.partition(":")
    if kind == "registration":
        return str(RegistrationState(word).label)
    if kind == "contributor":
        return str(ContributorRole(word).label)
    return str({"member": _("Travels with a delegation"), "host": _("Host of a delegation")}[word])


def zone_words(zone: str, now: datetime) -> str:
    """What time it is there."""
    return f"{say_clock(now, zone)} {city_of(zone)}"
