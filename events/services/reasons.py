from core.text import clean

from ..errors import ReasonMissing


def required_reason(text: str) -> str:
    """A reason for the record and for the reader: a few words at least."""
    cleaned = clean(text, limit=1000, multiline=True)
    if len(cleaned) < 3:
        raise ReasonMissing
    return cleaned
