"""Reports: requested by a party or staff, written by a worker, issued once and for all,
forwarded as a link with its hash.
"""

import hashlib
import logging
from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop

from core.activity import record
from core.errors import permit
from core.geography import ZONE
from core.i18n import LANGUAGE_CODES
from core.lifecycle import lock, move
from core.locks import only_one
from core.reasons import note_to_strangers
from core.sweeps import Swept, each
from core.text import LONGEST_ADDRESS, Phrase
from core.wake import nudge_once

from .. import messages
from ..errors import AddressWrong, NotAParty, ReportNotIssued, SameLanguageTwice, SpanWrong, TooManyAddresses
from ..models import Memorandum, Report
from ..permissions import can_use_reports
from ..reporting.corrections import Issued
from ..reporting.figures import figures
from ..reporting.paper import make_pdf
from ..reporting.words import page_data
from ..reporting.workbook import make_workbook

logger = logging.getLogger("portal.report")
STEPS = 4
MOST_ATTEMPTS = 3
MOST_ADDRESSES = 10
STOPPED = Phrase(
    gettext_noop(
        "The report could not be written. The figures are safe; try again, or tell Minamin the report’s number."
    )
)


@transaction.atomic
def request_report(
    memorandum: Memorandum, *, from_on: date, until_on: date, languages: list[str], by, now: datetime
) -> Report:
    """Queue the next one; numbers have no gap."""
    locked = lock(memorandum)
    if not can_use_reports(by, memorandum):
        raise NotAParty
    if len(set(languages)) != 2 or not set(languages) <= set(LANGUAGE_CODES):
        raise SameLanguageTwice
    if locked.in_force_on is None or until_on < from_on or until_on < locked.in_force_on:
        raise SpanWrong
    newest = memorandum.reports.order_by("-number").values_list("number", flat=True).first() or 0
    report = Report.objects.create(
        memorandum=memorandum, number=newest + 1, from_on=from_on, until_on=until_on,
        languages=languages, requested_by=by, requested_at=now, total_steps=STEPS,
    )
    record(report, "request", by=by, now=now)
    nudge_once("mou.work_on_reports")
    return report


@transaction.atomic
def retry_report(report: Report, *, by, now: datetime) -> None:
    permit(by, can_use_reports, report.memorandum, otherwise=NotAParty)
    move(report, "retry", by=by, now=now, attempts=0, error={}, done_steps=0)
    nudge_once("mou.work_on_reports")


def work_on_reports() -> int:
    """Worker's part: all that wait, one at a time on the whole portal. A killed worker's report is taken up again."""
    done = 0
    with only_one("mou.reports") as mine:
        while mine and (swept := _work_through()).done:
            done += swept.done
    return done


def _work_through() -> Swept:
    def write(report: Report) -> None:
        write_report(report, now=timezone.now())

    return each("mou.work_on_reports", Report.objects.light().waiting(), write, now=timezone.now(), atomic=False)


def write_report(report: Report, *, now: datetime) -> None:
    """Figures, page, sheet, then everything at once into the row: whole or not at all."""
    if report.attempts >= MOST_ATTEMPTS:
        move(report, "fail", by=None, now=now, error=STOPPED.stored())
        return
    move(report, "start", by=None, now=now, attempts=report.attempts + 1, done_steps=0)
    try:
        _write(report, now)
    except Exception:  # whatever the engine or a strange text does: said on the page, kept in the log
        logger.exception("report %s of %s could not be written", report.number, report.memorandum_id)
        move(report, "fail", by=None, now=now, error=STOPPED.stored())


def _write(report: Report, now: datetime) -> None:
    memorandum = Memorandum.objects.with_parties().get(pk=report.memorandum_id)
    issued = memorandum.reports.filter(state="issued").order_by("as_of", "number").values_list("number", "figures")
    given = figures(memorandum, report.from_on, report.until_on, now, map(Issued._make, issued))
    _progress(report, 1)
    zones = ("Asia/Tokyo", next(ZONE[party.country] for party in memorandum.parties.all() if party.country != "JP"))
    link = settings.PORTAL_URL + memorandum.get_absolute_url()
    data = page_data(given, report.languages, number=report.number, link=link, zones=zones)
    _progress(report, 2)
    pdf = make_pdf(data, as_of=now)
    _progress(report, 3)
    xlsx = make_workbook(given, report.languages)
    _issue(report, now, figures=given, pdf=pdf, xlsx=xlsx)


@transaction.atomic
def _issue(report: Report, now: datetime, *, pdf: bytes, **made) -> None:
    digest = hashlib.sha256(pdf).hexdigest()
    move(report, "issue", by=None, now=now, as_of=now, pdf=pdf, pdf_sha256=digest, done_steps=STEPS, **made)
    messages.report_issued(report, now=now)


def _progress(report: Report, step: int) -> None:
    Report.objects.filter(pk=report.pk).update(done_steps=step)


@transaction.atomic
def forward_report(report: Report, *, to: list[str], note: str, by, now: datetime) -> int:
    """A mail with the link and the hash, never the file: whoever may not see the memorandum stays outside."""
    if not can_use_reports(by, report.memorandum):
        raise NotAParty
    if report.state != "issued":
        raise ReportNotIssued
    if not 1 <= len(to) <= MOST_ADDRESSES:
        raise TooManyAddresses
    for address in to:
        _check_address(address)
    note = note_to_strangers(note)
    act = record(report, "forward", by=by, now=now, data={"count": len(to)})
    path = reverse("mou:report", args=[report.pk])
    return sum(
        messages.report_forwarded(report, address, note=note, path=path, key=str(act.pk), by=by, now=now)
        for address in dict.fromkeys(to)
    )


def _check_address(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError as wrong:
        raise AddressWrong(address) from wrong
    if len(address) > LONGEST_ADDRESS:
        raise AddressWrong(address[:40] + "…")
