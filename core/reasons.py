"""Why somebody does something: one rule for every reason, question and answer that a service keeps."""

import re

from django.utils.translation import gettext_noop as _

from .errors import ReasonMissing
from .text import TextProblem, clean, has_letters

LEAST, MOST = 2, 2000  # characters once cleaned; two, because 病気 and 重複 say all that is needed
MOST_TO_STRANGERS = 500
TOPS = "com net org info biz io me xyz top shop site online link click jp kz uz ru kg tj tm cn рф қаз example".split()
LINK = re.compile(rf"://|\bwww\.|[\w-]\.(?:{'|'.join(TOPS)})\b|\w@\w", re.I)


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


def note_to_strangers(text: str, *, field: str = "note") -> str:
    """What somebody adds to a mail of ours to people who never asked for one: short, and leading nowhere else.
    Raises TextProblem.
    """
    problem, note = None, clean(text, multiline=True)
    if len(note) > MOST_TO_STRANGERS:
        words = _("Too long: %(length)s characters, at most %(limit)s are allowed.")
        problem = TextProblem("too_long", words, length=len(note), limit=MOST_TO_STRANGERS)
    elif holds_link(note):
        problem = TextProblem("link", _("Leave out web and e-mail addresses: the mail has its own link."))
    if problem:
        problem.field = field
        raise problem
    return note


def holds_link(text: str) -> bool:
    return bool(LINK.search(text))
