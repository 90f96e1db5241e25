"""One firm with all that goes on with it."""
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from companies.models import Firm
from companies.pages.timeline import timeline_of
from core.errors import require

from ..computed.firm_whole import groups
from ..pages.search import groups_of
from ..permissions import can_see_whole_firms

HISTORY = 30


@require_GET
def firm(request, pk):
    require(can_see_whole_firms(request.user))
    found = get_object_or_404(Firm.objects.visible_to(request.user), pk=pk)
    return render(request, "office/firm.html", {
        "firm": found, "groups": groups_of(groups(found, request.user), ""),
        "items": timeline_of(found, request.user, None, most=HISTORY),
    })
