"""One box for everything the reader may see."""
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from core.errors import require

from ..computed import found
from ..pages.search import groups_of
from ..permissions import can_see_work


@require_GET
def search(request):
    require(can_see_work(request.user))
    text = request.GET.get("q", "")
    query = found.asked(text)
    if query and (case := found.exactly(request.user, query)):
        return redirect(case)
    groups = groups_of(found.find(request.user, query), query) if query else []
    return render(request, "office/search.html", {"query": query, "text": text[: found.LONGEST], "groups": groups})
