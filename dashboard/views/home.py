"""The first page of each role: what is next, what waits, where things stand."""

from django.shortcuts import render
from django.utils import timezone

from companies.permissions import membership_of

from ..context import frame_of
from ..homes import chamber, firm, office


def home(request):
    user, now = request.user, timezone.now()
    if user.is_minamin or user.is_liaison:
        frame, (name, page) = frame_of(request), ("office", office) if user.is_minamin else ("chamber", chamber)
        frame.at_home = True
        return render(request, f"dashboard/{name}.html", page.page(user, frame.counts, now))
    member = membership_of(user)
    if member is None:
        return render(request, "dashboard/newcomer.html", firm.newcomer(user, now))
    frame = frame_of(request)
    frame.at_home = True
    return render(request, "dashboard/firm.html", firm.page(user, member, frame.counts, now))
