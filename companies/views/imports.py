"""Importing files with a page: upload, preview of every row, confirmation, progress."""
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.acting import posted, press
from core.errors import require
from core.lifecycle import allowed_actions
from core.sheets import download
from core.text import Phrase
from core.uploads import dropped_files

from .. import services
from ..forms import ImportForm
from ..models import ImportJob
from ..pages import import_files, import_rows
from ..permissions import can_review

PER_PAGE = 50
JOB_TONE = {
    "uploaded": "info", "previewed": "due", "confirmed": "info", "done": "done",
    "failed": "overdue", "stopped": "overdue", "abandoned": "planned",
}
COUNTED = {outcome: import_rows.GROUPS[outcome] for outcome in ("new", "unchanged", "refused")}


@require_GET
def imports(request):
    require(can_review(request.user))
    page = Paginator(
        ImportJob.objects.light().select_related("uploaded_by").order_by("-uploaded_at"), 30
    ).get_page(request.GET.get("page"))
    rows = [{"job": job, "tone": JOB_TONE[job.state], "counts": _counts(job)} for job in page]
    return render(request, "companies/imports.html", {"page": page, "rows": rows})


@require_http_methods(["GET", "POST"])
def import_new(request):
    require(can_review(request.user))
    form = ImportForm(posted(request), request.FILES or None, dropped=dropped_files(request))
    if not form.is_valid():
        context = {"form": form, "templates": import_files.offered()}
        return render(request, "companies/import_new.html", context, status=422 if form.errors else 200)
    firms, lines = form.cleaned_data["firms"], form.cleaned_data["lines"]
    job = services.upload_import(
        firms_name=firms.name, firms_file=firms.read(), lines_name=lines.name if lines else "",
        lines_file=lines.read() if lines else None, by=request.user, now=timezone.now(),
    )
    return redirect(job)


@require_GET
def import_template(request, sheet: str, kind: str):
    """An empty file with one row as an example."""
    require(can_review(request.user))
    if not import_files.is_sheet(sheet):
        raise Http404
    return download(sheet, kind, [import_files.template(sheet)])


@require_GET
def import_job(request, pk):
    """One address for the whole life of an import; while a worker is at it the page fetches itself anew."""
    job = _job(request, pk)
    rows, asked = job.report.get("rows", []), request.GET.get("show", "")
    page = Paginator(import_rows.in_order(rows, asked), PER_PAGE).get_page(request.GET.get("page"))
    error, allowed = job.report.get("error"), allowed_actions(job)
    return render(request, "companies/import.html", {
        "job": job, "tone": JOB_TONE[job.state], "working": job.is_working, "counts": _counts(job),
        "notices": import_rows.notices(job.report),
        "tabs": import_rows.tabs(rows, asked), "page": page, "rows": [import_rows.shown(row) for row in page],
        "not_taken": [] if job.is_working else import_rows.not_taken(rows),
        "invite_url": f"{reverse('companies:invite_firms')}?import={job.pk}" if job.has_written else "",
        "error": str(Phrase.revived(error)) if error else "",
        "may_decide": "confirm" in allowed, "may_resume": "resume" in allowed,
    })


@require_GET
def import_not_taken(request, pk, sheet: str, kind: str):
    """The refused rows, to be corrected and uploaded again."""
    job = _job(request, pk, whole=True)
    if not import_files.is_sheet(sheet):
        raise Http404
    return download(f"{sheet}-{pk.hex[:6]}", kind, [import_files.not_taken(job, sheet)])


def _job(request, pk, *, whole: bool = False) -> ImportJob:
    require(can_review(request.user))
    return get_object_or_404(ImportJob.objects.all() if whole else ImportJob.objects.light(), pk=pk)


def _counts(job: ImportJob) -> list[dict]:
    counts = job.report.get("counts", {})
    return [
        {"label": str(word), "number": counts[outcome]}
        for outcome, (_tone, word, _icon) in COUNTED.items() if outcome in counts
    ]


@require_POST
def import_confirm(request, pk):
    return _decide(
        request, pk, services.confirm_import, done=_("Confirmed. You can close this page; the import goes on.")
    )


@require_POST
def import_resume(request, pk):
    return _decide(request, pk, services.resume_import, done=_("The import goes on."))


@require_POST
def import_abandon(request, pk):
    return _decide(request, pk, services.abandon_import, done=_("Abandoned. Nothing was written."))


def _decide(request, pk, service, *, done: str):
    job = _job(request, pk)
    press(request, service, job, done=done)
    return redirect(job)
