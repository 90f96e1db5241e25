"""What a restored portal does before anybody may come in: mails held, sessions ended, the forgotten forgotten again."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from accounts.errors import StillNeeded
from accounts.models import User
from accounts.services import forget
from core.chain import head
from notifications.services import hold_mails

from .shelf import Shelf


def put_right(shelf: Shelf, *, reached_at: datetime, now: datetime) -> list[str]:
    """In words, for whoever restores."""
    hold_mails(reached_at=reached_at, now=now)
    said = ["mails are held: manage.py restored_mails lists what would leave"]
    UserSession.objects.all().delete()
    said += put_heads_right(shelf, now=now)
    said.append(f"{Session.objects.all().delete()[0]} sessions ended: everybody signs in again")
    return said + forget_again(shelf, now=now)


def put_heads_right(shelf: Shelf, *, now: datetime) -> list[str]:
    """Heads of acts that did not come back would say for ever that the end was cut off: they are kept aside."""
    if not shelf.heads.exists():
        return []
    last = head()
    lines = shelf.heads.read_text().splitlines(keepends=True)
    reached = last.position if last else 0
    stay = [line for line in lines if int(line.split()[1]) <= reached]
    if stay == lines:
        return []
    aside = shelf.heads.with_name(f"log_heads.before-{now:%Y-%m-%dT%H%M%SZ}.txt")
    shelf.heads.rename(aside)
    shelf.heads.write_text("".join(stay))
    return [f"{len(lines) - len(stay)} heads of the activity log are of acts that did not come back: see {aside.name}"]


def forget_again(shelf: Shelf, *, now: datetime) -> list[str]:
    """Whoever was forgotten after the moment that came back."""
    known = User.objects.filter(pk__in=forgotten_in(shelf), forgotten_at=None)
    said, again = [], 0
    for user in known:
        try:
            with transaction.atomic():
                forget(user, by=None, now=now)
            again += 1
        except StillNeeded as needed:
            said.append(f"person {user.pk} could NOT be forgotten again, by hand please: {needed}")
    return [f"{again} people forgotten again", *said]


def forgotten_in(shelf: Shelf) -> set[str]:
    try:
        return {line.split()[0] for line in shelf.erasures.read_text().splitlines() if line.strip()}
    except FileNotFoundError:
        return set()


def write_down_forgotten(shelf: Shelf) -> int:
    """Ids only, once each; the file is only ever added to. Returns how many were new."""
    known = forgotten_in(shelf)
    rows = User.objects.exclude(forgotten_at=None).order_by("forgotten_at").values_list("pk", "forgotten_at")
    fresh = [f"{pk} {at.isoformat()}\n" for pk, at in rows if str(pk) not in known]
    if fresh:
        with shelf.erasures.open("a") as file:
            file.writelines(fresh)
    return len(fresh)
