"""One function moves every state; which moves there are, a table says."""

from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction

from .activity import Facts, verb, write
from .errors import TransitionNotAllowed
from .models import Activity

Row = TypeVar("Row", bound=models.Model)


def allowed_actions(instance: Any) -> list[str]:
    """Actions whose sources include the present state; permissions are asked separately."""
    return [action for action, move in instance.lifecycle.items() if instance.state in move.sources]


def lock(instance: Row) -> Row:
    """The row as it stands now, locked until the transaction ends; other tables' rows stay free."""
    return instance.__class__._base_manager.select_for_update(of=("self",), no_key=True).get(pk=instance.pk)


@transaction.atomic
def move(
    instance: Any,
    action: str,
    *,
    by,
    now: datetime,
    reason: str = "",
    data: Facts = None,
    words: Facts = None,
    to: str = "",
    **fields: Any,
) -> Activity:
    """Lock the row, consult its table, save the named fields, write the Activity. Raises TransitionNotAllowed.

    `to`: the state wanted, where the action has several targets.
    """
    locked = lock(instance)
    step = instance.lifecycle[action]
    source, target = locked.state, step.leads_to(to)
    if source not in step.sources or target is None:
        raise TransitionNotAllowed
    for name, value in {**fields, "state": target}.items():
        setattr(locked, name, value)
        setattr(instance, name, value)
    locked.save(update_fields=[*fields, "state"])
    states = {"from_state": source, "to_state": target}
    return write(instance, verb(instance, action), by=by, now=now, reason=reason, data=data, words=words, **states)
