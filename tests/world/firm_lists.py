"""Firm lists as offices send them: rows to a CSV file or a workbook."""
import csv
import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from companies.intake.csv_files import read_firms
from companies.intake.rows import Row, Sheet

TODAY = date(2026, 11, 30)
HEAD = ["key", "country", "legal_id", "name", "name_latin", "city", "contact_name", "contact_email"]
RUSSIAN = ["1", "KZ", "050740000122", "ТОО «Луч»", "Luch", "Астана", "Ким Сергей", "a@luch.example"]
KANJI = ["1", "JP", "1626018159083", "東亜製作所株式会社", "Toa", "大阪市", "山田太郎", "yamada@toa.example"]


def as_csv(*rows: Sequence[str], separator: str = ",", end: str = "\r\n", encoding: str = "utf-8") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end).writerows(rows)
    return out.getvalue().encode(encoding, "replace")


def as_xlsx(*rows: Sequence[Any], change: Callable[[Worksheet], None] = lambda _sheet: None) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    change(book.active)
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(data: bytes) -> Sheet:
    return read_firms(data, "firms", today=TODAY)


def with_values(**values: str) -> list[list[str]]:
    """A good firm with these columns changed or added."""
    cells = dict(zip(HEAD, RUSSIAN, strict=True)) | values
    return [list(cells), list(cells.values())]


def firm(**values: str) -> Row:
    return read(as_csv(*with_values(**values))).rows[0]


def said(problems) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in problems]
