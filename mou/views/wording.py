"""One page: the title of a document, a material or an occasion in further languages."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.acting import attempt, posted
from core.errors import require

from .. import forms, services
from ..models import Document, ExperienceSession, Material, Memorandum, Obligation, Occasion
from ..permissions import can_ask_change, can_keep_memoranda, is_of_organiser
from .exchange_forms import form_page


@require_http_methods(["GET", "POST"])
def document_word(request, pk):
    rows = Document.objects.filter(memorandum__in=Memorandum.objects.visible_to(request.user))
    found = get_object_or_404(rows.select_related("memorandum"), pk=pk)
    require(can_keep_memoranda(request.user))
    return _page(request, found, forms.DocumentTitles, services.word_document, found.memorandum)


@require_http_methods(["GET", "POST"])
def material_word(request, pk):
    rows = Material.objects.filter(session__in=ExperienceSession.objects.visible_to(request.user))
    found = get_object_or_404(rows.select_related("session__chamber"), pk=pk)
    require(is_of_organiser(request.user, found.session))
    return _page(request, found, forms.MaterialTitles, services.word_material, found.session)


@require_http_methods(["GET", "POST"])
def occasion_word(request, pk):
    rows = Occasion.objects.filter(obligation__in=Obligation.objects.visible_to(request.user), source_id=None)
    found = get_object_or_404(rows.select_related("obligation__commitment__memorandum"), pk=pk)
    require(can_ask_change(request.user, found.obligation))
    return _page(request, found, forms.OccasionTitles, services.word_occasion, found.obligation)


def _page(request, found, form_class, service, back):
    form = form_class(posted(request), initial={"titles": found.titles})
    status = attempt(form, service, found, by=request.user) if request.method == "POST" else 200
    if not status:
        messages.success(request, _("Saved."))
        return redirect(back)
    title = _("The same in other languages")
    return form_page(request, form, title, _("Save"), home="mou:memoranda", back=back, status=status)
