"""Fetching what the reader may see, and the page with one form."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404, render

from accounts.begun import begun
from core.errors import require

from ..models import Event
from ..permissions import can_run


def visible_event(request: HttpRequest, pk) -> Event:
    return get_object_or_404(Event.objects.visible_to(request.user).with_organiser(), pk=pk)


def run_event(request: HttpRequest, pk) -> Event:
    """Only for its organiser."""
    event = visible_event(request, pk)
    require(can_run(request.user, event))
    return event


def form_page(
    request, form, title: str, submit: str, *, back_url: str, back_text,
    lead: str = "", note: str = "", status: int = 200, **more,
):
    form = begun(request, form)
    context = {
        "form": form, "title": title, "submit": submit, "lead": lead, "note": note,
        "back_url": back_url, "back_text": back_text,
    }
    return render(request, "events/form.html", context | more, status=422 if status == 200 and form.errors else status)
