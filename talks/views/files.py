"""Files of a conversation: added, handed out to those who take part, removed."""
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.acting import attempt, posted, press
from core.errors import require
from core.files.downloads import hand_out
from core.limits import is_within
from core.uploads import dropped_files

from .. import services
from ..forms import SharedFileForm
from ..models import SharedFile, Thread
from ..pages import thread as pages
from ..permissions import can_remove_file, can_write, released, side_of
from ..rules.limits import MOST_FILES_AN_HOUR
from .shared import visible_match


@require_http_methods(["GET", "POST"])
def file_new(request, pk):
    match = visible_match(request, pk)
    require(can_write(request.user, match) and released(match))
    form = SharedFileForm(posted(request), request.FILES or None, dropped=dropped_files(request))
    status = _share(request, match, form) if request.method == "POST" else 200
    if not status:
        messages.success(request, _("Added. The file is being checked."))
        return redirect("talks:thread", match.pk)
    context = {"match": match, "form": form, "title": pages.title_of(match, side_of(request.user, match))}
    return render(request, "talks/file_new.html", context, status=status)


def _share(request, match, form) -> int:
    if not is_within(f"files of {request.user.pk}", MOST_FILES_AN_HOUR, 3600):
        form.add_error(None, _("Many files within an hour. Add this one later."))
        return 429
    return attempt(form, services.share_file, match, by=request.user)


@require_GET
def file(request, pk):
    """Names are on the papers of a firm, so nothing is handed out while they are closed."""
    shared = _shared(request, pk)
    if not released(shared.thread.match):
        raise Http404
    return hand_out(request, shared.file)


@require_POST
def file_remove(request, pk):
    shared = _shared(request, pk)
    require(can_remove_file(request.user, shared))
    press(request, services.remove_file, shared, done=_("Removed. Nobody gets this file any more."))
    return redirect("talks:thread", shared.thread.match_id)


def _shared(request, pk) -> SharedFile:
    found = SharedFile.objects.standing().filter(thread__in=Thread.objects.visible_to(request.user))
    rows = found.select_related("file", "thread__match__japan", "thread__match__partner")
    return get_object_or_404(rows.prefetch_related("thread__match__introductions"), pk=pk)
