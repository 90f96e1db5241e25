"""One firm with all that goes on with it, who is responsible for it, and what colleagues noted."""
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from companies.models import Firm
from core.acting import attempt, attempt_fields
from core.errors import require

from .. import services
from ..forms import NoteForm, ResponsibleForm
from ..pages.firm import page_of, with_responsible
from ..permissions import can_see_whole_firms


@require_GET
def firm(request, pk):
    return _page(request, _firm(request, pk))


@require_GET
def people(request, pk):
    return _people(request, _firm(request, pk))


@require_POST
def responsible(request, pk):
    found = _firm(request, pk)
    form = ResponsibleForm(request.POST, reader=request.user, auto_id="responsible_%s")
    status = attempt_fields(form, services.assign_firm, found, request.user, "given")
    return _people(request, found, form, status) if status else redirect("office:firm", pk)


@require_POST
def note(request, pk):
    found, form = _firm(request, pk), NoteForm(request.POST, auto_id="note_%s")
    status = attempt(form, services.write_note, found, by=request.user)
    return _page(request, found, form, status) if status else redirect("office:firm", pk)


def _firm(request, pk) -> Firm:
    require(can_see_whole_firms(request.user))
    seen = with_responsible(Firm.objects.visible_to(request.user).select_related("contact"))
    return get_object_or_404(seen, pk=pk)


def _page(request, found: Firm, form: NoteForm | None = None, status: int = 200):
    shown = page_of(found, request.user, people=False) | {"note": form or NoteForm(auto_id="note_%s")}
    return render(request, "office/firm.html", shown, status=status)


def _people(request, found: Firm, form: ResponsibleForm | None = None, status: int = 200):
    shown = page_of(found, request.user, people=True)
    now = shown["person"] and shown["person"].pk
    form = form or ResponsibleForm(
        reader=request.user, auto_id="responsible_%s", initial={"seen": now, "to": now}
    )
    return render(request, "office/firm.html", shown | {"responsible": form}, status=status)
