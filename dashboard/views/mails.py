"""The gallery of mails: what every letter of the portal says, in each language."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from core.errors import require
from core.i18n import LANGUAGE_CODES, current_language

from ..pages import mails as page_of
from ..permissions import can_see_mails


@require_GET
def mails(request):
    require(can_see_mails(request.user))
    return render(request, "dashboard/mails.html", page_of.page(request))


@require_GET
def mail(request, app, name):
    """`?language=kk` writes it in another language; the page around it stays in the reader's."""
    facts = _sample(request, app, name)
    tabs = [
        {"url": f"?language={code}", "label": word, "current": code == facts["language"]}
        for code, word in settings.LANGUAGES
    ]
    return render(request, "dashboard/mail.html", facts | {"language_tabs": tabs})


@require_GET
def mail_html(request, app, name):
    """As a mail program draws it."""
    return HttpResponse(_sample(request, app, name)["html"])


def _sample(request, app: str, name: str) -> dict:
    require(can_see_mails(request.user))
    language = request.GET.get("language", current_language())
    if language not in LANGUAGE_CODES or name not in page_of.kinds().get(app, ()):
        raise Http404
    return page_of.sample(f"{app}/{name}", language, request)
