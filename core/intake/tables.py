"""A file that people send to records: a workbook or CSV, its header found, its fields named."""
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import NamedTuple

from django.utils.translation import gettext_noop as _
from openpyxl.utils import get_column_letter

from core.cells import unescape_cell
from core.text import Phrase, clean

from .csv_text import BLANK, read_rows
from .decoding import decode
from .headers import WITHIN, Columns, Header, Numbered, check_header, find_header
from .losses import letters_lost, lost_in, notice
from .problems import FileUnreadable, Problem
from .workbooks import Grid, is_workbook, not_a_table, read_grids

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 10_000
PAGE = re.compile(r"\s*<(?:!doctype|html|table|\?xml)", re.I)  # what some programs call .xls
NAMED = 20  # hidden rows and columns that a notice names one by one


class Record(NamedTuple):
    """A row under the header. `overflow`: it has more cells than there are columns."""

    number: int
    cells: dict[str, str]
    overflow: bool = False
    notices: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Table:
    """Records of a file, as they were typed; `sheet`: the one that was read, of a workbook."""

    encoding: str
    delimiter: str
    records: list[Record]
    notices: tuple[Problem, ...]
    sheet: str = ""


class Found(NamedTuple):
    """A sheet with the row that names its columns."""

    grid: Grid
    header: Header
    rows: Iterable[Numbered]


def read_table(data: bytes, filename: str, columns: Columns) -> Table:
    """Records of a workbook or CSV file; FileUnreadable when it cannot be trusted as a whole."""
    filename = clean(filename)[:100] or "?"
    if len(data) > MAX_BYTES:
        raise FileUnreadable(
            "too_big", _("%(file)s is larger than %(limit)s MB."), file=filename, limit=MAX_BYTES // 1024**2
        )
    if is_workbook(data):
        return _from_workbook(data, filename, columns)
    if data.startswith((b"\xd0\xcf\x11\xe0", b"%PDF", b"\x1f\x8b", b"\x89PNG")):
        raise not_a_table(filename)
    text, encoding = decode(data, filename)
    if PAGE.match(text):
        raise not_a_table(filename)
    delimiter, rows = read_rows(text, columns, filename)
    header, rows = _headed(rows, columns)
    notices = tuple(check_header(header, columns, filename))
    return Table(encoding, delimiter, _records(header, rows, filename), notices)


def _headed(rows: Iterator[Numbered], columns: Columns) -> tuple[Header, Iterator[Numbered]]:
    """The header, and the rows under it."""
    head = list(islice(rows, WITHIN))
    header = find_header(head, columns)
    under = (row for row in chain(head, rows) if row[0] > header.number)
    return header, under


def _records(header: Header, rows: Iterable[Numbered], filename: str, *, in_cells: bool = False) -> list[Record]:
    """Of cells beyond the header a workbook knows where they stand; in a CSV file they show that a row broke."""
    records: list[Record] = []
    lost: list[Record] = []
    for number, row in rows:
        if not records and _numbers_columns(row):
            continue
        if len(records) == MAX_ROWS:
            raise FileUnreadable("too_many_rows", _("%(file)s has more than %(limit)s rows. Please split it."),
                                 file=filename, limit=MAX_ROWS)
        cells = {name: "" for name in header.fields if name}
        cells |= {
            name: unescape_cell(cell.strip(BLANK)) for name, cell in zip(header.fields, row, strict=False) if name
        }
        overflow = not in_cells and any(cell.strip(BLANK) for cell in row[len(header.names):])
        field = lost_in(cells)
        record = Record(number, cells, overflow, (notice(field, cells[field]),) if field else ())
        records.append(record)
        lost += [record] if field else []
    if len(lost) > 1:
        first = lost[0]
        raise letters_lost(filename, first.number, first.cells[first.notices[0].field])
    return records


def _numbers_columns(row: list[str]) -> bool:
    """A row 1, 2, 3, 4, … under the header, as forms have it."""
    numbers = [cell.strip(" .") for cell in row if cell.strip()]
    return len(numbers) > 3 and numbers == [str(place) for place in range(1, len(numbers) + 1)]


def _from_workbook(data: bytes, filename: str, columns: Columns) -> Table:
    found = []
    for grid in read_grids(data, filename):
        header, rows = _headed(grid.rows, columns)
        if header.names:
            found.append(Found(grid, header, rows))
    if not found:
        raise FileUnreadable("empty", _("%(file)s is empty."), file=filename)
    chosen = max(found, key=lambda one: (one.header.is_whole(columns), not one.grid.is_hidden, one.header.known))
    notices = (
        *check_header(chosen.header, columns, filename), *_other_sheets(chosen, found, columns), *_hidden(chosen)
    )
    records = _records(chosen.header, chosen.rows, filename, in_cells=True)
    hidden = [record.number for record in records if record.number in chosen.grid.hidden_rows]
    if hidden:
        notices += (Problem("", "hidden_rows", Phrase(
            _("Hidden rows were read too: %(rows)s."), {"rows": _listed(map(str, hidden))}
        )),)
    return Table("xlsx", "", records, notices, chosen.grid.title)


def _other_sheets(chosen: Found, found: list[Found], columns: Columns) -> Iterator[Problem]:
    others = [
        clean(one.grid.title) for one in found
        if one is not chosen and (not one.grid.is_hidden or one.header.is_whole(columns))
    ]
    if others:
        yield Problem("", "other_sheets", Phrase(
            _("The sheet “%(sheet)s” was read. Not read: %(others)s."),
            {"sheet": clean(chosen.grid.title), "others": _listed(others)},
        ))


def _hidden(chosen: Found) -> Iterator[Problem]:
    names = [
        clean(name) or get_column_letter(place) for place, name in enumerate(chosen.header.names, 1)
        if place in chosen.grid.hidden_columns and chosen.header.fields[place - 1]
    ]
    if names:
        yield Problem("", "hidden_columns", Phrase(
            _("Hidden columns were read too: %(columns)s."), {"columns": _listed(names)}
        ))


def _listed(names: Iterable[str]) -> str:
    names = list(names)
    return ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
