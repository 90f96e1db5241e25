"""The terms of use are asked once for each version; the reader goes on where they wanted to."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from core.acting import posted

from .. import services
from ..forms import AcceptTerms
from ..terms import TO_ACCEPT


@require_http_methods(["GET", "POST"])
def terms(request):
    form = AcceptTerms(posted(request))
    wanted = request.GET.get("next", "")
    if form.is_bound and form.is_valid():
        services.accept_terms(request.user, by=request.user, now=timezone.now())
        request.session.pop(TO_ACCEPT, None)
        ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
        return redirect(wanted if ours else "dashboard:home")
    return render(request, "accounts/terms.html", {"form": form}, status=422 if form.errors else 200)
