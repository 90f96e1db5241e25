"""Lists the portal gives out: as a workbook, or as the CSV file that the reader's Excel takes apart by itself."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.http import Http404, HttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from .cells import escape_cell
from .files.downloads import attachment
from .i18n import current_language

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = ("xlsx", "csv")
# Where the decimal sign is a comma, Excel parts cells by semicolons.
SEPARATOR = {"ru": ";", "kk": ";", "uz": ";"}
TITLE_LIMIT, CELL_LIMIT = 31, 32_767  # characters Excel takes
NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
NOT_IN_CELLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
AS_TEXT = "@"  # what is typed into such a cell stays as typed, zeros in front included
ROWS_WITH_CHOICES = 10_000
BOLD = Font(bold=True)
CHOICES = "choices"  # name of the hidden sheet


class Column(NamedTuple):
    """`choices`: offered in a drop-down; another value may be typed where `open` is set."""

    head: str
    choices: Sequence[str] = ()
    open: bool = False
    width: int = 24


@dataclass(frozen=True)
class Sheet:
    """`columns`: heads alone, or with what may stand below them. `filters`: a list to be read and sifted;
    otherwise one to be filled in.
    """

    title: str
    columns: Sequence[str | Column]
    rows: Iterable[Sequence[Any]]
    filters: bool = False

    @property
    def every(self) -> list[Column]:
        return [one if isinstance(one, Column) else Column(one) for one in self.columns]


def download(name: str, kind: str, sheets: Sequence[Sheet]) -> HttpResponse:
    """`name` without its ending; as CSV the first sheet alone. Another kind is no page of ours."""
    if kind not in KINDS:
        raise Http404
    if kind == "xlsx":
        return attachment(f"{name}.xlsx", XLSX, workbook(sheets))
    return attachment(f"{name}.csv", "text/csv; charset=utf-8", csv_file(sheets[0]).encode())


def csv_file(sheet: Sheet) -> str:
    """In the current language: with the mark by which Excel knows UTF-8, and no cell that runs as a formula."""
    out = io.StringIO()
    out.write("\ufeff")
    table = csv.writer(out, delimiter=SEPARATOR.get(current_language(), ","))
    table.writerow([escape_cell(column.head) for column in sheet.every])
    table.writerows([escape_cell(value) for value in row] for row in sheet.rows)
    return out.getvalue()


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """Every text is text, whatever it begins with; numbers and days are numbers and days."""
    book = Workbook(write_only=True)
    offered: list[Sequence[str]] = []
    for sheet in sheets:
        _fill(book, sheet, offered)
    if offered:
        hidden = book.create_sheet(CHOICES)
        hidden.sheet_state = "hidden"
        for values in offered:
            hidden.append([_cell(hidden, value) for value in values])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(book: Workbook, given: Sheet, offered: list[Sequence[str]]) -> None:
    sheet = book.create_sheet(NOT_IN_TITLES.sub(" ", given.title)[:TITLE_LIMIT])
    sheet.freeze_panes = "A2"
    for number, column in enumerate(given.every, 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = column.width
        sheet.column_dimensions[letter].number_format = AS_TEXT
        if column.choices:
            offered.append(column.choices)
            sheet.data_validations.append(_drop_down(column, letter, len(offered)))
    sheet.append([_cell(sheet, column.head, bold=True) for column in given.every])
    rows = 1
    for row in given.rows:
        sheet.append([_cell(sheet, value) for value in row])
        rows += 1
    if given.filters:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(given.every))}{rows}"


def _drop_down(column: Column, letter: str, row: int) -> DataValidation:
    """From a row of the hidden sheet: a list inside the rule may hold no comma and 255 characters."""
    last = get_column_letter(len(column.choices))
    rule = DataValidation(
        type="list", formula1=f"{quote_sheetname(CHOICES)}!$A${row}:${last}${row}",
        allow_blank=True, showErrorMessage=not column.open,
    )
    rule.add(f"{letter}2:{letter}{ROWS_WITH_CHOICES + 1}")
    return rule


def _cell(sheet, value: Any, bold: bool = False) -> WriteOnlyCell:
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.make_naive(value)  # a workbook knows no zones: the reader's clock
    plain = value is None or isinstance(value, int | float | date)
    cell = WriteOnlyCell(sheet, value if plain else NOT_IN_CELLS.sub("", str(value))[:CELL_LIMIT])
    if not plain:
        cell.data_type = "s"  # the library would take one that begins with "=" for a formula
        cell.number_format = AS_TEXT
    if bold:
        cell.font = BOLD
    return cell
