"""Pages for everybody: what the portal is, how matching works, privacy, accessibility."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from companies.rules.sectors import Sector


@login_not_required
def entrance(request):
    """The bare address: the reader's home, or the landing page in the browser's language."""
    if request.user.is_authenticated:
        return redirect("dashboard:home")
    return redirect(f"/{get_language().split('-')[0]}/")


@login_not_required
def landing(request):
    if request.user.is_authenticated and "stay" not in request.GET:
        return redirect("dashboard:home")
    return render(
        request, "dashboard/landing.html", {"sectors": Sector.labels, "signup_url": reverse("account_signup")}
    )


@login_not_required
def page(request, name: str):
    return render(request, f"dashboard/{name}.html", {"support_address": settings.SUPPORT_ADDRESS})
