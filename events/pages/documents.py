"""The documents of an event as templates/events/partials/_documents.html shows them:
on its pages and on a person's pass.
"""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from core.i18n import current_language

from ..forms import DocumentForm
from ..models import Event, EventDocument, Registration


def documents_of(event: Event, user, *, may_manage: bool) -> dict[str, Any]:
    """`may_manage`: with the form for another one, buttons to withdraw, and what was refused."""
    rows = event.documents.visible_to(user).with_files()
    context = _shown(rows, lambda one: reverse("events:document", args=[event.pk, one.pk]), may_manage)
    if may_manage:
        context["document_form"] = DocumentForm(auto_id="document-%s", initial={"language": current_language()})
        context["document_new_url"] = reverse("events:document_new", args=[event.pk])
    return context


def documents_of_pass(registration: Registration, token: str) -> dict[str, Any]:
    rows = registration.event.documents.for_seat(registration).with_files()
    return _shown(rows, lambda one: reverse("events:pass_document", args=[token, one.pk]), may_manage=False)


def _shown(rows, url_of: Callable[[EventDocument], str], may_manage: bool) -> dict[str, Any]:
    shown = [one for one in rows if may_manage or one.file.state != "refused"]
    return {"documents": [_row(one, url_of) for one in shown], "may_manage": may_manage}


def _row(document: EventDocument, url_of: Callable[[EventDocument], str]) -> dict[str, Any]:
    """`words`: the state of its file while it cannot be had; then `url` is empty."""
    if document.file.state == "released":
        return {"document": document, "words": "", "url": url_of(document)}
    return {"document": document, "words": document.file.get_state_display(), "url": ""}
