"""All pairs of state and action, walked through core.lifecycle.move."""

import pytest

from core.errors import TransitionNotAllowed
from core.lifecycle import allowed_actions, move
from core.models import Activity


def walk(instance, table, states, put, *, by, now, fields=None) -> None:
    """`put(state)` writes the state behind the lifecycle's back; `fields` are what an action must bring."""
    model, fields = type(instance), fields or {}
    for state in states:
        for action, step in table.items():
            put(state)
            instance.refresh_from_db()
            count = Activity.objects.count()
            if state in step.sources:
                assert action in allowed_actions(instance)
                given = fields.get(action, {})
                wanted = step.target if isinstance(step.target, str) else given["to"]
                act = move(instance, action, by=by, now=now, **given)
                assert (act.from_state, act.to_state) == (state, wanted)
                assert model.objects.get(pk=instance.pk).state == wanted
            else:
                assert action not in allowed_actions(instance)
                with pytest.raises(TransitionNotAllowed):
                    move(instance, action, by=by, now=now)
                assert (Activity.objects.count(), model.objects.get(pk=instance.pk).state) == (count, state)
