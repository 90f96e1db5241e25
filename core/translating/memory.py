"""What was translated before: the same text between the same two languages."""
import hashlib
import re
from collections.abc import Sequence

from django.db.models import QuerySet

from ..models import TextTranslation
from ..text import plain

PRIVATE = re.compile(r"[\d@/\\#]|www")  # figures, addresses, numbers of models
LONGEST_COMMON = 400  # characters


def mark_of(text: str) -> str:
    """The same for texts that differ in blanks, width or capitals only."""
    return hashlib.sha256(" ".join(plain(text).casefold().split()).encode()).hexdigest()


def earlier(row: TextTranslation) -> QuerySet[TextTranslation]:
    """Newest first; for whoever translates."""
    same = TextTranslation.objects.standing().filter(mark=row.mark, source=row.source, target=row.target)
    return same.exclude(pk=row.pk).order_by("-written_at", "pk")


def usable_at_once(row: TextTranslation, trusted: Sequence[str]) -> TextTranslation | None:
    """A translation of the very same text that a trusted part wrote.

    From another case only what says nothing of that case: no figure, no address, no more than a few sentences.
    """
    found = earlier(row).filter(original=row.original, part__in=trusted)
    if len(row.original) > LONGEST_COMMON or PRIVATE.search(plain(row.original)):
        found = found.filter(case=row.case)
    return found.first()
