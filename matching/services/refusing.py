"""Why something is not wanted: a code, which is counted, and words, which "other" needs."""
from core.errors import ReasonMissing
from core.reasons import optional_reason, required_reason

from ..enums import RejectReason


def refusal_words(code: str, words: str, *, field: str = "reason") -> str:
    """The words fit to be kept beside the code. Raises ReasonMissing for a code that is not known, and where the
    code alone says nothing.
    """
    if code not in RejectReason.values:
        raise ReasonMissing("code")
    if code == RejectReason.OTHER:
        return required_reason(words, field=field)
    return optional_reason(words, field=field)
