"""Reminders of what is due, late or waiting; each said once to a person, several at once in one mail."""

from datetime import datetime

from django.urls import reverse

from core.activity import ref
from core.days import last_minute, local_day
from notifications.models import Message
from notifications.services import say

from ..models import Party
from .recipients import other_side, party_on, signer_of


def not_reminded_of(person, reminders: list) -> list:
    """Those that this person has not been told yet; the outbox knows."""
    keys = {_key(person, one): one for one in reminders}
    said = set(Message.objects.filter(dedupe_key__in=keys).values_list("dedupe_key", flat=True))
    return [one for key, one in keys.items() if key not in said]


def _key(person, reminder) -> str:
    """As `say` makes it."""
    return f"{_kind(reminder)}:{ref(reminder.memorandum)}:{reminder.key}:{person.pk}"


def _kind(reminder) -> str:
    return f"mou/remind_{reminder.kind}"


def remind_of(person, reminder, *, now: datetime, mail: bool = True) -> int:
    """Returns 1 when it had not been said before. Without a mail it stands in the inbox only."""
    said = say(
        person, _kind(reminder), about=reminder.memorandum, path=_path(reminder), key=reminder.key, now=now, mail=mail,
        context=_facts(reminder), sender=signer_of(_partner(reminder)),
    )
    return int(said is not None)


def remind_in_one(person, reminders: list, *, now: datetime) -> int:
    """Many at once: each in the inbox, one mail that lists them, the most urgent first."""
    told = sum(remind_of(person, one, now=now, mail=False) for one in reminders)
    rows = [_facts(one) for one in reminders]
    today = local_day(now, person.time_zone)
    rows.sort(key=lambda row: (row["kind"] != "overdue", row["one"].period.due_on if row.get("one") else today))
    memorandum = reminders[0].memorandum
    say(
        person, "mou/remind_digest", about=memorandum, path=reverse("mou:memoranda"), key=now.isoformat(), now=now,
        context={"rows": rows, "count": len(rows)},
    )
    return told


def _path(reminder) -> str:
    if reminder.account:
        return reminder.account.obligation.get_absolute_url()
    if reminder.kind == "renew":
        return reverse("mou:text", args=[reminder.memorandum.pk])
    if reminder.kind == "answer":
        return reminder.memorandum.get_absolute_url()
    return reverse("mou:waiting", args=[reminder.memorandum.pk]) + "?show=countersign"


def _partner(reminder) -> Party:
    return party_on(reminder.memorandum, other_side(reminder.party.side))


def _facts(reminder) -> dict:
    partner = _partner(reminder)
    facts = {
        "memorandum": reminder.memorandum, "kind": reminder.kind,
        "is_renewal": reminder.kind == "renew", "is_answer": reminder.kind == "answer", "count": reminder.count,
        "partner": partner, "other_zone": partner.zone,
    }
    if reminder.account:
        obligation, one = reminder.account.obligation, reminder.one
        due_by = last_minute(one.period.due_on, obligation.zone)
        facts |= {"obligation": obligation, "one": one, "late": -one.days_left, "due_by": due_by}
    return facts
