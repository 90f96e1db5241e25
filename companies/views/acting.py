"""What the views share: whose firm it is, and one service call whose refusal is said on the next page."""
from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone

from core.errors import Refusal

from ..permissions import membership_of


def for_members(view):
    """Gives the member's own firm as second argument; who has none yet is shown the way, others see nothing."""

    @wraps(view)
    def inner(request, *args, **kwargs):
        if not request.user.is_member:
            raise Http404
        member = membership_of(request.user)
        if member is None:
            return redirect("companies:start")
        return view(request, member.firm, *args, **kwargs)

    return inner


def act(request, service: Callable, *args, done: str, **kwargs) -> bool:
    """Call one service in the reader's name; success or refusal is said on the next page. Returns whether it was done."""
    try:
        service(*args, **kwargs, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return False
    messages.success(request, done)
    return True


def posted(request):
    """Data for a form: bound on every POST, an empty one too."""
    return request.POST if request.method == "POST" else None
