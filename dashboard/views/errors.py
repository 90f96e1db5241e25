"""Error pages in the reader's language; none of them tells what exists."""

import sys

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language_from_request, gettext_lazy
from django.utils.translation import gettext as _

from accounts.begun import keep, page_of, taken_up, writer
from accounts.services import fields_of
from core.database.troubles import Trouble, trouble_of
from core.i18n import speaking

RETRY_AFTER = 30  # seconds
NOT_NOW = {
    Trouble.AWAY: (
        gettext_lazy("The portal is not reachable for a moment"),
        gettext_lazy(
            "Our database does not answer right now. What you had already saved is safe. If you were sending a form, go"
            " back in your browser and send it again in a minute."
        ),
    ),
    Trouble.BUSY: (
        gettext_lazy("The portal is very busy at the moment"),
        gettext_lazy(
            "This took too long, or somebody else is changing the same record. Nothing of what you just sent has been"
            " saved. Go back in your browser and try again in a minute."
        ),
    ),
    Trouble.FULL: (
        gettext_lazy("Nothing can be saved at the moment"),
        gettext_lazy(
            "The portal has no space left to store anything. Nothing of what you just sent has been saved; pages can"
            " still be read. Please try again later."
        ),
    ),
}


def bad_request(request, exception=None):
    return render(request, "400.html", status=400)


def permission_denied(request, exception=None):
    return render(request, "403.html", status=403)


def page_not_found(request, exception=None):
    return render(request, "404.html", status=404)


def server_error(request):
    """Without the page frame, which asks the database: that may be what is broken. Django calls it in its `except`."""
    language = getattr(request, "LANGUAGE_CODE", None) or get_language_from_request(request)
    trouble = trouble_of(sys.exc_info()[1])
    with speaking(language):
        return _not_now(trouble) if trouble else HttpResponse(render_to_string("500.html"), status=500)


def _not_now(trouble: Trouble) -> HttpResponse:
    title, text = NOT_NOW[trouble]
    page = render_to_string("503.html", {"title": title, "text": text})
    return HttpResponse(page, status=503, headers={"Retry-After": RETRY_AFTER, "Cache-Control": "no-store"})


def csrf_failure(request, reason=""):
    """Signing in changes the secret: who presses that button again is in already."""
    if request.user.is_authenticated and request.path == reverse("account_login"):
        return redirect("dashboard:home")
    if request.method == "POST" and _is_from_here(request) and not request.path.startswith("/accounts/"):
        if keep(request, request.user.pk or writer(request)):
            messages.warning(request, _("This form was out of date. Here it is as you typed it: send it once more."))
            return redirect(taken_up(page_of(request.get_full_path())))
        typed = [value for values in fields_of(request.POST).values() for value in values if value.strip()]
        return render(request, "403.html", {"stale_form": True, "typed": typed}, status=403)
    return render(request, "403.html", {"stale_form": True}, status=403)


def _is_from_here(request) -> bool:
    """Sent from a page of ours, so that no other site can put words into somebody's form. Browsers say so."""
    own = f"{request.scheme}://{request.get_host()}"
    return own == request.headers.get("Origin") or request.headers.get("Sec-Fetch-Site") == "same-origin"
