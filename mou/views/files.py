"""Files of evidence, memoranda and sessions: only for those who see what they belong to."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from core.files.downloads import hand_out

from ..computed.files import files_visible_to


@require_GET
def file(request, pk):
    return hand_out(request, get_object_or_404(files_visible_to(request.user), pk=pk))
