"""The same import with a page: uploaded, previewed by a worker, confirmed by a person, written by a worker."""
import logging
from collections.abc import Callable
from datetime import datetime

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction
from django.utils.translation import gettext_noop as _

from core.activity import record
from core.errors import permit
from core.intake.problems import FileUnreadable
from core.lifecycle import move
from core.locks import only_one
from core.sweeps import each
from core.text import Phrase
from core.wake import nudge_once

from ...models import Firm, ImportJob, PartneringProfile
from ...permissions import can_review
from .preview import NEW, REFUSED, Plan, prepare_import
from .writing import ONE_AT_A_TIME, unheard, write_plan

logger = logging.getLogger("portal.import")
WAITING = ("uploaded", "confirmed")
UNREAD = Phrase(_("The files could not be read because of an error. Nothing was written. Upload them again."))
STOPPED = Phrase(
    _("The import stopped because of an error. What is written waits, marked as not finished, until the import goes "
      "on.")
)
UNWRITTEN = Phrase(
    _("This row could not be written, the others were. Upload the files again, or tell Minamin the row’s key.")
)


@transaction.atomic
def upload_import(
    *, firms_name: str, firms_file: bytes, lines_name: str, lines_file: bytes | None, by, now: datetime
) -> ImportJob:
    permit(by, can_review)
    job = ImportJob.objects.create(
        firms_name=firms_name, firms_file=firms_file, lines_name=lines_name, lines_file=lines_file,
        uploaded_by=by, uploaded_at=now,
    )
    record(job, "upload", by=by, now=now)
    nudge_once("companies.work_on_imports")
    return job


def work_on_imports(*, now: datetime) -> int:
    """Worker's part; while one import runs, others wait for the next sweep. Returns how many were worked on."""
    waiting = ImportJob.objects.filter(state__in=WAITING).order_by("uploaded_at").only("pk")
    with only_one(ONE_AT_A_TIME) as mine:
        if not mine:
            return 0
        swept = each("companies.work_on_imports", waiting, lambda job: run_import(job, now=now), now=now, atomic=False)
        return swept.done


def run_import(job: ImportJob, *, now: datetime) -> None:
    """Make the preview, or carry out what was confirmed. Safe to run again after a crash."""
    job = ImportJob.objects.get(pk=job.pk)
    if job.state not in WAITING:
        return
    try:
        plan = prepare_import(
            bytes(job.firms_file), job.firms_name, bytes(job.lines_file) if job.lines_file else None, job.lines_name
        )
        _preview(job, plan, now) if job.state == "uploaded" else _carry_out(job, plan, now)
    except SoftTimeLimitExceeded:  # the next sweep goes on
        raise
    except FileUnreadable as error:
        _end(job, error.message, now)
    except Exception:  # told to the person who waits for it, instead of tried in vain every half minute
        logger.exception("import %s stopped", job.pk)
        _end(job, UNREAD if job.state == "uploaded" else STOPPED, now)


def _preview(job: ImportJob, plan: Plan, now: datetime) -> None:
    """For a person to confirm; with nothing new in the files there is nothing to decide."""
    report = {"rows": plan.rows, "counts": plan.counts(), "notices": plan.notices}
    said = {"report": report, "total_rows": plan.size}
    if plan.size:
        move(job, "preview", by=None, now=now, **said)
    else:
        move(job, "end", by=None, now=now, finished_at=now, **said)


def _carry_out(
    job: ImportJob, plan: Plan, now: datetime, hear: Callable[[int], None] = unheard
) -> dict[str, int]:
    """What is written already is not written again; until all is, it is marked as unfinished."""
    before = max(job.total_rows - plan.size, 0)  # what an earlier, interrupted run has written already

    def progress(done: int) -> None:
        ImportJob.objects.filter(pk=job.pk).update(done_rows=min(before + done, job.total_rows))
        hear(done)

    lost: set[str] = set()
    counts = write_plan(plan, by=job.uploaded_by, now=now, job=job, progress=progress, lost=lost.add)
    counts = counts | {"new": counts["new"] + before, "unchanged": max(counts["unchanged"] - before, 0)}
    report = job.report | {"counts": counts, "rows": [_as_written(row, lost) for row in job.report["rows"]]}
    _finish(job, now, report=report)
    return counts


@transaction.atomic
def _finish(job: ImportJob, now: datetime, **fields) -> None:
    """All at once: its firms can be invited, its profiles suggested."""
    move(job, "finish", by=None, now=now, done_rows=job.total_rows, finished_at=now, **fields)
    for model in (Firm, PartneringProfile):
        model.objects.filter(unfinished_import=job).update(unfinished_import=None)


def _as_written(row: dict, lost: set[str]) -> dict:
    if row["outcome"] != NEW or row["key"] not in lost:
        return row
    return row | {
        "outcome": REFUSED, "messages": [UNWRITTEN.stored(), *row["messages"]],
        "fields": ["", *row.get("fields", [])], "reasons": 1,
    }


def _end(job: ImportJob, reason: Phrase, now: datetime) -> None:
    verb = "fail" if job.state == "uploaded" else "stop"
    move(job, verb, by=None, now=now, report=job.report | {"error": reason.stored()}, finished_at=now)


def import_files(
    plan: Plan, *, by, now: datetime, progress: Callable[[int], None] = unheard
) -> dict[str, int]:
    """At once, for the command; whatever a kill leaves undone, a worker finishes. Returns counts by outcome."""
    permit(by, can_review)
    if not plan.size:
        return plan.counts()
    with transaction.atomic():
        job = upload_import(**plan.files._asdict(), by=by, now=now)
        _preview(job, plan, now)
        confirm_import(job, by=by, now=now)
    return _carry_out(job, plan, now, progress)


@transaction.atomic
def confirm_import(job: ImportJob, *, by, now: datetime) -> None:
    permit(by, can_review)
    move(job, "confirm", by=by, now=now)
    nudge_once("companies.work_on_imports")


@transaction.atomic
def resume_import(job: ImportJob, *, by, now: datetime) -> None:
    """One that an error has stopped goes on where it was."""
    permit(by, can_review)
    report = {name: value for name, value in job.report.items() if name != "error"}
    move(job, "resume", by=by, now=now, report=report, finished_at=None)
    nudge_once("companies.work_on_imports")


def abandon_import(job: ImportJob, *, by, now: datetime) -> None:
    permit(by, can_review)
    move(job, "abandon", by=by, now=now)
