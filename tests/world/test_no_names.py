"""Formulas and their errors are no values; what only looks like one is."""
import pytest

from companies.intake.csv_files import read_lines
from core.damage import is_no_value
from core.text import TextProblem, clean_words

from .firm_lists import as_csv, as_xlsx, firm, read, said, with_values

NO_VALUES = [
    ("#Н/Д", "Russian: not there"), ("#N/A", "English"), ("#n/a", "in small letters"), ("＃Ｎ／Ａ", "full width"),
    ("#ССЫЛКА!", "Russian: what it showed is gone"), ("#REF!", "English"), ("#ИМЯ?", "no such name"),
    ("#NAME?", "same"),
    ("#ЗНАЧ!", "not of that kind"), ("#VALUE!", "same"), ("#ДЕЛ/0!", "by nothing"), ("#DIV/0!", "same"),
    ("#ЧИСЛО!", "no number"), ("#NUM!", "same"), ("#ПУСТО!", "nothing in common"), ("#NULL!", "same"),
    ("#ПЕРЕНОС!", "no room"), ("#SPILL!", "same"), ("#WERT!", "German"), ("#NV", "German"), ("#DEĞER!", "Turkish"),
    ("Err:508", "LibreOffice"), ("Ошибка:502", "LibreOffice in Russian"), ("########", "a column too narrow"),
    ("=A2&B2", "a formula"), ("=HYPERLINK(\"https://a.example\";\"Луч\")", "a link made by one"),
    ("＝VLOOKUP(A2,B:C,2)", "full width"), ("=-1", "a sum"), (" =1+1 ", "with blanks"),
]
VALUES = [
    ("C#", "a language of programs"), ("#1 Trading", "a name with a number"), ("№1", "a number"),
    ("зал #5", "a hall"),
    ("#Qazaqstan", "a tag"), ("N/A", "a word for nothing"), ("a=b", "an equation"), ('="050740000122"', "a guard"),
    ("'050740000122", "a guard"), ("=> см. ниже", "an arrow"), ("== Список ==", "a line drawn"), ("-", "nothing"),
    ("+7 701 555 01 02", "a telephone"), ("@luch", "an address of a network"), ("#", "a sign"), ("", "nothing"),
    ("#Где купить?", "a question"),
]


@pytest.mark.parametrize("text, why", NO_VALUES)
def test_no_value(text, why):
    assert is_no_value(text), why


@pytest.mark.parametrize("text, why", VALUES)
def test_a_value(text, why):
    assert not is_no_value(text), why


@pytest.mark.parametrize("text", ["#Н/Д", " #REF! ", "＃Ｎ／Ａ", "#ИМЯ?"])
def test_copied_into_a_form_it_is_no_name_either(text):
    with pytest.raises(TextProblem) as refused:
        clean_words(text)
    assert refused.value.code == "no_value"


@pytest.mark.parametrize("field", ["key", "country", "legal_id", "name", "contact_name", "contact_email"])
def test_a_field_that_must_be_there_is_refused_by_name(field):
    problems = firm(**{field: "#Н/Д"}).problems
    assert said(problems) == [(field, "no_value")]
    assert "#Н/Д" in str(problems[0].message)


@pytest.mark.parametrize(
    "field", ["name_latin", "city", "language", "employees", "founded", "certificates", "languages"]
)
def test_a_field_that_may_be_empty_is_with_a_notice(field):
    row = firm(**{"language": "ru", field: "=A1"})
    assert row.ok
    assert (field, "no_value") in said(row.notices)


def test_codes_of_a_line_are_left_out_with_a_notice():
    lines = as_csv(["firm", "kind", "cooperation", "text", "markets", "hs_codes"],
                   ["1", "offer", "supply", "Мёд", "JP", "#REF!"])
    (row,) = read_lines(lines, "lines.csv", read(as_csv(*with_values()))).rows
    assert (row.values.hs_codes, said(row.notices)) == ((), [("hs_codes", "no_value")])


def test_a_formula_nobody_has_reckoned_is_no_empty_cell():
    head, row = with_values(employees="=60*2")
    assert said(read(as_xlsx(head, row)).rows[0].notices)[-1] == ("employees", "no_value")


def test_a_formula_of_a_workbook_is_asked_about_where_the_field_must_be_there():
    assert said(read(as_xlsx(*with_values(name='=CONCATENATE("ТОО ","Луч")'))).rows[0].problems) == [
        ("name", "no_value")
    ]
