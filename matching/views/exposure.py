"""Who is shown how often, for staff."""
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET

from core.errors import require

from ..computed.exposure import in_no_list, last_report
from ..pages.exposure import side_views
from ..permissions import can_propose


@require_GET
def exposure(request):
    require(can_propose(request.user))
    report = last_report()
    page = Paginator(in_no_list(), 25).get_page(request.GET.get("page"))
    context = {"report": report, "sides": side_views(report) if report else [], "page": page}
    return render(request, "matching/exposure.html", context)
