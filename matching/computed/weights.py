"""The weights in force."""
from copy import deepcopy
from typing import Any

from core.prepared import rows_for

from ..models import WeightSet
from ..scoring.weights import DEFAULT_WEIGHTS


def active_set() -> WeightSet | None:
    return next(iter(rows_for(_active, None, {})), None)


def _active(_kind: None, _values: dict):
    return WeightSet.objects.filter(state="active").order_by("pk")[:1]


def active_weights() -> dict:
    """What staff chose, else those that come with the portal."""
    chosen = active_set()
    return completed(chosen.data) if chosen else DEFAULT_WEIGHTS


def completed(data: dict, like: dict = DEFAULT_WEIGHTS) -> dict:
    """With the numbers that a later release added, without those it took away."""
    full: dict[str, Any] = deepcopy(like)
    for name, value in like.items():
        if name in data and name != "encoders":
            full[name] = completed(data[name], value) if isinstance(value, dict) else data[name]
    return full
