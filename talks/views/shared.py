"""What the views of this app share: which conversation, and the page it is shown on."""
from django.http import Http404
from django.shortcuts import get_object_or_404

from matching.models import Match

from ..models import Thread
from ..permissions import goes_on
from ..querysets import talked_matches


def visible_match(request, pk) -> Match:
    """The match itself: its page is there before anybody has said a word."""
    found = talked_matches(request.user).with_lines().prefetch_related("introductions")
    match = get_object_or_404(found, pk=pk)
    if not goes_on(match) and not Thread.objects.filter(match=match).exists():
        raise Http404
    return match
