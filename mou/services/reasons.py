from core.text import clean

from ..errors import ReasonMissing


def required_reason(text: str) -> str:
    """The reason without anything hostile in it, at most 2,000 characters. Raises ReasonMissing when it says nothing."""
    if reason := clean(text, limit=2000, multiline=True):
        return reason
    raise ReasonMissing
