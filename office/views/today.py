"""What waits for the reader, whatever it is, by the moment until which it waits."""
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.errors import require
from core.text import clean

from ..computed import work
from ..pages.today import PER_PAGE, WorkList, filters
from ..permissions import can_see_work
from ..sources import SOURCES


@require_GET
def today(request):
    require(can_see_work(request.user))
    user, now = request.user, timezone.now()
    kind = clean(request.GET.get("kind", ""))
    if kind and not (kind in SOURCES and SOURCES[kind].is_for(user)):
        messages.warning(request, _("There is no such filter. Everything that waits is shown."))
        kind = ""
    tallied = work.tally(user, now)
    kinds = [kind] if kind else list(tallied)
    listed = WorkList(user, now, kinds, sum(tallied.get(name, 0) for name in kinds))
    page = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "office/today.html", {
        "page": page, "filters": filters(tallied, kind), "kind": kind, "total": sum(tallied.values()),
    })
