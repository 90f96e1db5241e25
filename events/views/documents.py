"""Documents of an event: added and withdrawn by the organiser, handed out to whoever may read them,
also through a pass.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.acting import attempt, posted, press
from core.files.downloads import hand_out
from core.i18n import current_language
from core.uploads import dropped_files

from .. import forms, services
from .passes import holder_of, in_their_language
from .shared import form_page, run_event, visible_event


@require_http_methods(["GET", "POST"])
def document_new(request, pk):
    event = run_event(request, pk)
    initial = {"language": current_language()}
    form = forms.DocumentForm(posted(request), request.FILES or None, dropped=dropped_files(request), initial=initial)
    status = attempt(form, services.add_document, event, by=request.user) if request.method == "POST" else 200
    if status == 0:
        messages.success(request, _("Added. The file is being checked."))
        return redirect("events:desk", event.pk)
    back = {"back_url": reverse("events:desk", args=[event.pk]), "back_text": str(event)}
    return form_page(request, form, _("Add a document"), _("Add"), status=status, **back)


@require_POST
def document_withdraw(request, pk, document):
    event = run_event(request, pk)
    found = get_object_or_404(event.documents.visible_to(request.user), pk=document)
    found.event = event
    press(request, services.withdraw_document, found, done=_("Withdrawn. Nobody gets this document any more."))
    return redirect("events:desk", event.pk)


@login_not_required
@never_cache
@require_GET
def document(request, pk, document):
    rows = visible_event(request, pk).documents.visible_to(request.user).select_related("file")
    return hand_out(request, get_object_or_404(rows, pk=document).file)


@login_not_required
@never_cache
@require_GET
def pass_document(request, token, document):
    """For delegates without an account."""
    seat = holder_of(token)
    found = get_object_or_404(seat.event.documents.for_seat(seat).select_related("file"), pk=document)
    with in_their_language(seat):
        return hand_out(request, found.file)
