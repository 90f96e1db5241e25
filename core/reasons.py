"""Why somebody does something: one rule for every reason, question and answer that a service keeps."""

from .errors import ReasonMissing
from .text import TextProblem, clean, has_letters

LEAST, MOST = 2, 2000  # characters once cleaned; two, because 病気 and 重複 say all that is needed


def required_reason(text: str, *, field: str = "reason") -> str:
    """The text fit to be kept. Raises ReasonMissing where it says nothing, TextProblem where it is too long."""
    reason = optional_reason(text, field=field)
    if len(reason) < LEAST or not has_letters(reason):
        raise ReasonMissing(field)
    return reason


def optional_reason(text: str, *, field: str = "note") -> str:
    """The same for a reason that may stay unsaid."""
    try:
        return clean(text, limit=MOST, multiline=True)
    except TextProblem as problem:
        problem.field = field
        raise
