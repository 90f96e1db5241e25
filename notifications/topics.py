"""What mails are about, as readers set it. Each app says in its AppConfig.ready to which topic its kinds belong."""

from typing import Any, NamedTuple

from .enums import Way


class Topic(NamedTuple):
    """`always`: what of it comes at once whatever a reader sets. `roles`: whom it concerns; none: everybody.

    `usual`: the way of each role that has set nothing, where it is not "at once". `is_news`: mail programs show a
    button that stops it.
    """

    label: Any
    note: Any
    always: Any = ""
    roles: tuple[str, ...] = ()
    usual: dict[str, Way] = {}
    is_news: bool = False


class Kind(NamedTuple):
    """`urgent`: never muted and never delayed. A cancellation, a move, the last word before a right ends."""

    topic: str
    urgent: bool = False


DIGEST = "notifications/digest"  # the one kind that holds mails of all topics
TOPICS: dict[str, Topic] = {}
KINDS: dict[str, Kind] = {}


def kinds_of(app: str, *, urgent: str = "", **by_topic: str) -> dict[str, Kind]:
    """Names of the app's mails, parted by blanks, under their topic; those in `urgent` stand under one as well."""
    hurry = set(urgent.split())
    pairs = [(name, topic) for topic, names in by_topic.items() for name in names.split()]
    found = {f"{app}/{name}": Kind(topic, name in hurry) for name, topic in pairs}
    if len(found) < len(pairs) or hurry - {name for name, _topic in pairs}:
        raise ValueError(f"{app}: a mail has two topics or none")
    return found


def register_topics(topics: dict[str, Topic], kinds: dict[str, Kind]) -> None:
    """Topics of apps below may be named; they are shown in the order of the apps."""
    TOPICS.update(topics)
    KINDS.update(kinds)


def is_urgent(kind: str) -> bool:
    return kind in KINDS and KINDS[kind].urgent


def news_of(kind: str) -> str:
    """The topic, where the mail is news that a mail program may stop; otherwise nothing."""
    known = KINDS.get(kind)
    return known.topic if known and not known.urgent and TOPICS[known.topic].is_news else ""


def topics_for(role: str) -> dict[str, Topic]:
    return {name: topic for name, topic in TOPICS.items() if not topic.roles or role in topic.roles}
