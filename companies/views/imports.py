"""Importing files with a page: upload, preview of every row, confirmation, progress."""
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.acting import posted, press
from core.errors import require
from core.lifecycle import allowed_actions
from core.text import Phrase
from core.uploads import dropped_files

from .. import services
from ..forms import ImportForm
from ..models import ImportJob
from ..permissions import can_review

PER_PAGE = 200
JOB_TONE = {
    "uploaded": "info", "previewed": "due", "confirmed": "info", "done": "done",
    "failed": "overdue", "stopped": "overdue", "abandoned": "planned",
}
OUTCOME = {
    "new": ("done", pgettext_lazy("row of a file", "New"), "plus"),
    "unchanged": ("planned", pgettext_lazy("row of a file", "Unchanged"), ""),
    "refused": ("overdue", pgettext_lazy("row of a file", "Refused"), "circle-x"),
}
SHEET = {"firms": gettext_lazy("Firms"), "lines": gettext_lazy("Lines")}


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
        return render(request, "companies/import_new.html", {"form": form}, status=422 if form.errors else 200)
    firms, lines = form.cleaned_data["firms"], form.cleaned_data["lines"]
    job = services.upload_import(
        firms_name=firms.name, firms_file=firms.read(), lines_name=lines.name if lines else "",
        lines_file=lines.read() if lines else None, by=request.user, now=timezone.now(),
    )
    return redirect(job)


@require_GET
def import_job(request, pk):
    """One address for the whole life of an import; while a worker is at it the page fetches itself anew."""
    require(can_review(request.user))
    job = get_object_or_404(ImportJob.objects.light(), pk=pk)
    rows = job.report.get("rows", [])
    asked = request.GET.get("show", "")
    shown = [row for row in rows if row["outcome"] == asked] if asked in OUTCOME else rows
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    error = job.report.get("error")
    return render(request, "companies/import.html", {
        "job": job, "tone": JOB_TONE[job.state], "working": job.is_working, "counts": _counts(job),
        "tabs": _tabs(rows, asked), "page": page, "rows": [_row(row) for row in page],
        "invite_url": f"{reverse('companies:invite_firms')}?import={job.pk}" if job.is_done else "",
        "error": str(Phrase.revived(error)) if error else "", "may_decide": "confirm" in allowed_actions(job),
        "may_resume": "resume" in allowed_actions(job),
    })


def _counts(job: ImportJob) -> list[dict]:
    counts = job.report.get("counts", {})
    return [
        {"label": str(word), "number": counts[outcome]}
        for outcome, (tone, word, icon) in OUTCOME.items() if outcome in counts
    ]


def _tabs(rows: list[dict], asked: str) -> list[dict]:
    outcomes = [row["outcome"] for row in rows]
    every = {"url": "?", "label": _("All rows"), "count": len(rows), "current": asked not in OUTCOME}
    return [every] + [
        {"url": f"?show={outcome}", "label": word, "count": outcomes.count(outcome), "current": asked == outcome}
        for outcome, (tone, word, icon) in OUTCOME.items()
    ]


def _row(row: dict) -> dict:
    tone, word, icon = OUTCOME[row["outcome"]]
    return {
        "number": row["row"], "sheet": SHEET[row["sheet"]], "key": row["key"], "what": row["what"],
        "tone": tone, "word": word, "icon": icon,
        "messages": [str(Phrase.revived(message)) for message in row["messages"]],
    }


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
    require(can_review(request.user))
    job = get_object_or_404(ImportJob.objects.light(), pk=pk)
    press(request, service, job, done=done)
    return redirect(job)
