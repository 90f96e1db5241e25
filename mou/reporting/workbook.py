"""A report's figures as a workbook; every text is text, whatever it begins with."""

import io
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from core.i18n import speaking

from ..enums import Cadence, Owing
from .figures import Figures
from .words import commitment_title, evidence_title, obligation_title, party_names, standing_word

BOLD = Font(bold=True)


def make_workbook(given: Figures, language: str) -> bytes:
    """Three sheets in one language: periods, balance, evidence."""
    with speaking(language):
        book = Workbook(write_only=True)
        _fill(book, _("Periods"), *_periods(given))
        _fill(book, _("Reciprocity"), *_balances(given))
        _fill(book, _("Evidence"), *_evidence(given))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(book: Workbook, title: str, heads: list[str], rows: list[list[Any]]) -> None:
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for number in range(len(heads)):
        sheet.column_dimensions["ABCDEFGHIJKL"[number]].width = 24
    sheet.append([_cell(sheet, head, bold=True) for head in heads])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet, value: Any, bold: bool = False) -> WriteOnlyCell:
    """A string stays a string: the library would take one that begins with "=" for a formula."""
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
    if bold:
        cell.font = BOLD
    return cell


def _periods(given: Figures) -> tuple[list[str], list[list[Any]]]:
    heads = [
        _("Commitment"), _("Obligation"), _("Responsible side"), _("How often?"),
        _("From"), _("Until"), pgettext("column", "Due"),
        pgettext("column", "Delivered"), _("Promised"), _("Standing"),
    ]
    rows = [
        [
            commitment_title(commitment, translation.get_language()), obligation_title(row),
            str(Owing(row["owing"]).label),
            str(Cadence(row["cadence"]).label), one["start"], one["end"],
            one["due_on"], one["delivered"], one["target"],
            standing_word(one),
        ]
        for commitment in given["commitments"] for row in commitment["obligations"] for one in row["periods"]
    ]
    return heads, rows


def _balances(given: Figures) -> tuple[list[str], list[list[Any]]]:
    names = party_names(given["memorandum"], translation.get_language())
    heads = [_("Commitment")] + [
        f"{names[side]}: {word}"
        for side in ("japan", "central_asia") for word in (pgettext("column", "Delivered"), _("Promised"))
    ]
    rows = [
        [commitment_title(one, translation.get_language()), *one["balance"]["japan"], *one["balance"]["central_asia"]]
        for one in given["commitments"]
    ]
    return heads, rows


def _evidence(given: Figures) -> tuple[list[str], list[list[Any]]]:
    titles = {
        row["id"]: obligation_title(row) for commitment in given["commitments"] for row in commitment["obligations"]
    }
    heads = [
        _("Day"), _("Obligation"), _("What was delivered"), _("How many?"), _("Submitted by"), _("Countersigned by")
    ]
    rows = [
        [
            one["day"], titles.get(one["obligation"], ""),
            evidence_title(one, [translation.get_language()])[0], one["quantity"],
            one["submitted_by"], one["countersigned_by"],
        ]
        for one in given["evidence"]
    ]
    return heads, rows
