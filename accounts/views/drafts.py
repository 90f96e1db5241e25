"""Drafts of forms: kept while somebody types, thrown away."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from .. import services
from ..begun import page_of
from ..models import Draft


@require_POST
def draft_keep(request):
    """From the script of the page; `draft_page` says which form it is."""
    page = page_of(request.POST.get("draft_page", ""))
    is_ours = page.startswith("/") and url_has_allowed_host_and_scheme(page, None)
    if is_ours and not page.startswith("/accounts/"):
        services.keep_draft(
            person=request.user.pk, page=page, fields=services.fields_of(request.POST), now=timezone.now()
        )
    return HttpResponse(status=204)


@require_POST
def draft_drop(request, pk):
    """Back to the page as it stands without the draft."""
    found = get_object_or_404(Draft.objects.filter(person=request.user), pk=pk)
    services.drop_draft(person=request.user, page=found.page)
    return redirect(found.page)
