"""Lists the portal gives out: what Excel makes of them in each language, and that no cell runs."""
import csv
import io
from datetime import UTC, date, datetime

import openpyxl
import pytest
from django.http import Http404

from core.i18n import speaking
from core.sheets import Column, Sheet, csv_file, download, workbook

FORMULA = '=HYPERLINK("http://evil.example","x")'


def opened(*sheets: Sheet) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook(sheets)))


@pytest.mark.parametrize(
    "language, separator", [("ja", ","), ("en", ","), ("ru", ";"), ("kk", ";"), ("uz", ";")]
)
def test_csv_has_the_separator_of_the_readers_excel_and_its_mark(language, separator):
    with speaking(language):
        text = csv_file(Sheet("x", ["a", "b"], [["1", "2"]]))
    assert text == f"\ufeffa{separator}b\r\n1{separator}2\r\n"


@pytest.mark.parametrize("separator", [",", ";"])
def test_csv_cells_that_hold_a_separator_stay_one_cell(separator):
    with speaking("ru"):
        text = csv_file(Sheet("x", ["a"], [[f"oil{separator} wool"]]))
    assert list(csv.reader(io.StringIO(text[1:]), delimiter=";"))[1] == [f"oil{separator} wool"]


def test_csv_disarms_a_formula_in_heads_and_rows():
    text = csv_file(Sheet("x", ["=1+1"], [[FORMULA], ["+7 701"], [-5]]))
    assert [row[0] for row in csv.reader(io.StringIO(text[1:]))] == ["'=1+1", f"'{FORMULA}", "'+7 701", "-5"]


def test_a_text_of_a_workbook_is_never_a_formula_and_keeps_its_zeros():
    sheet = opened(Sheet("x", ["=1+1"], [[FORMULA], ["0409"]])).active
    assert [(cell.value, cell.data_type) for cell in sheet["A"]] == [("=1+1", "s"), (FORMULA, "s"), ("0409", "s")]
    assert sheet["A3"].number_format == "@"


def test_days_and_numbers_of_a_workbook_are_days_and_numbers():
    with speaking("ja", "Asia/Tokyo"):
        sheet = opened(Sheet("x", ["a"], [[date(2026, 11, 30)], [5], [None], [datetime(2026, 11, 30, 15, tzinfo=UTC)]]))
    values = [str(cell.value) for cell in sheet.active["A"]][1:]
    assert values == ["2026-11-30 00:00:00", "5", "None", "2026-12-01 00:00:00"]


def test_signs_that_excel_refuses_do_not_stop_a_workbook():
    book = opened(Sheet("a/b[c]:d" + "e" * 40, ["a"], [["bell\x07"], ["x" * 40_000]]))
    assert book.sheetnames == ["a b c  d" + "e" * 23]
    assert book.active["A2"].value == "bell"
    assert len(book.active["A3"].value) == 32_767


def test_a_drop_down_offers_its_values_though_they_hold_commas():
    book = opened(Sheet("x", ["free", Column("closed", ["one, two", "three"])], []))
    [rule] = book.active.data_validations.dataValidation
    assert (str(rule.sqref), rule.type, rule.showErrorMessage) == ("B2:B10001", "list", True)
    assert rule.formula1 == "'choices'!$A$1:$B$1"
    assert [cell.value for cell in book["choices"][1]] == ["one, two", "three"]
    assert book["choices"].sheet_state == "hidden"


def test_a_download_names_its_kind_and_another_is_no_page():
    answer = download("firms", "xlsx", [Sheet("x", ["a"], [])])
    assert answer["Content-Disposition"] == 'attachment; filename="firms.xlsx"'
    assert download("firms", "csv", [Sheet("x", ["a"], [])])["Content-Type"].startswith("text/csv")
    with pytest.raises(Http404):
        download("firms", "exe", [Sheet("x", ["a"], [])])
