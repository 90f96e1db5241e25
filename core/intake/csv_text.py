"""Decoded text to rows: which separator, and where the file breaks off."""
import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext_noop as _

from .headers import WITHIN, Columns, Numbered
from .problems import FileUnreadable

DELIMITERS = ",;\t|"
SAMPLE = 20_000  # characters in which the names of columns are looked for
SEPARATOR_LINE = re.compile(r'\ufeff?\s*"?sep=(.)"?[ ,;\t]*(?=[\r\n])', re.I)  # spreadsheets write it above the header
BLANK = " \t\r\n\v\f\x00\xa0\u200b\u200e\u200f\u2060\u3000\ufeff"


def read_rows(text: str, columns: Columns, filename: str) -> tuple[str, Iterator[Numbered]]:
    """The separator, and the rows that hold anything, numbered as a spreadsheet does."""
    if named := SEPARATOR_LINE.match(text):
        rows = _rows(text, named[1], filename)
        return named[1], ((number, row) for number, row in rows if number > 1)
    delimiter = max(DELIMITERS, key=lambda mark: _known_names(text[:SAMPLE], mark, columns))
    return delimiter, _rows(text, delimiter, filename)


def is_blank(row: list[str]) -> bool:
    return not any(cell.strip(BLANK) for cell in row)


def _known_names(sample: str, delimiter: str, columns: Columns) -> int:
    """The most columns that one of the first rows names, were this the separator."""
    reader = csv.reader(io.StringIO(sample.lstrip("\ufeff"), newline=""), delimiter=delimiter)
    try:
        first = list(islice((row for row in reader if not is_blank(row)), WITHIN))
    except csv.Error:
        return 0
    return max((len({columns.field_of(cell) for cell in row} - {None}) for row in first), default=0)


def _rows(text: str, delimiter: str, filename: str) -> Iterator[Numbered]:
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter, strict=True)
    try:
        for number, row in enumerate(reader, 1):
            if not is_blank(row):
                yield number, row
    except csv.Error as error:
        raise _broken(error, reader.line_num, filename) from None


def _broken(error: csv.Error, line: int, filename: str) -> FileUnreadable:
    if "field limit" in str(error):
        return FileUnreadable("cell_too_long", _(
            "%(file)s, line %(line)s: a cell is far too long. Is a closing quotation mark missing?"
        ), file=filename, line=line)
    return FileUnreadable("unbalanced_quotes", _(
        "%(file)s, line %(line)s: the quotation marks do not fit. A quotation mark inside a cell is written twice."
    ), file=filename, line=line)
