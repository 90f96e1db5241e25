from core.text import clean

from ..errors import ReasonMissing


def required_reason(reason: str) -> str:
    """The reason without anything hostile in it. Raises ReasonMissing when it says nothing."""
    if reason := clean(reason, multiline=True):
        return reason
    raise ReasonMissing
