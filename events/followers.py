"""What rests on a seat or an event in apps above this one follows it, in the same transaction and in a fixed order.

Whoever follows registers in their AppConfig.ready. One that cannot follow stops the act: nothing of it is written.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from core.errors import Refusal

from .errors import CannotFollow
from .rules.ical import Entry

logger = logging.getLogger("portal.followers")


class PassLink(NamedTuple):
    """A button on a delegate's pass or on an organiser's desk."""

    url: str
    label: Any
    icon: str


class Follower:
    """Override what concerns you. Strings are calendar objects that go with the mail about the act."""

    label: Any = ""

    def leave(self, registration, *, by, now: datetime) -> str:
        """Nobody sits on this seat any more."""
        return ""

    def hand_over(self, old, new, *, by, now: datetime) -> str:
        """The seat is another person's now; returns what strikes entries out of the old one's calendar."""
        return ""

    def event_cancelled(self, event, *, by, now: datetime) -> None: ...

    def event_shifted(self, event, shift: timedelta) -> None: ...

    def contributor_released(self, person, *, by, now: datetime) -> None: ...

    def calendar_entries(self, registration, *, leaves: bool = False, now: datetime) -> str:
        """What the person has in their calendar beside the event itself; `leaves`: to strike it out there."""
        return ""

    def details_changed(self, registration) -> None:
        """Of name or address: what is in calendars is sent anew."""

    def feed_entries(self, user) -> Iterable[Entry]:
        return ()

    def pass_links(self, registration, token: str) -> Iterable[PassLink]:
        return ()

    def desk_links(self, event) -> Iterable[PassLink]:
        return ()


FOLLOWERS: dict[str, Follower] = {}


def register_follower(name: str, follower: Follower) -> None:
    FOLLOWERS[name] = follower


def _ask(act: str, *args, **given) -> list:
    """Each in the order of their names. Raises CannotFollow for a fault of theirs; their refusals pass as they are."""
    answers = []
    for name, follower in sorted(FOLLOWERS.items()):
        try:
            answers.append(getattr(follower, act)(*args, **given))
        except Refusal:
            raise
        except Exception as fault:
            logger.exception("%s could not follow: %s", name, act)
            raise CannotFollow(follower.label) from fault
    return answers


def leave(registration, *, by, now: datetime) -> str:
    return "".join(_ask("leave", registration, by=by, now=now))


def hand_over(old, new, *, by, now: datetime) -> str:
    return "".join(_ask("hand_over", old, new, by=by, now=now))


def event_cancelled(event, *, by, now: datetime) -> None:
    _ask("event_cancelled", event, by=by, now=now)


def event_shifted(event, shift: timedelta) -> None:
    _ask("event_shifted", event, shift)


def contributor_released(person, *, by, now: datetime) -> None:
    _ask("contributor_released", person, by=by, now=now)


def calendar_entries(registration, *, leaves: bool = False, now: datetime) -> str:
    return "".join(_ask("calendar_entries", registration, leaves=leaves, now=now))


def details_changed(registration) -> None:
    _ask("details_changed", registration)


def feed_entries(user) -> list[Entry]:
    return [entry for entries in _ask("feed_entries", user) for entry in entries]


def pass_links(registration, token: str) -> list[PassLink]:
    return [link for links in _ask("pass_links", registration, token) for link in links]


def desk_links(event) -> list[PassLink]:
    return [link for links in _ask("desk_links", event) for link in links]
