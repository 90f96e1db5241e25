"""A firm's record of answers in words."""
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..computed.answering import Record


def record_words(record: Record) -> str:
    """Answers 8 of 10, usually within 2 working days."""
    if not record.is_enough:
        return _("Not enough answers yet")
    counts = {"answered": record.answered, "asked": record.asked}
    if record.usual is None:
        return _("Answers %(answered)s of %(asked)s") % counts
    days = max(1, record.usual)
    return ngettext(
        "Answers %(answered)s of %(asked)s, usually within %(days)s working day",
        "Answers %(answered)s of %(asked)s, usually within %(days)s working days",
        days,
    ) % (counts | {"days": days})


def record_fact(record: Record) -> dict[str, Any]:
    """A row of components/facts.html."""
    return {"label": _("Suggestions and introductions"), "value": record_words(record)}
