"""Handing out a file: only to those who see what it belongs to, only after inspection, never opened by the browser itself."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from core.text import Phrase

from ..models import StoredFile


@require_GET
def file(request, pk):
    found = get_object_or_404(StoredFile.objects.visible_to(request.user), pk=pk)
    if found.state != "released":
        why = str(Phrase.revived(found.refusal)) if found.refusal else ""
        return render(request, "mou/file_closed.html", {"file": found, "why": why}, status=409)
    return attachment(found.name, found.content_type, bytes(found.content))


def attachment(name: str, content_type: str, content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store, private"
    return response
