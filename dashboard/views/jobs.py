"""The regular jobs: what staff look at when something does not happen by itself."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.errors import require
from core.models import SweepFailure
from core.sweeps import try_again

from ..pages import jobs as page_of
from ..permissions import can_see_jobs


@require_GET
def jobs(request):
    require(can_see_jobs(request.user))
    return render(request, "dashboard/jobs.html", page_of.page(timezone.now()))


@require_POST
def job_again(request, pk):
    require(can_see_jobs(request.user))
    failure = get_object_or_404(SweepFailure.objects.lasting(), pk=pk)
    try_again(failure, by=request.user, now=timezone.now())
    messages.success(request, _("It is tried again now. If it succeeds, it leaves this list."))
    return redirect("staff:jobs")
