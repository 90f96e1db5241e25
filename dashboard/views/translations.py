"""The state of translations, and the page on which a native speaker accepts a text or words it better."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.errors import WordingRefused
from accounts.permissions import can_review_texts
from accounts.services import review_text
from core.acting import INVALID, posted
from core.catalogues import Entry, entries, translated_languages
from core.errors import Refusal, require

from ..forms import TextFilter, WordingForm
from ..pages import translations as page_of
from ..permissions import can_see_translations

PER_PAGE = 25


@require_GET
def translations(request):
    require(can_see_translations(request.user))
    return render(request, "dashboard/translations.html", {"translated": page_of.languages(request.user)})


@require_GET
def texts(request, language):
    known = _known(request, language)
    form = TextFilter(request.GET, known=list(known.values()))
    asked = form.values()
    page = Paginator(page_of.rows(language, **asked), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "dashboard/texts.html", {
        "form": TextFilter(initial=asked, known=list(known.values())), "page": page, "asked": _query(asked),
        "language": language, "name": dict(translated_languages())[language],
    })


@require_http_methods(["GET", "POST"])
def text(request, language, key):
    known = _known(request, language)
    if key not in known:
        raise Http404
    found, asked = page_of.text(known[key]), TextFilter(request.GET, known=list(known.values())).values()
    form = WordingForm(posted(request), entry=known[key], version=found["version"], forms_now=list(found["shown"]))
    status = _keep(form, known[key], found["version"], request.user) if form.is_bound else 200
    if not status:
        messages.success(request, _("Saved. Readers see it with the next release."))
        return _onwards(language, key, asked)
    return render(request, "dashboard/text.html", found | {
        "form": form, "language": language, "asked": _query(asked), "is_waiting": found["state"] == "waiting",
    }, status=status)


def _known(request, language: str) -> dict[str, Entry]:
    if language not in dict(translated_languages()):
        raise Http404
    require(can_see_translations(request.user) and can_review_texts(request.user, language))
    return entries(language)


def _keep(form: WordingForm, entry: Entry, version: int, by) -> int:
    if not form.is_valid():
        return INVALID
    try:
        review_text(entry, **form.given, by=by, now=timezone.now())
    except WordingRefused as refusal:
        form.name_faults(refusal)
        return refusal.status
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        form.catch_up(entry, version)
        return refusal.status
    return 0


def _onwards(language: str, key: str, asked: dict[str, str]):
    """To the next text that wants work, under the same filter."""
    following = page_of.next_key(language, key, asked)
    name, given = ("staff:text", [language, following]) if following else ("staff:texts", [language])
    return redirect(reverse(name, args=given) + _query(asked))


def _query(asked: dict[str, str]) -> str:
    given = QueryDict(mutable=True)
    given.update(asked)
    return f"?{given.urlencode()}" if asked else ""
