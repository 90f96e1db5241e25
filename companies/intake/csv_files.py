"""Import files as people send them: bytes in, rows with values, problems and notices out; nothing is written."""
from dataclasses import replace
from datetime import UTC, date, datetime

from django.utils.translation import gettext_noop as _

from core.days import local_day
from core.folding import fold
from core.geography import ZONE
from core.intake.problems import Problem
from core.intake.tables import Record, read_table
from core.text import Phrase

from . import firm_rows, line_rows
from .firm_rows import check_firm
from .line_rows import check_line
from .rows import Row, Sheet


def read_firms(data: bytes, filename: str, *, today: date | None = None) -> Sheet:
    """Rows of a firms file, each accepted or refused with its reasons; FileUnreadable for the file as a whole."""
    table = read_table(data, filename, firm_rows.COLUMNS)
    today = today or local_day(datetime.now(UTC), ZONE["JP"])
    rows, keys, numbers = [], {}, {}
    for record in table.records:
        row = _whole(check_firm(record.number, record.cells, today=today), record)
        rows.append(_alone(row, keys, numbers))
    return Sheet(filename, table.encoding, table.delimiter, tuple(rows), table.notices, table.sheet)


def read_lines(data: bytes, filename: str, firms: Sheet) -> Sheet:
    """Rows of a lines file beside the firms they belong to; a line said before is skipped with a notice."""
    table = read_table(data, filename, line_rows.COLUMNS)
    rows, said = [], {}
    for record in table.records:
        row = _whole(check_line(record.number, record.cells, firms), record)
        rows.append(_unsaid(row, said) if row.values else row)
    return Sheet(filename, table.encoding, table.delimiter, tuple(rows), table.notices, table.sheet)


def _whole(row: Row, record: Record) -> Row:
    row = replace(row, notices=(*record.notices, *row.notices))
    if not record.overflow:
        return row
    return _refused(row, "", "too_many_cells", _("The row has more cells than there are columns. Is a text "
                                                 "that contains a separator missing its quotation marks?"))


def _alone(row: Row, keys: dict[str, int], numbers: dict[tuple[str, str], int]) -> Row:
    """The row, refused when an earlier one has its key or its firm.
    A refused row takes neither away from later ones.
    """
    if row.key in keys:
        row = _refused(
            row, "key", "repeated_key", _("Row %(row)s has the same key “%(key)s”."), row=keys[row.key], key=row.key
        )
    elif row.key:
        keys[row.key] = row.number
    if row.values is None:
        return row
    legal_id = row.values.legal_id
    first = numbers.setdefault((legal_id.country, legal_id.number), row.number)
    if first == row.number:
        return row
    return _refused(row, "legal_id", "repeated_firm",
                    _("Row %(row)s is the same firm: it has the number %(number)s too."),
                    row=first, number=legal_id.number)


def _unsaid(row: Row, said: dict[tuple, int]) -> Row:
    line = row.values
    first = said.setdefault((line.firm, line.kind, line.cooperation, fold(line.text)), row.number)
    if first == row.number:
        return row
    notice = Problem(
        "text", "repeated_line", Phrase(_("Row %(row)s says the same; this one is left out."), {"row": first})
    )
    return replace(row, values=None, notices=(*row.notices, notice))


def _refused(row: Row, field: str, code: str, template: str, /, **params) -> Row:
    return replace(row, values=None, problems=(*row.problems, Problem(field, code, Phrase(template, params))))
