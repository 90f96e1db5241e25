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
from ..pages.today import PER_PAGE, View, WorkList, filters, stand_ins_of, tabs
from ..permissions import can_see_work
from ..sources import SOURCES


@require_GET
def today(request):
    require(can_see_work(request.user))
    user, now = request.user, timezone.now()
    view = _view(request)
    people = [user.pk, *(one.person_id for one in stand_ins_of(user, now))]
    tallied = work.tally(user, now, people)
    kinds = [view.kind] if view.kind else list(tallied)
    asked = work.Asked(kinds, people if view.mine else None, view.resting)
    length = sum(getattr(tallied[kind], view.shown) for kind in kinds if kind in tallied)
    page = Paginator(WorkList(user, now, asked, length), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "office/today.html", {
        "page": page, "tabs": tabs(tallied, view), "filters": filters(tallied, view), "view": view,
        "stands_in": len(people) > 1,
    })


def _view(request) -> View:
    """What does not exist is said, and everything shown."""
    kind = clean(request.GET.get("kind", ""))
    if kind and not (kind in SOURCES and SOURCES[kind].is_for(request.user)):
        messages.warning(request, _("There is no such filter. Everything that waits is shown."))
        kind = ""
    return View(kind, "mine" in request.GET, "resting" in request.GET)
