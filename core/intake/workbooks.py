"""Workbooks (.xlsx) to rows of text: each cell as the person sees it in the spreadsheet."""
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext_noop as _
from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string
from openpyxl.utils.escape import unescape
from openpyxl.utils.exceptions import InvalidFileException

from core.files.rules.content_problem import ContentProblem, bomb
from core.files.rules.office_xml import as_utf8, check_declarations
from core.files.rules.zip_content import ENTRY, UNREADABLE, opened, read

from .csv_text import is_blank
from .headers import MOST_COLUMNS, Numbered
from .problems import FileUnreadable

MOST_PARTS, MOST_UNPACKED, MOST_SHARED = 500, 100 * 1024 * 1024, 24 * 1024 * 1024
MAIN = "xl/workbook.xml"
READ = re.compile(r"(?:^|/)(?:\[content_types\]\.xml|_rels/[^/]*\.rels|workbook\.xml|styles\.xml|sharedstrings\.xml"
                  r"|worksheets/[^/]*\.xml)$", re.I)
BROKEN = (
    *UNREADABLE, ParseError, InvalidFileException, KeyError, TypeError, AttributeError, OSError, AssertionError,
    ContentProblem,
)
# Of cells without a value a spreadsheet may keep a million; cells and rows that say where they stand can go.
NAME = rb"(?:\w+:)?"
BLANK_CELL = re.compile(
    rb"<" + NAME + rb"c\b(?=[^<>]*\sr=)[^<>]*(?:/>|>(?:<" + NAME + rb"v\s*/>|<" + NAME + rb"v></" + NAME
    + rb"v>)?</" + NAME + rb"c>)"
)
BLANK_ROW = re.compile(
    rb"<" + NAME + rb"row\b(?=[^<>]*\sr=)[^<>]*(?:/>|>\s*</" + NAME + rb"row>)"
)
# A formula that no program has reckoned yet has no value; it stands there itself, to be asked about.
UNRECKONED = re.compile(
    rb"<(" + NAME + rb")c\b([^<>]*)>\s*<" + NAME + rb"f\b[^<>]*?(?:/>|>([^<]*)</" + NAME + rb"f>)(?:\s*<" + NAME
    + rb"v\s*/>|\s*<" + NAME + rb"v></" + NAME + rb"v>)?\s*</" + NAME + rb"c>"
)
PLACE = re.compile(rb'\sr="[A-Z]+\d+"')
HIDDEN = rb'(?=[^<>]*\shidden="(?:1|true)")'
HIDDEN_ROW = re.compile(rb"<" + NAME + rb"row\b" + HIDDEN + rb'[^<>]*?\sr="(\d+)"')
HIDDEN_COLUMNS = re.compile(
    rb"<" + NAME + rb"col\b" + HIDDEN + rb'(?=[^<>]*\smin="(\d+)")(?=[^<>]*\smax="(\d+)")[^<>]*>'
)
MERGED = re.compile(rb'<' + NAME + rb'mergeCell\b[^<>]*\sref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
MOST_MERGED, MOST_CELLS = 10_000, 1000
LAST_ROW = 1_048_576  # of a sheet
ZEROS = re.compile(r"0{2,30}")
EXACT = 10**15  # a spreadsheet keeps fifteen digits


@dataclass(frozen=True)
class Grid:
    """A sheet of a workbook; `rows` are those that hold anything, read as they are asked for."""

    title: str
    is_hidden: bool
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    rows: Iterator[Numbered]


def is_workbook(data: bytes) -> bool:
    return data.startswith(ENTRY)


def read_grids(data: bytes, filename: str) -> list[Grid]:
    """Its sheets. Raises FileUnreadable, also while their rows are read."""
    try:
        archive = opened(data)
        if MAIN not in {name.lower() for name in archive.namelist()}:
            raise not_a_table(filename)
        parts = _parts(archive)
        book = load_workbook(io.BytesIO(_packed(parts)), read_only=True, data_only=True, keep_links=False)
        return [_grid(sheet, parts, filename) for sheet in book.worksheets]
    except BROKEN as broken:
        raise _damaged(filename, broken) from broken


def not_a_table(filename: str) -> FileUnreadable:
    return FileUnreadable("not_csv", _(
        "%(file)s is neither a workbook (.xlsx) nor a CSV file. In the spreadsheet program choose “Save as” and there "
        "“Excel Workbook (.xlsx)” or “CSV UTF-8”."
    ), file=filename)


def _damaged(filename: str, broken: Exception) -> FileUnreadable:
    if isinstance(broken, FileUnreadable):
        return broken
    if isinstance(broken, ContentProblem):
        return FileUnreadable(broken.code, "%(file)s: %(problem)s", file=filename, problem=broken.message)
    return FileUnreadable("broken", _(
        "%(file)s is damaged or of a kind the portal cannot read. Open it in the spreadsheet program and save it as "
        "“Excel Workbook (.xlsx)”."
    ), file=filename)


def _parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """What is read of a workbook, without empty cells. Raises ContentProblem for what could fill the memory."""
    entries = [entry for entry in archive.infolist() if READ.search(entry.filename)]
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise bomb()
    parts = {}
    for entry in entries:
        xml = as_utf8(read(archive, entry))
        check_declarations(xml)
        if "/worksheets/" in f"/{entry.filename.lower()}" and not entry.filename.endswith(".rels"):
            xml = BLANK_ROW.sub(b"", BLANK_CELL.sub(b"", UNRECKONED.sub(_as_text, xml)))
        elif entry.filename.lower().endswith("sharedstrings.xml") and len(xml) > MOST_SHARED:
            raise bomb()
        parts[entry.filename] = xml
    return parts


def _as_text(found: re.Match[bytes]) -> bytes:
    prefix, attributes, formula = found.groups()
    place = PLACE.search(attributes)
    at = place[0] if place else b""
    return b'<%bc%b t="str"><%bv>=%b</%bv></%bc>' % (prefix, at, prefix, formula or b"?", prefix, prefix)


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, xml in parts.items():
            archive.writestr(name, xml)
    return out.getvalue()


def _grid(sheet: Any, parts: dict[str, bytes], filename: str) -> Grid:
    xml = parts.get(sheet._worksheet_path, b"")  # the library tells nobody where it found a sheet
    sheet.reset_dimensions()  # some programs write a size that is too small
    return Grid(
        sheet.title, sheet.sheet_state != "visible",
        frozenset(int(row) for row in HIDDEN_ROW.findall(xml)),
        frozenset(
            column for first, last in HIDDEN_COLUMNS.findall(xml)
            for column in range(int(first), min(int(last), MOST_COLUMNS) + 1)
        ),
        _rows(sheet, _merged(xml), filename),
    )


def _merged(xml: bytes) -> dict[tuple[int, int], int]:
    """First cells of cells merged over several rows, and the last row they reach."""
    return {
        (int(top), column_index_from_string(left.decode())): int(bottom)
        for left, top, _right, bottom in MERGED.findall(xml)[:MOST_MERGED] if top != bottom
    }


def _rows(sheet: Any, merged: dict[tuple[int, int], int], filename: str) -> Iterator[Numbered]:
    carried: dict[int, tuple[int, str]] = {}  # column: last row, text
    try:
        for number, cells in enumerate(sheet.iter_rows(), 1):
            if number > LAST_ROW:
                raise bomb()
            row = [_text(cell) for cell in cells[:MOST_CELLS]]
            if is_blank(row):
                continue
            carried = {column: (last, text) for column, (last, text) in carried.items() if last >= number}
            for column, (_last, text) in carried.items():
                if column <= len(row) and not row[column - 1]:
                    row[column - 1] = text
            carried |= {
                column: (merged[number, column], text)
                for column, text in enumerate(row, 1) if (number, column) in merged
            }
            yield number, row
    except BROKEN as broken:
        raise _damaged(filename, broken) from broken


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return str(unescape(value)).replace("\r", "")
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "")
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    return value.isoformat() if isinstance(value, date | time) else str(value) if isinstance(value, timedelta) else ""


def _number(value: int | float, shown_as: str) -> str:
    """A whole number in all its digits, zeros in front where its cell shows them; one cut short looks like it."""
    if isinstance(value, float):
        if not value.is_integer():
            return repr(value)
        if abs(value) >= EXACT:
            return f"{value:.14E}"
        value = int(value)
    pattern = shown_as.split(";")[0].strip()
    return str(value).zfill(len(pattern)) if ZEROS.fullmatch(pattern) else str(value)
