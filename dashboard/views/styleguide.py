"""Every component in every state and language: what pages are put together from, for those who look at them."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from core.errors import require
from core.i18n import LANGUAGE_CODES, current_language, speaking

from ..permissions import can_see_styleguide


@require_GET
def styleguide(request):
    """`?language=ja` draws it in another language; the reader's own stays what it is."""
    require(can_see_styleguide(request.user))
    language = request.GET.get("language", current_language())
    if language not in LANGUAGE_CODES:
        raise Http404
    tabs = [
        {"url": f"?language={code}", "label": name, "current": code == language}
        for code, name in settings.LANGUAGES
    ]
    with speaking(language):
        return render(request, "components/gallery.html", {"language_tabs": tabs})
