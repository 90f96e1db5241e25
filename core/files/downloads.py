"""Handing out a file: only after it was looked into, never opened by the browser itself.
Who may have it, the view has asked before.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from core.models import StoredFile
from core.text import Phrase


def hand_out(request: HttpRequest, file: StoredFile) -> HttpResponse:
    if file.state != "released":
        why = str(Phrase.revived(file.refusal)) if file.refusal else ""
        layout = "base.html" if request.user.is_authenticated else "layouts/public.html"
        return render(request, "core/file_closed.html", {"file": file, "why": why, "layout": layout}, status=409)
    return attachment(file.name, file.content_type, bytes(file.content))


def attachment(name: str, content_type: str, content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store, private"
    return response
