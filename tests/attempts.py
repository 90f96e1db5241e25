"""An act that may be refused, for properties that hold either way."""

from collections.abc import Callable


def attempted(act: Callable, refusal: type[Exception]) -> tuple:
    """(the refusal, None) or (None, what the act returned); any other exception goes on."""
    try:
        return None, act()
    except refusal as refused:
        return refused, None
