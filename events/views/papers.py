"""Printed papers: letters of invitation, letters of proxy, badges; and the page on which a paper can be checked."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.acting import asked_language, press
from core.errors import require
from core.lifecycle import allowed_actions
from core.looks import look_at
from core.typed_codes import read_code

from .. import services
from ..errors import NotWordedIn
from ..links import paper_of, paper_path
from ..models import Letter, Print, Substitution
from ..pages.display import PRINT_TONE
from ..papers import badges_pdf, proxy_pdf
from ..permissions import can_keep_delegation
from .delegations import visible_delegation
from .passes import holder_of
from .registrations import visible_substitution
from .shared import run_event

# What the receiving side of each country reads first.
HOST_LANGUAGE = {"JP": "ja", "KZ": "ru", "UZ": "uz", "KG": "ru", "TJ": "ru", "TM": "ru"}


def pdf_response(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )


@require_POST
def letter_issue(request, pk):
    found = visible_delegation(request, pk)
    require(can_keep_delegation(request.user, found))
    done = _("Issued: for each firm a letter that names its own people. A change of the journey makes them void.")
    press(request, services.issue_letters, found, language=asked_language(request.POST, "language", "en"), done=done)
    return redirect(found)


@require_GET
def letter(request, pk, number: int):
    found = visible_delegation(request, pk)
    row: Letter = get_object_or_404(found.letters.visible_to(request.user), number=number)
    host = [row.content.get(f"host_{name}", "") for name in ("email", "phone")]  # letters of former times name none
    look_at(row, *host, about=found)
    return pdf_response(bytes(row.pdf), f"invitation-{number}.pdf")


@require_GET
def proxy(request, pk):
    return proxy_response(request, visible_substitution(request, pk))


@login_not_required
@require_GET
def pass_proxy(request, token):
    """For the substitute and the person they represent, through their own link."""
    holder = holder_of(token)
    found = Substitution.objects.with_people().filter(state="in_place", substitute=holder).first()
    found = found or Substitution.objects.with_people().filter(state="in_place", original=holder).first()
    if found is None:
        raise Http404
    return proxy_response(request, found)


def proxy_response(request, found: Substitution) -> HttpResponse:
    if not found.holds:
        raise Http404
    event = found.original.event
    language = asked_language(request.GET, "lang", event.titles.said(HOST_LANGUAGE[event.country]).language)
    if language not in event.titles:
        raise NotWordedIn(language)
    content = proxy_content(found)
    issued = datetime.fromisoformat(content["issued_at"])
    return pdf_response(proxy_pdf(content, language=language, as_of=issued), "proxy.pdf")


def proxy_content(found: Substitution) -> dict:
    event, names = found.original.event, ("name", "name_latin", "position", "organisation", "organisation_latin")
    return {
        "number": found.pk.hex[:8].upper(),
        "event_titles": event.titles,
        "starts_at": event.starts_at.isoformat(),
        "zone": event.zone,
        "place": ", ".join(filter(None, [event.venue, event.address])),
        "reason": found.reason,
        "original": {name: getattr(found.original, name) for name in names},
        "substitute": {name: getattr(found.substitute, name) for name in names},
        "consented_by": str(found.decided_by or "") if found.needs_consent else "",
        "consented_at": found.decided_at.isoformat() if found.needs_consent else "",
        "link": settings.PORTAL_URL + paper_path("proxy", found.pk),
        "issued_at": found.decided_at.isoformat(),
    }


@login_not_required
@require_GET
def paper(request, token):
    """Whoever holds a printed paper sees whether it is genuine and still true: names, days and places as they stand."""
    found = paper_of(token, now=timezone.now())
    if found is None:
        raise Http404
    name = "letter" if isinstance(found, Letter) else "proxy"
    return render(request, f"events/paper_{name}.html", {"paper": found, "holds": found.holds})


@require_GET
def badges(request, pk):
    """For one person, or for everybody who comes: at once where they are few, otherwise a page asks for a worker."""
    event = run_event(request, pk)
    rows = services.wearers(event)
    if code := read_code(request.GET.get("code")):
        rows = rows.filter(badge_code=code)
    if (number := rows.count()) > services.AT_ONCE:
        return render(request, "events/print.html", {"event": event, "number": number})
    return pdf_response(badges_pdf([services.badge_of(row) for row in rows], as_of=timezone.now()), "badges.pdf")


@require_POST
def badges_ask(request, pk):
    event = run_event(request, pk)
    return redirect(services.ask_for_badges(event, by=request.user, now=timezone.now()))


def _visible_print(request, pk, *, whole: bool = False) -> Print:
    rows = Print.objects.visible_to(request.user).select_related("event__chamber")
    return get_object_or_404(rows if whole else rows.light(), pk=pk)


@require_GET
def print_page(request, pk):
    """One address as long as the file is kept; while a worker is at it the page fetches itself anew."""
    found = _visible_print(request, pk)
    can = allowed_actions(found)
    return render(request, "events/print.html", {
        "print": found, "event": found.event, "number": found.sheets, "word": found.get_state_display(),
        "tone": PRINT_TONE[found.state], "working": "start" in can, "may_retry": "retry" in can,
        "ready": found.is_ready,
    })


@require_GET
def print_pdf(request, pk):
    found = _visible_print(request, pk, whole=True)
    if not found.is_ready:
        raise Http404
    return pdf_response(bytes(found.pdf), "badges.pdf")


@require_POST
def print_retry(request, pk):
    found = _visible_print(request, pk)
    press(request, services.retry_print, found, done=_("The badges are written again."))
    return redirect(found)
