"""My data: what is kept about the reader, and the whole of it as a file."""

from allauth.account.decorators import reauthentication_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from core.files.downloads import attachment

from .. import services
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
    if form == "json":
        content = papers.as_json(chapters, now=now)
    else:
        content = papers.as_pdf(chapters, zone=request.user.time_zone, now=now)
    return attachment(f"my-data-{now:%Y-%m-%d}.{form}", FORMS[form], content)
