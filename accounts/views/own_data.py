"""My data: what is kept about the reader, and the whole of it as a file."""

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.files.downloads import attachment

from .. import services
from ..errors import StillNeeded
from ..papers import own_data as papers

FORMS = {"json": "application/json", "pdf": "application/pdf"}


@require_GET
def my_data(request):
    return render(request, "accounts/my_data.html", {"chapters": services.chapters_of(request.user)})


@require_POST
@reauthentication_required
def export(request, form: str):
    """`form`: of FORMS, as the address allows."""
    now = timezone.now()
    chapters = services.export_own_data(request.user, form=form, by=request.user, now=now)
    services.note_others(chapters, request.user)
    if form == "json":
        content = papers.as_json(chapters, now=now)
    else:
        content = papers.as_pdf(chapters, zone=request.user.time_zone, now=now)
    return attachment(f"my-data-{now:%Y-%m-%d}.{form}", FORMS[form], content)


@require_http_methods(["GET", "POST"])
@reauthentication_required
def delete(request):
    """What will be gone and what stays, and the button."""
    now, status = timezone.now(), 200
    if request.method == "POST":
        try:
            services.forget(request.user, by=request.user, now=now)
        except StillNeeded as refusal:
            status = refusal.status
        else:
            logout(request)
            return redirect("accounts:deleted")
    goes, stays = services.before_leaving(request.user, now)
    hindrances = services.hindrances_of(request.user, now)
    context = {"goes": goes, "stays": stays, "hindrances": hindrances}
    return render(request, "accounts/delete.html", context, status=status)


@login_not_required
@require_GET
def deleted(request):
    return render(request, "accounts/deleted.html")
