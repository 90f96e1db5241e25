"""What the views share: whose firm it is."""
from functools import wraps

from django.http import Http404
from django.shortcuts import redirect

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
