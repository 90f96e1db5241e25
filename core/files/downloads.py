"""Handing out a file: only after it was looked into, never opened by the browser itself.
Who may have it, the view has asked before.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from core.models import StoredFile
from core.text import Phrase

from .rules.file_content import PICTURES


def hand_out(request: HttpRequest, file: StoredFile) -> HttpResponse:
    if file.state != "released":
        why = str(Phrase.revived(file.refusal)) if file.refusal else ""
        layout = "base.html" if request.user.is_authenticated else "layouts/public.html"
        return render(request, "core/file_closed.html", {"file": file, "why": why, "layout": layout}, status=409)
    return attachment(file.name, file.content_type, bytes(file.content))


def show_picture(request: HttpRequest, file: StoredFile) -> HttpResponse:
    """Within a page. The browser asks each time whether it may still show what it has."""
    if file.state != "released" or file.content_type not in PICTURES:
        raise Http404
    etag = f'"{file.sha256}"'
    same = get_conditional_response(request, etag=etag)
    response = same or HttpResponse(bytes(file.content), content_type=file.content_type)
    response["ETag"] = etag
    response["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=file.name) or "inline"
    return _kept_apart(response, "no-cache, private")


def attachment(name: str, content_type: str, content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return _kept_apart(response, "no-store, private")


def _kept_apart(response: HttpResponse, caching: str) -> HttpResponse:
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = caching
    return response
