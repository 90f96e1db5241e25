"""Around an import file: an empty one to fill in, refused rows to correct, and a page that says first what to do."""
import csv
import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from companies import services
from companies.intake.csv_files import read_firms, read_lines
from companies.intake.firm_rows import check_firm
from companies.intake.heads import REASON
from companies.intake.line_rows import check_line
from companies.models import Firm, ImportJob, ProductLine
from companies.pages.import_files import COLUMNS, HEADS, template
from companies.pages.import_rows import in_order
from companies.services.imports.preview import prepare_import
from core.catalogues import compile_all
from core.i18n import LANGUAGE_CODES, speaking
from core.sheets import csv_file, workbook

pytestmark = pytest.mark.django_db
FIRMS = """key,country,legal_id,name,contact_name,contact_email,founded
a1,UZ,300000001,Salom,Aziz,a1@salom.example,
a2,UZ,300000002,Bahor,Aziz,no address,
a3,KZ,50340493133,Altai,Aziz,a3@salom.example,1990
a4,UZ,300000004,Sirdaryo,Aziz,a4@salom.example,
"""
LINES = """firm,kind,cooperation,text,markets,hs_codes
a1,offer,supply,Dried apricots,JP,081310
a2,offer,supply,Raisins,JP,
a4,present,supply,"-Walnuts; almonds",JP,
"""


def uploaded(sato, now, firms: str, lines: str) -> ImportJob:
    job = services.upload_import(
        firms_name="f.csv", firms_file=firms.encode(), lines_name="l.csv", lines_file=lines.encode(), by=sato, now=now
    )
    services.work_on_imports(now=now)
    job.refresh_from_db()
    return job


@pytest.fixture
def office(client, sato):
    sato.language = "en"
    sato.save()
    client.force_login(sato)
    return client


@pytest.fixture
def job(sato, now) -> ImportJob:
    return uploaded(sato, now, FIRMS, LINES)


def refused(office, job, sheet: str) -> list[list[str]]:
    answer = office.get(reverse("companies:import_not_taken", args=[job.pk, sheet, "csv"]))
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("sheet", HEADS)
def test_our_own_heads_are_read_in_every_language(sheet):
    heads = [(field, word) for field, words in HEADS[sheet].items() for word in words.values()]
    assert [COLUMNS[sheet].field_of(word) for _field, word in heads] == [field for field, _word in heads]
    assert {tuple(words) for words in HEADS[sheet].values()} == {tuple(REASON)}
    assert set(REASON) == set(LANGUAGE_CODES)


@pytest.mark.parametrize("language", LANGUAGE_CODES)
def test_an_empty_file_is_read_and_its_example_fits_and_is_left_out(language):
    with speaking(language):
        firms, lines = (csv_file(template(sheet)).encode() for sheet in ("firms", "lines"))
    read = read_firms(firms, "f.csv")
    assert [row.problems for row in (*read.rows, *read_lines(lines, "l.csv", read).rows)] == [(), ()]
    assert read.notices == ()
    plan = prepare_import(firms, "f.csv", lines, "l.csv")
    assert (plan.size, [row["outcome"] for row in plan.rows]) == (0, ["unchanged", "unchanged"])


def test_an_empty_workbook_offers_the_closed_values():
    book = openpyxl.load_workbook(io.BytesIO(workbook([template("lines")])))
    offered = [[cell.value for cell in row if cell.value] for row in book["choices"].iter_rows()]
    assert ["Offer", "Need"] in offered
    assert len(book.worksheets[0].data_validations.dataValidation) == len(offered) == 4


@pytest.mark.parametrize("language", LANGUAGE_CODES)
def test_every_word_of_a_drop_down_is_read(language):
    compile_all()
    with speaking(language):
        book = {sheet: template(sheet) for sheet in HEADS}
        firm, line = (dict(zip(HEADS[sheet], book[sheet].rows[0], strict=True)) for sheet in HEADS)
        every = [pair for sheet in HEADS for pair in zip(HEADS[sheet], book[sheet].every, strict=True)]
        choices = {field: column.choices for field, column in every}
        firms = read_firms(csv_file(book["firms"]).encode(), "f.csv")
    rows = [check_firm(2, firm | {"country": word}, today=date(2026, 11, 30)) for word in choices["country"]]
    rows += [check_firm(2, firm | {"language": word}, today=date(2026, 11, 30)) for word in choices["language"]]
    problems = {one.field for row in rows for one in (*row.problems, *row.notices)} - {"legal_id"}  # of other countries
    for field in ("kind", "cooperation", "markets", "trade_role"):
        lines = [check_line(2, line | {field: word}, firms) for word in choices[field]]
        problems |= {one.field for row in lines for one in (*row.problems, *row.notices)}
    assert problems == set()


def test_the_page_of_a_new_import_hands_out_the_empty_files(office):
    page = office.get(reverse("companies:import_new")).content.decode()
    for sheet in HEADS:
        for kind in ("xlsx", "csv"):
            address = reverse("companies:import_template", args=[sheet, kind])
            assert f'href="{address}"' in page
            assert office.get(address).status_code == 200
    assert office.get(reverse("companies:import_template", args=["people", "csv"])).status_code == 404


def test_refused_rows_come_as_they_were_typed_with_the_reason_in_front(office, job):
    head, *rows = refused(office, job, "lines")
    assert head[:2] == ["What to correct", "Firm key"]
    assert [row[1:5] for row in rows] == [
        ["a2", "offer", "supply", "Raisins"], ["a4", "present", "supply", "'-Walnuts; almonds"]
    ]
    assert "Kind: “present” is not known" in rows[1][0]
    assert "will write to this firm" not in "".join(row[0] for row in refused(office, job, "firms"))


def test_firms_of_refused_lines_come_too_without_a_reason(office, job):
    assert {row[1]: bool(row[0]) for row in refused(office, job, "firms")[1:]} == {"a2": True, "a3": True, "a4": False}


def test_reasons_stand_in_the_readers_language(client, job, sato):
    client.force_login(sato)  # reads Japanese
    answer = client.get(reverse("companies:import_not_taken", args=[job.pk, "firms", "xlsx"]))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert [cell.value for cell in sheet[1]][:3] == ["修正が必要な点", "管理番号", "国"]
    assert "メールアドレス" in sheet["A2"].value
    assert sheet["D3"].value == "50340493133"


def test_what_was_corrected_is_loaded_again(office, job, sato, now):
    services.confirm_import(job, by=sato, now=now)
    services.work_on_imports(now=now)
    assert (Firm.objects.count(), ProductLine.objects.count()) == (2, 1)
    mended = {"no address": "a2@salom.example", "50340493133": "050340493133", "present": "offer"}
    files = [[[mended.get(cell, cell) for cell in row] for row in refused(office, job, sheet)] for sheet in HEADS]
    again = uploaded(sato, now, *map(csv_text, files))
    assert again.report["counts"] == {"new": 4, "unchanged": 1, "refused": 0}
    services.confirm_import(again, by=sato, now=now)
    services.work_on_imports(now=now)
    assert (Firm.objects.count(), ProductLine.objects.count()) == (4, 3)
    assert ProductLine.objects.filter(text="-Walnuts; almonds").exists()


def test_a_workbook_that_was_corrected_is_loaded_again(office, job, sato, now):
    """With its column of reasons, its formatted cells and the hidden sheet of choices."""
    answer = office.get(reverse("companies:import_not_taken", args=[job.pk, "firms", "xlsx"]))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    heads = [cell.value for cell in book.worksheets[0][1]]
    for row in book.worksheets[0].iter_rows(min_row=2):
        mended = {"no address": "a2@salom.example", "50340493133": "050340493133"}
        for cell in row:
            cell.value = mended.get(cell.value, cell.value)
    out = io.BytesIO()
    book.save(out)
    read = read_firms(out.getvalue(), "f.xlsx")
    assert heads[0] == "What to correct"
    assert [(row.key, row.problems) for row in read.rows] == [("a2", ()), ("a3", ()), ("a4", ())]
    assert [notice.code for notice in read.notices if notice.code == "extra_column"] == []


@pytest.mark.parametrize("language", LANGUAGE_CODES)
def test_an_empty_workbook_is_read_too(language):
    with speaking(language):
        firms, lines = (workbook([template(sheet)]) for sheet in HEADS)
    plan = prepare_import(firms, "f.xlsx", lines, "l.xlsx")
    assert [row["outcome"] for row in plan.rows] == ["unchanged", "unchanged"]
    assert plan.notices == ()


def csv_text(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def test_what_needs_somebody_stands_first_then_notices_then_the_rest():
    def row(key, outcome, *messages, asks=False):
        return {"key": key, "outcome": outcome, "messages": messages, "noted": bool(messages), "asks": asks}

    rows = [
        row("same", "unchanged"), row("new", "new"), row("notice", "new", {}),
        row("question", "refused", {}, asks=True), row("wrong", "refused", {}),
    ]
    assert [one["key"] for one in in_order(rows)] == ["wrong", "question", "notice", "new", "same"]
    assert [one["key"] for one in in_order(rows, "asked")] == ["question"]
    assert [one["key"] for one in in_order(rows, "new")] == ["notice", "new"]


def test_the_page_names_the_firm_and_the_column_of_each_reason(office, job):
    page = office.get(job.get_absolute_url() + "?show=refused").content.decode()
    assert "Bahor" in page
    assert "E-mail: “no address” is not an e-mail address." in page


def test_a_default_alone_is_no_notice(office, job):
    page = office.get(job.get_absolute_url()).content.decode()
    assert "?show=noted" not in page
    assert "The portal will write to this firm" in page


def test_a_lost_zero_is_shown_as_a_question(office, job):
    page = office.get(job.get_absolute_url() + "?show=asked").content.decode()
    assert "is it 050340493133?" in page
    assert ">a2<" not in page


def test_the_preview_says_what_a_tariff_code_stands_for(office, job):
    assert "Dried fruit (081310)" in office.get(job.get_absolute_url()).content.decode()


def test_a_file_with_nothing_new_says_so_and_asks_for_nothing(office, job, sato, now):
    services.confirm_import(job, by=sato, now=now)
    services.work_on_imports(now=now)
    again = uploaded(sato, now, FIRMS, LINES)
    page = office.get(again.get_absolute_url()).content.decode()
    assert "Nothing in these files is new." in page
    assert reverse("companies:import_confirm", args=[again.pk]) not in page
    assert reverse("companies:import_not_taken", args=[again.pk, "firms", "xlsx"]) in page
    assert reverse("companies:invite_firms") not in page
