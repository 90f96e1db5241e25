"""What stands with a closed record after all follows to its successor:
written while the merge went on, or merged long ago.
"""
from datetime import datetime

from django.db.models import QuerySet

from core.sweeps import each

from ..models import Firm, Merge
from ..successors import closed_with_rows, hand_over
from .merging import locked_pair


def follow_up_merges(*, now: datetime) -> int:
    """Nightly. Returns how many closed records had something left."""
    return each("companies.follow_up_merges", left_behind(), lambda firm: _follow(firm, now), now=now).done


def left_behind() -> QuerySet:
    return Firm.objects.filter(pk__in=closed_with_rows()).order_by("pk")


def _follow(firm: Firm, now: datetime) -> bool:
    merges = list(Merge.objects.filter(firm=firm, state="done").select_for_update(of=("self",), no_key=True))
    firm, into = locked_pair(firm, firm.merged_into)
    if firm.merged_into_id != into.pk:
        return False  # taken back, or its successor merged, meanwhile
    more = hand_over(firm, into, by=None, now=now)
    for merge in merges:  # none for a merge older than this table
        merge.record = _together(merge.record, more)
        merge.save(update_fields=["record"])
    return True


def _together(record, more):
    """Both records as one: lists are joined, tables merged, whatever their depth."""
    if isinstance(record, list):
        return record + more
    if isinstance(record, dict):
        return record | {key: _together(record[key], value) if key in record else value for key, value in more.items()}
    return more
