"""What the views of this app share: which conversation, and the page it is shown on."""
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects
from django.http import Http404

from accounts.models import User
from core.prepared import rows_for
from matching.models import Match

from ..models import Thread
from ..permissions import goes_on
from ..querysets import talked_matches


def visible_match(request, pk) -> Match:
    """The match itself: its page is there before anybody has said a word."""
    found = rows_for(_of_reader, request.user.role, {"user": request.user.pk, "match": pk})
    if not found:
        raise Http404
    match = found[0]
    prefetch_related_objects(found, "introductions")
    if not goes_on(match) and not Thread.objects.filter(match=match).exists():
        raise Http404
    return match


def _of_reader(role: str, values: dict[str, Any]) -> QuerySet[Match]:
    return talked_matches(User.reader(values["user"], role)).with_firms().filter(pk=values["match"])
