"""Workbooks as people keep them, read as they look on the screen."""
import io
import zipfile
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from companies.intake.csv_files import read_lines
from core.intake.problems import FileUnreadable
from core.sheets import Column, workbook
from core.sheets import Sheet as Given

from .firm_lists import HEAD, RUSSIAN, as_csv, as_xlsx, read, said, saved, with_values

SECOND = ["2", "KZ", "941240000193", "ТОО «Нур»", "Nur", "Алматы", "Асель Ахметова", "b@nur.example"]
TITLE = ["Список компаний на 1 марта 2026 г."]


def names(data: bytes) -> list[str]:
    return [row.values.name for row in read(data).rows if row.values]


def changed(column: str, value, shown_as: str = "General") -> bytes:
    """A good firm with one cell of a kind of its own."""
    head, row = with_values(**{column: ""})

    def change(sheet):
        cell = sheet.cell(2, head.index(column) + 1, value)
        cell.number_format = shown_as

    return as_xlsx(head, row, change=change)


CELLS = [
    ("legal_id", "050740000122", "@", "legal_id", "050740000122", "a number kept as text"),
    ("legal_id", 941240000193, "General", "legal_id", "941240000193", "a number"),
    ("legal_id", 941240000193.0, "0", "legal_id", "941240000193", "the same with a tail inside"),
    ("legal_id", 50740000122, "000000000000", "legal_id", "050740000122", "zeros that the cell shows"),
    ("founded", 2005, "General", "founded", 2005, "a year"),
    ("founded", date(2005, 3, 1), "dd.mm.yyyy", "founded", 2005, "a day"),
    ("founded", datetime.combine(date(2005, 3, 1), time()), "yyyy-mm-dd", "founded", 2005, "a moment at midnight"),
    ("employees", 120.0, "#,##0", "employees", 120, "a count"),
    ("city", "Алматы\r\nқаласы", "General", "city", "Алматы қаласы", "two lines in a cell"),
]


@pytest.mark.parametrize("column, value, shown_as, field, right, why", CELLS)
def test_a_cell_is_read_as_it_is_shown(column, value, shown_as, field, right, why):
    row = read(changed(column, value, shown_as)).rows[0]
    assert row.values, [str(problem.message) for problem in row.problems]
    assert str(getattr(row.values, field)) == str(right), why


ASKED = [
    (50740000122, "General", "lost_zeros", "a zero in front is lost: asked with the likely number"),
    (1.2032010101070001e19, "General", "shortened", "more digits than a spreadsheet keeps"),
    (date(2005, 3, 1), "dd.mm.yyyy", "wrong_length", "a day is no number"),
]


@pytest.mark.parametrize("value, shown_as, code, why", ASKED)
def test_a_damaged_number_is_asked_about(value, shown_as, code, why):
    assert said(read(changed("legal_id", value, shown_as)).rows[0].problems) == [("legal_id", code)], why


def merge_title(sheet):
    sheet.merge_cells("A1:H1")


def test_a_formula_that_was_reckoned_is_what_it_shows():
    data = replaced(SHEET, '<c r="D2" t="inlineStr"><is><t>ТОО «Луч»</t></is></c>',
                    '<c r="D2" t="str"><f>CONCATENATE("ТОО ","«Луч»")</f><v>ТОО «Луч»</v></c>')
    assert names(data) == ["ТОО «Луч»"]


PLACES = [
    (as_xlsx(HEAD, RUSSIAN), [2], "the header in front"),
    (as_xlsx(TITLE, HEAD, RUSSIAN, change=merge_title), [3], "a merged title"),
    (as_xlsx([], [], [None, "Реестр"], [], HEAD, RUSSIAN), [6], "empty rows and a title"),
    (as_xlsx(*[[f"Строка {n}"] for n in range(9)], HEAD, RUSSIAN), [11], "the header in the tenth row"),
    (as_xlsx(HEAD, list(range(1, 9)), RUSSIAN), [3], "a row that numbers the columns"),
    (as_xlsx(HEAD, [], RUSSIAN, [], [None, "  "], [], SECOND), [3, 7], "empty rows between"),
    (as_csv(TITLE, HEAD, RUSSIAN, separator=";"), [3], "CSV: a title"),
    (as_csv([""] * 8, TITLE, [""], HEAD, RUSSIAN, separator="\t"), [5], "CSV: empty rows and a title"),
    (as_csv(["ТОО «Палата», Алматы, ул. Абая, 1"], HEAD, RUSSIAN, separator=";"), [3], "CSV: commas in the title"),
    (
        as_xlsx(
            ["key", "country", "legal_id", "name", "name_latin", "city", "Контакты", None],
            [None, None, None, None, None, None, "ФИО", "E-mail"], RUSSIAN,
        ), [3], "names in two rows",
    ),
]


@pytest.mark.parametrize("data, numbers, why", PLACES)
def test_the_header_is_found(data, numbers, why):
    sheet = read(data)
    assert [(row.number, row.ok) for row in sheet.rows] == [(number, True) for number in numbers], why


def test_a_header_below_the_tenth_row_is_asked_for():
    with pytest.raises(FileUnreadable) as refused:
        read(as_xlsx(*[[f"Строка {n}"] for n in range(10)], HEAD, RUSSIAN))
    assert refused.value.code == "missing_column"


def several(*sheets) -> bytes:
    """(title, state, rows)"""
    book = Workbook()
    book.remove(book.active)
    for title, state, rows in sheets:
        sheet = book.create_sheet(title)
        sheet.sheet_state = state
        for row in rows:
            sheet.append(row)
    return saved(book)


SHEETS = [
    ([("Титул", "visible", [TITLE]), ("Фирмы", "visible", [HEAD, RUSSIAN])], "Фирмы", ["Титул"], "the one with names"),
    ([("Фирмы", "visible", [HEAD, RUSSIAN]), ("Лист2", "visible", [])], "Фирмы", [], "empty ones are not spoken of"),
    ([("A", "hidden", [HEAD, SECOND]), ("B", "visible", [HEAD, RUSSIAN])], "B", ["A"], "what can be seen comes first"),
    ([("A", "visible", [HEAD, RUSSIAN]), ("B", "visible", [HEAD, SECOND])], "A", ["B"], "the first of two, and said"),
    ([("Фирмы", "visible", [HEAD, RUSSIAN]), ("choices", "hidden", [["JP", "KZ"]])], "Фирмы", [], "lists of choices"),
]


@pytest.mark.parametrize("sheets, title, left, why", SHEETS)
def test_one_sheet_is_read_and_the_others_named(sheets, title, left, why):
    sheet = read(several(*sheets))
    assert (sheet.title, [row.values.name for row in sheet.rows]) == (title, [RUSSIAN[3]]), why
    told = [str(notice.message) for notice in sheet.notices if notice.code == "other_sheets"]
    assert len(told) == bool(left)
    assert all(name in told[0] for name in (title, *left) if left)


def test_hidden_columns_and_rows_are_read_and_named():
    def change(sheet):
        sheet.column_dimensions["C"].hidden = True
        sheet.row_dimensions[3].hidden = True

    sheet = read(as_xlsx(HEAD, RUSSIAN, SECOND, change=change))
    assert [(notice.code, str(notice.message)) for notice in sheet.notices] == [
        ("hidden_columns", "Hidden columns were read too: legal_id."), ("hidden_rows", "Hidden rows were read too: 3."),
    ]
    assert len(sheet.accepted) == 2


def test_a_cell_merged_over_rows_holds_for_each_of_them():
    firms = read(as_xlsx(HEAD, RUSSIAN))
    lines = as_xlsx(
        ["firm", "kind", "cooperation", "text", "markets"], ["1", "offer", "supply", "Мёд", "JP"],
        [None, "offer", "supply", "Мука", "JP"], ["", "offer", "supply", "Соль", "JP"],
        change=lambda sheet: sheet.merge_cells("A2:A3"),
    )
    assert [row.ok for row in read_lines(lines, "lines.xlsx", firms).rows] == [True, True, False]


def test_what_we_give_out_comes_back():
    given = Given("Firms", [Column(name) for name in HEAD], [RUSSIAN, SECOND])
    assert names(workbook([given])) == [RUSSIAN[3], SECOND[3]]


def test_rows_that_are_only_painted_are_no_rows():
    grey = PatternFill("solid", "DDDDDD")

    def change(sheet):
        for number in range(3, 303):
            for column in range(1, 9):
                sheet.cell(number, column).fill = grey

    assert names(as_xlsx(HEAD, RUSSIAN, change=change)) == [RUSSIAN[3]]


def test_150_000_of_them_reach_no_limit():
    row = '<row r="%d">' + "".join(f'<c r="{letter}%d" s="1"/>' for letter in "ABC") + "</row>"
    painted = "".join(row % ((number,) * 4) for number in range(3, 150_003))
    assert names(replaced(SHEET, "</sheetData>", painted + "</sheetData>")) == [RUSSIAN[3]]


def test_150_000_rows_of_separators_reach_no_limit():
    blank = (b";" * 7 + b"\r\n") * 75_000 + b"; ;\xc2\xa0;;\r\n" * 75_000
    data = as_csv(HEAD, RUSSIAN, separator=";") + blank + as_csv(SECOND, separator=";")
    assert [row.number for row in read(data).rows if row.ok] == [2, 150_003]


def packed(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def replaced(part: str, old: str, new: str) -> bytes:
    """A good workbook with something else in one part."""
    with zipfile.ZipFile(io.BytesIO(as_xlsx(HEAD, RUSSIAN))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new, 1)
    return packed(**parts)


SHEET = "xl/worksheets/sheet1.xml"
ENTITIES = '<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;&b;&b;">]><worksheet'
BAD = [
    (packed(**{"word/document.xml": "<w/>"}), "not_csv", "a letter"),
    (b"PK\x03\x04 and nothing else", "broken", "cut off"),
    (as_xlsx(HEAD, RUSSIAN)[:-300], "broken", "cut off later"),
    (replaced(SHEET, "</sheetData>", ""), "broken", "no end"),
    (replaced(SHEET, "<worksheet", ENTITIES), "entities", "words that grow when they are read"),
    (replaced(SHEET, "</worksheet>", "</worksheet>" + " " * 101 * 1024 * 1024), "bomb", "far larger inside"),
    (replaced(SHEET, '<row r="2"', '<row r="2000000000"'), "bomb", "a row no sheet has"),
    (b"<html><table><tr><td>key</td></tr></table></html>", "not_csv", "a page that is called .xls"),
    (as_xlsx(), "empty", "nothing in it"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "not_csv", "the format before 2007"),
]


@pytest.mark.parametrize("data, code, why", BAD, ids=[row[2] for row in BAD])
def test_what_is_no_workbook_is_refused_by_name(data, code, why):
    with pytest.raises(FileUnreadable) as refused:
        read(data)
    assert refused.value.code == code, why
    assert "firms" in str(refused.value)
