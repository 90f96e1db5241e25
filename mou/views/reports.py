"""Reports of a memorandum: requested, watched while they are written, downloaded, forwarded."""

import json

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.acting import attempt, posted, press
from core.errors import Refusal, require
from core.files.downloads import attachment
from core.i18n import current_language, language_name
from core.lifecycle import allowed_actions
from core.sheets import XLSX
from core.text import Phrase

from .. import forms, services
from ..computed.years import year_of
from ..models import Memorandum, Report
from ..pages import display
from ..pages.reports import report_view
from ..permissions import can_use_reports
from ..rules.audience import READ_IN
from .memoranda import partner_zone, visible

PER_PAGE = 20


@require_http_methods(["GET", "POST"])
def reports(request, pk):
    """All reports of a memorandum, and the form for the next."""
    found = visible(request, pk)
    form = forms.ReportForm(posted(request), initial=_preset(request, found))
    if form.is_valid():
        given = form.cleaned_data
        require(can_use_reports(request.user, found))
        try:
            report = services.request_report(
                found, from_on=given["from_on"], until_on=given["until_on"],
                languages=[given["first_language"], given["second_language"]], by=request.user, now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            return redirect(report)
    page = Paginator(found.reports.light().select_related("requested_by"), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "mou/reports.html", {
        "memorandum": found, "form": form if can_use_reports(request.user, found) and found.in_force_on else None,
        "page": page, "rows": [_row(report) for report in page], "other_zone": partner_zone(found, request.user),
    }, status=422 if form.errors else 200)


def _preset(request, memorandum: Memorandum) -> dict:
    """The present memorandum year, the reader's language and one of the other side."""
    today = display.local_today(memorandum, timezone.now())
    year = year_of(memorandum, today)
    own = current_language()
    others = [code for party in memorandum.parties.all() for code in READ_IN[party.country] if code != own]
    span = {"from_on": year.first, "until_on": min(year.last, today)} if year else {}
    return span | {"first_language": own, "second_language": others[0] if others else "ja"}


def _row(report: Report) -> dict:
    return {
        "report": report, "tone": display.REPORT_TONE[report.state], "word": report.get_state_display(),
        "language_pair": " – ".join(map(language_name, report.languages)),
    }


def _visible(request, pk, *, whole: bool = False) -> Report:
    rows = Report.objects.visible_to(request.user).select_related("memorandum", "requested_by")
    rows = rows.with_parties()
    return get_object_or_404(rows if whole else rows.light(), pk=pk)


@require_GET
def report(request, pk):
    """One address for its whole life; while a worker is at it the page fetches itself anew."""
    return _page(request, _visible(request, pk))


def _page(request, found: Report, *, form=None, status: int = 200):
    issued, may_use, can = found.is_issued, can_use_reports(request.user, found.memorandum), allowed_actions(found)
    zone = partner_zone(found.memorandum, request.user)
    return render(request, "mou/report.html", _row(found) | {
        "memorandum": found.memorandum,
        "working": "start" in can,
        "issued": issued,
        "error": str(Phrase.revived(found.error)) if found.error else "",
        "may_retry": "retry" in can and may_use,
        "forward_form": (form or forms.ForwardForm()) if issued and may_use else None,
        "corrections": len(found.figures.get("corrections", [])) if issued else 0,
        "said": report_view(found, zone) if issued and found.figures else None,
        "other_zone": zone,
    }, status=status)


@require_POST
def report_retry(request, pk):
    found = _visible(request, pk)
    require(can_use_reports(request.user, found.memorandum))
    press(request, services.retry_report, found, done=_("The report is written again."))
    return redirect(found)


@require_POST
def report_forward(request, pk):
    found = _visible(request, pk)
    require(can_use_reports(request.user, found.memorandum))
    form = forms.ForwardForm(request.POST)
    if status := attempt(form, services.forward_report, found, by=request.user):
        return _page(request, found, form=form, status=status)
    messages.success(request, _("Forwarded."))
    return redirect(found)


@require_GET
def report_file(request, pk, kind: str):
    found = _visible(request, pk, whole=True)
    if not found.is_issued:
        raise Http404
    name = f"{found.memorandum.number}-{found.number}.{kind}"
    if kind == "pdf":
        return attachment(name, "application/pdf", bytes(found.pdf))
    if kind == "xlsx":
        return attachment(name, XLSX, bytes(found.xlsx))
    return attachment(name, "application/json", json.dumps(found.figures, ensure_ascii=False, indent=1).encode())
