"""The activity log: one row per business act, the spine of timelines, evidence and reactions."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.apps import apps
from django.db import models, transaction

from .codes import require_codes
from .through import link_used


class Act(NamedTuple):
    """How an act reads on a timeline, and whether the firms of the case may see it (staff always may)."""

    label: Any
    parties: bool = False
    reason_shown: bool = False
    icon: str = "circle-dot"


Facts = dict[str, Any] | None
ACTS: dict[str, Act] = {}
READERS: dict[str, Callable] = {}


def register_acts(acts: dict[str, Act]) -> None:
    """Called by each app's AppConfig.ready with its verbs."""
    ACTS.update(acts)


def register_reader(name: str, react: Callable) -> None:
    """`react(activities)` is called with new rows, oldest first, each at least once: it must be idempotent."""
    READERS[name] = react


def ref(instance: models.Model) -> str:
    """A stable name for a row: 'matching.match:<id>'."""
    return f"{instance._meta.label_lower}:{instance.pk}"


def verb(instance: models.Model, action: str) -> str:
    return f"{instance._meta.label_lower}.{action}"


def record(
    subject: models.Model, action: str, *, by, now: datetime, reason: str = "", data: Facts = None, words: Facts = None
):
    """Write an act that moves no state (an edit, a comment, a look at contacts)."""
    return write(subject, verb(subject, action), by=by, now=now, reason=reason, data=data, words=words)


def write(
    subject: models.Model,
    verb: str,
    *,
    by,
    now: datetime,
    reason: str = "",
    data: Facts = None,
    words: Facts = None,
    **states: str,
):
    """One row of the log: ids, states and codes; raises ValueError for a text in `data`.

    Reason and words stand beside it, where they can be emptied. Whoever holds a link from a mail is not thereby its
    addressee: such an act is the link's.
    """
    if link := link_used():
        by, data = None, (data or {}) | {"link": link}
    require_codes(data or {})
    with transaction.atomic(savepoint=False):
        activity = apps.get_model("core.Activity").objects.create(
            at=now,
            actor=by,
            verb=verb,
            subject=ref(subject),
            about=sorted({ref(subject), *getattr(subject, "about", list)()}),  # a person has none
            data=data or {},
            **states,
        )
        if reason or words:
            said = apps.get_model("core.ActivityWords")
            said.objects.create(activity=activity, reason=reason, words=words or {})
    return activity
