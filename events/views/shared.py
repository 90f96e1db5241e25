"""Fetching what the reader may see, and the page with one form."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from core.acting import INVALID
from core.errors import Refusal, require

from ..models import Event
from ..permissions import can_run


def visible_event(request: HttpRequest, pk) -> Event:
    return get_object_or_404(Event.objects.visible_to(request.user).with_organiser(), pk=pk)


def run_event(request: HttpRequest, pk) -> Event:
    """Only for its organiser."""
    event = visible_event(request, pk)
    require(can_run(request.user, event))
    return event


def attempt_fields(form, service, subject, by, fields: str) -> int | None:
    """Like core.acting.attempt, with what the form's property `fields` makes of its values. None: nothing was sent."""
    if not form.is_bound:
        return None
    if not form.is_valid():
        return INVALID
    try:
        service(subject, **getattr(form, fields), by=by, now=timezone.now())
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return refusal.status
    return 0


def form_page(
    request, form, title: str, submit: str, *, back_url: str, back_text, lead: str = "", note: str = "", status: int = 200, **more
):
    context = {"form": form, "title": title, "submit": submit, "lead": lead, "note": note, "back_url": back_url, "back_text": back_text}
    return render(request, "events/form.html", context | more, status=422 if status == 200 and form.errors else status)
