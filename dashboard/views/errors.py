"""Error pages in the reader's language; none of them tells what exists."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse


def bad_request(request, exception=None):
    return render(request, "400.html", status=400)


def permission_denied(request, exception=None):
    return render(request, "403.html", status=403)


def page_not_found(request, exception=None):
    return render(request, "404.html", status=404)


def server_error(request):
    """Without the page frame, which asks the database: that may be what is broken."""
    return HttpResponse(render_to_string("500.html"), status=500)


def csrf_failure(request, reason=""):
    """Signing in changes the secret: who presses that button again is in already."""
    if request.user.is_authenticated and request.path == reverse("account_login"):
        return redirect("dashboard:home")
    return render(request, "403.html", {"stale_form": True}, status=403)
