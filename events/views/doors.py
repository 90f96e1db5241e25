"""The door: scan, type, search; a printed list for when the network fails, and its codes afterwards."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from core.acting import attempt, press
from core.lifecycle import allowed_actions
from core.typed_codes import read_code

from .. import forms, services
from ..models import Event
from ..pages.display import SEAT_TONE, door_row, seat_words
from ..states import PRESENT
from .shared import run_event

PER_PAGE = 40


@require_GET
def door(request, pk):
    return _door_page(request, run_event(request, pk))


def _door_page(request, event: Event, *, codes_form=None, status: int = 200):
    present = event.registrations.present().with_people()
    query = request.GET.get("q", "").strip()
    rows = present.named(query).by_firm()
    counts = present.aggregate(all=Count("pk"), here=Count("pk", filter=Q(state__in=["checked_in", "attended"])))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "events/door.html",
        {
            "event": event,
            "page": page,
            "query": query,
            "counts": counts,
            "codes_form": codes_form or forms.CodesForm(auto_id="paper-%s"),
            "rows": [door_row(row) for row in page],
        },
        status=status,
    )


@require_GET
def scan(request, pk, code: str):
    """Where a badge's QR code leads: the person, and one button."""
    event = run_event(request, pk)
    found = get_object_or_404(event.registrations.with_people(), badge_code=read_code(code))
    return render(
        request,
        "events/scan.html",
        {
            "event": event,
            "registration": found,
            "tone": SEAT_TONE[found.state],
            "word": seat_words(found),
            "may_enter": "check_in" in allowed_actions(found),
            "booked": [one.session for one in found.session_seats.select_related("session")],
        },
    )


@require_POST
def enter(request, pk):
    """One badge, scanned or typed."""
    event = run_event(request, pk)
    code = read_code(request.POST.get("code"))
    found = event.registrations.with_people().filter(badge_code=code).first()
    if found is None:
        messages.error(request, _("No such badge at this event: %(codes)s") % {"codes": code or "–"})
    else:
        press(request, services.check_in, found, done=_("Welcome: %(name)s") % {"name": found})
    return redirect("events:door", event.pk)


@require_POST
def paper(request, pk):
    event = run_event(request, pk)
    form = forms.CodesForm(request.POST, auto_id="paper-%s")
    if status := attempt(form, services.check_in_from_paper, event, by=request.user):
        return _door_page(request, event, codes_form=form, status=status)
    messages.success(request, _("Saved."))
    return redirect("events:door", event.pk)


@require_GET
def door_list(request, pk):
    """To print before the doors open; ticked by hand when the network fails."""
    event = run_event(request, pk)
    rows = list(event.registrations.filter(state__in=PRESENT).select_related("pool", "firm").by_name())
    words = ngettext("%(count)s person", "%(count)s people", len(rows)) % {"count": len(rows)}
    return render(
        request, "events/door_list.html", {"event": event, "rows": rows, "words": words, "as_of": timezone.now()}
    )
