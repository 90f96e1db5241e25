"""Decoded text to records: which separator, which column is which, and where the file breaks off."""
import csv
import io
import re
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext_noop as _

from core.text import Phrase, clean, fold

from .decoding import decode
from .problems import FileUnreadable, Problem

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 10_000
MAX_COLUMNS, HEADER_LENGTH = 100, 10_000
DELIMITERS = ",;\t"
SEPARATOR_LINE = re.compile(r'"?sep=(.)"?', re.I)  # spreadsheets write it above the header


@dataclass(frozen=True)
class Columns:
    """Fields of a file, what else their headers may be called, and which must be there.

    `heads`: what we call them ourselves, by language. `ignored`: headers of ours that are no field.
    """

    required: tuple[str, ...]
    optional: tuple[str, ...]
    synonyms: dict[str, tuple[str, ...]]
    heads: dict[str, dict[str, str]] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()

    def field_of(self, header: str) -> str | None:
        return self._by_name.get(fold(header))

    @cached_property
    def _by_name(self) -> dict[str, str]:
        names = {fold(field): field for field in (*self.required, *self.optional)}
        names |= {fold(name): field for field, others in self.synonyms.items() for name in others}
        return names | {fold(name): field for field, words in self.heads.items() for name in words.values()}


@dataclass(frozen=True)
class Table:
    """Records as (row number, {field: typed text}, cells too many); the header is the row before the first."""

    encoding: str
    delimiter: str
    records: list[tuple[int, dict[str, str], bool]]
    notices: tuple[Problem, ...]


def read_table(data: bytes, filename: str, columns: Columns) -> Table:
    """Records of a CSV file; FileUnreadable when it cannot be trusted as a whole."""
    filename = clean(filename)[:100] or "?"
    if len(data) > MAX_BYTES:
        raise FileUnreadable(
            "too_big", _("%(file)s is larger than %(limit)s MB."), file=filename, limit=MAX_BYTES // 1024**2
        )
    text, encoding = decode(data, filename)
    delimiter, header_row = _delimiter(text, columns)
    rows = _parse(text, delimiter, filename, MAX_ROWS + header_row)
    fields, notices = _match_header(rows.pop(header_row, [])[:MAX_COLUMNS], columns, filename)
    records = [(number, _named(row, fields), any(cell.strip() for cell in row[len(fields):]))
               for number, row in rows.items() if number > header_row]
    return Table(encoding, delimiter, records, notices)


def _delimiter(text: str, columns: Columns) -> tuple[str, int]:
    """The separator and the header's row: the one that makes the most known column names of the first row."""
    first = re.split("[\r\n]", text[:HEADER_LENGTH].lstrip("\ufeff"), maxsplit=1)[0]
    if match := SEPARATOR_LINE.fullmatch(first.strip()):
        return match.group(1), 2
    known = {
        mark: sum(columns.field_of(cell.strip(' "')) is not None for cell in first.split(mark)) for mark in DELIMITERS
    }
    return max(DELIMITERS, key=lambda mark: known[mark]), 1


def _parse(text: str, delimiter: str, filename: str, limit: int) -> dict[int, list[str]]:
    """Rows that hold anything, by their number."""
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter, strict=True)
    rows = {}
    try:
        for number, row in enumerate(reader, 1):
            if any(cell.strip() for cell in row):
                rows[number] = row
            if len(rows) > limit or number > 10 * MAX_ROWS:
                raise FileUnreadable("too_many_rows", _("%(file)s has more than %(limit)s rows. Please split it."),
                                     file=filename, limit=MAX_ROWS)
    except csv.Error as error:
        raise _broken(error, reader.line_num, filename) from None
    return rows


def _broken(error: csv.Error, line: int, filename: str) -> FileUnreadable:
    if "field limit" in str(error):
        return FileUnreadable("cell_too_long", _(
            "%(file)s, line %(line)s: a cell is far too long. Is a closing quotation mark missing?"
        ), file=filename, line=line)
    return FileUnreadable("unbalanced_quotes", _(
        "%(file)s, line %(line)s: the quotation marks do not fit. A quotation mark inside a cell is written twice."
    ), file=filename, line=line)


def _match_header(header: list[str], columns: Columns, filename: str) -> tuple[list[str | None], tuple[Problem, ...]]:
    fields = [columns.field_of(name) for name in header]
    repeated = next((field for field in fields if field and fields.count(field) > 1), None)
    if repeated:
        raise FileUnreadable(
            "repeated_column", _("%(file)s has the column “%(column)s” twice."), file=filename, column=repeated
        )
    missing = [field for field in columns.required if field not in fields]
    if missing:
        raise FileUnreadable("missing_column",
                             _("%(file)s has no column “%(column)s”. Its first row must name the columns."),
                             file=filename, column=", ".join(missing))
    notices = [
        Problem("", "extra_column", Phrase(_("The column “%(column)s” is not known and was left out."),
                                           {"column": clean(name)[:60]}))
        for name, field in zip(header, fields, strict=True)
        if field is None and name.strip() and name.strip() not in columns.ignored
    ]
    return fields, tuple(notices)


def _named(row: list[str], fields: list[str | None]) -> dict[str, str]:
    cells = {field: "" for field in fields if field}
    cells.update((field, cell) for field, cell in zip(fields, row, strict=False) if field)
    return cells
