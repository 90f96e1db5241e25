"""Staff change the weights: a draft, what it would do to the lists, then a person decides. Nothing learns by itself."""
from copy import deepcopy
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from core.activity import record
from core.errors import permit
from core.lifecycle import move
from core.locks import wait_for
from core.reasons import required_reason

from ..computed.weights import active_set, active_weights
from ..errors import NotCompared, WrongWeights
from ..models import EngineQuestion, WeightSet
from ..models.weights import SHIPPED_BELOW
from ..permissions import can_set_weights
from ..scoring.weights import difference, validate_weights
from .questions import ask_weights, is_answered
from .requests import request_run

LOCK = "versions of the weights"


@transaction.atomic
def draft_weights(*, changes: dict[str, Any], by, now: datetime) -> WeightSet:
    """A new version: the weights in force with `changes` ({"points.text": 38}). Raises WrongWeights."""
    permit(by, can_set_weights)
    wait_for(LOCK)
    before = active_weights()
    data = _changed(before, changes)
    if validate_weights(data) or not difference(before, data):
        raise WrongWeights
    newest = WeightSet.objects.aggregate(newest=Max("version"))["newest"] or SHIPPED_BELOW
    data["version"] = newest + 1
    draft = WeightSet.objects.create(
        version=newest + 1, based_on=before["version"], data=data, made_by=by, made_at=now
    )
    record(draft, "make", by=by, now=now, data={"version": draft.version})
    ask_weights(draft, by=by, now=now)
    return draft


def _changed(before: dict, changes: dict[str, Any]) -> dict:
    data = deepcopy(before)
    for path, value in changes.items():
        *parents, name = path.split(".")
        target = data
        for parent in parents:
            target = target[parent]
        target[name] = value
    return data


@transaction.atomic
def activate_weights(draft: WeightSet, *, reason: str, by, now: datetime) -> None:
    """Only after its lists were compared with those of the weights in force. Raises NotCompared."""
    permit(by, can_set_weights)
    words = required_reason(reason)
    wait_for(LOCK)
    current = active_set()
    if not is_compared(draft):
        raise NotCompared
    if current:
        move(current, "retire", by=by, now=now)
    facts = {"version": draft.version}
    move(draft, "activate", by=by, now=now, reason=words, data=facts, activated_by=by, activated_at=now)
    request_run(by=by, now=now)


def is_compared(draft: WeightSet) -> bool:
    """With the version in force at this moment."""
    question = EngineQuestion.objects.filter(subject=f"weights {draft.pk}").first()
    return bool(question) and is_answered(question) and question.answer["against"] == active_weights()["version"]


@transaction.atomic
def drop_weights(draft: WeightSet, *, by, now: datetime) -> None:
    permit(by, can_set_weights)
    move(draft, "drop", by=by, now=now)
