"""A report asked for and written by the worker, and what its page says."""

import io
from datetime import date

import pypdf

from mou import services
from mou.models import Report

YEAR = {"from_on": date(2024, 8, 9), "until_on": date(2025, 8, 8)}


def issue(memorandum, by, now, languages=("ja", "ru"), **span) -> Report:
    made = services.request_report(memorandum, **(YEAR | span), languages=list(languages), by=by, now=now)
    services.work_on_reports()
    return Report.objects.get(pk=made.pk)


def page_text(report) -> str:
    return " ".join(
        " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(bytes(report.pdf))).pages).split()
    )
