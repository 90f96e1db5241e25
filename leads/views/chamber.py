"""A chamber sends its firms, and sees how far each of them has come."""
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.begun import begun
from core.acting import attempt, posted
from core.errors import require
from core.i18n import LANGUAGE_CODES, say_both
from core.sheets import download
from core.typesetting.squares import qr_svg
from core.uploads import dropped_files

from .. import services
from ..forms import ReferForm, ReferralFile
from ..links import chamber_link
from ..models import Lead
from ..pages import files
from ..pages.display import referred_row
from ..permissions import can_refer_firms, chamber_of
from ..rules.answering import answer_by

PER_PAGE = 50


@require_GET
def ours(request):
    require(can_refer_firms(request.user))
    chamber, now = chamber_of(request.user), timezone.now()
    found = Lead.objects.visible_to(request.user).most_urgent_first(now)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    links = [{"code": code, "name": name, "link": chamber_link(chamber, code)} for code, name in settings.LANGUAGES]
    return render(request, "leads/ours.html", {
        "chamber": chamber, "page": page, "rows": [referred_row(lead) for lead in page], "links": links,
        "silent": Lead.objects.unshared_of(chamber).count(),
    })


@require_GET
def qr(request, language: str):
    """The chamber's link as a picture, to be printed."""
    require(can_refer_firms(request.user))
    if language not in LANGUAGE_CODES:
        raise Http404
    return HttpResponse(qr_svg(chamber_link(chamber_of(request.user), language)), content_type="image/svg+xml")


@require_http_methods(["GET", "POST"])
def refer(request):
    require(can_refer_firms(request.user))
    chamber = chamber_of(request.user)
    initial = {"language": request.user.language, "told_to": request.user.full_name}
    form = ReferForm(posted(request), country=chamber.country, initial=initial)
    status = attempt(form, _refer, None, by=request.user) if form.is_bound else 200
    if status == 0:
        until = answer_by(chamber.country, timezone.now())
        said = _("Sent to Minamin. The firm is written to by: %(day)s")
        messages.success(request, said % {"day": say_both(until, request.user.time_zone)})
        return redirect("leads:ours")
    return render(request, "leads/refer.html", {"form": begun(request, form), "chamber": chamber}, status=status)


def _refer(_nothing, **given):
    services.refer_firm(**given)


@require_http_methods(["GET", "POST"])
def refer_file(request):
    """First shows what every row would become; the rows travel signed in the page until they are sent."""
    require(can_refer_firms(request.user))
    chamber = chamber_of(request.user)
    if "rows" in request.POST:
        return _send(request)
    form = ReferralFile(posted(request), request.FILES or None, dropped=dropped_files(request))
    found = files.preview(form, chamber.country) if form.is_valid() else files.Preview()
    status = 422 if form.errors else 200
    return render(request, "leads/refer_file.html", {
        "form": form, "columns": files.columns(), **found._asdict()
    }, status=status)


@require_GET
def refer_empty(request, kind: str):
    """A file to fill in."""
    require(can_refer_firms(request.user))
    return download("firms", kind, [files.empty_file()])


def _send(request):
    done, rows = files.send(request.POST["rows"], by=request.user, now=timezone.now())
    said = _("%(count)s firms were sent to Minamin.") % {"count": done}
    return render(request, "leads/refer_file.html", {
        "form": ReferralFile(), "rows": rows, "signed": "", "columns": files.columns(), "said": said
    })
