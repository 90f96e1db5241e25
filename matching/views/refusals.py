"""What staff learn from refusals."""
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from core.errors import require

from ..computed.refusals import report
from ..forms import RefusalFilter
from ..pages.refusals import group_rows, refusal_rows
from ..permissions import can_propose


@require_GET
def refusals(request):
    require(can_propose(request.user))
    form = RefusalFilter(request.GET)
    asked = form.asked(timezone.now()) if form.is_valid() else {"since": None}
    found = report(**asked)
    context = {"form": form, "report": found, "rows": refusal_rows(found), "groups": group_rows(found)}
    return render(request, "matching/refusals.html", context, status=200 if form.is_valid() else 422)
