"""The first page of each role: what is next, what waits, where things stand."""

from django.shortcuts import render
from django.utils import timezone

from companies.permissions import membership_of

from ..context import frame_of
from ..homes import chamber, firm, office


def home(request):
    user, now = request.user, timezone.now()
    if user.is_minamin:
        frame = frame_of(request)
        frame.at_home = True
        return render(request, "dashboard/office.html", office.page(user, frame.counts, now))
    if user.is_liaison:
        return render(request, "dashboard/chamber.html", chamber.page(user, now))
    member = membership_of(user)
    if member is None:
        return render(request, "dashboard/newcomer.html", firm.newcomer(user, now))
    frame = frame_of(request)
    frame.at_home = True
    return render(request, "dashboard/firm.html", firm.page(user, member, frame.counts, now))
