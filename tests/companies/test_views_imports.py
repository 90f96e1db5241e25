"""The import with a page: limits said, every row previewed, nothing written before a person confirms."""
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from accounts.models import User
from companies import services
from companies.forms import imports as import_forms
from companies.models import Firm, ImportJob
from companies.services.imports import jobs, writing
from core.catalogues import compile_all
from core.errors import TransitionNotAllowed
from core.models import Activity
from core.uploads import LARGEST
from tests.companies.asking import verbs
from tests.world.firm_lists import HEAD, RUSSIAN, saved

pytestmark = pytest.mark.django_db
DEMO = Path(settings.BASE_DIR) / "demo"
FIRMS, LINES = (DEMO / "firms.csv").read_bytes(), (DEMO / "lines.csv").read_bytes()


@pytest.fixture
def office(client, sato):
    sato.language = "en"
    sato.save()
    client.force_login(sato)
    return client


@pytest.fixture
def job(sato, now) -> ImportJob:
    return services.upload_import(
        firms_name="firms.csv", firms_file=FIRMS, lines_name="lines.csv", lines_file=LINES, by=sato, now=now
    )


def work(job, now) -> ImportJob:
    services.work_on_imports(now=now)
    job.refresh_from_db()
    return job


def upload(client, firms: bytes = FIRMS, lines: bytes | None = LINES):
    files = {"firms": SimpleUploadedFile("firms.csv", firms)} | (
        {"lines": SimpleUploadedFile("lines.csv", lines)} if lines else {}
    )
    return client.post(reverse("companies:import_new"), files)


def test_limits_are_said_before_a_file_is_chosen(office):
    page = office.get(reverse("companies:import_new")).content.decode()
    assert "5.0\xa0MB" in page
    assert "10000" in page


def test_upload_keeps_the_files_for_a_worker_and_writes_nothing(office, sato):
    answer = upload(office)
    job = ImportJob.objects.get()
    assert answer.url == job.get_absolute_url()
    assert (job.state, job.uploaded_by, bytes(job.firms_file)) == ("uploaded", sato, FIRMS)
    assert verbs(job) == ["upload"]
    page = office.get(answer.url).content.decode()
    assert 'hx-trigger="every 2s"' in page
    assert '<meta http-equiv="refresh"' in page
    assert not Firm.objects.exists()


@pytest.mark.parametrize("firms", [None, b""])
def test_upload_without_a_file_or_with_an_empty_one_is_refused(office, firms):
    answer = office.post(
        reverse("companies:import_new"), {"firms": SimpleUploadedFile("f.csv", firms)} if firms is not None else {}
    )
    assert answer.status_code == 422
    assert not ImportJob.objects.exists()


def test_upload_of_too_large_a_file_is_refused(office, monkeypatch):
    monkeypatch.setattr(import_forms, "MAX_BYTES", 100)
    answer = upload(office)
    assert answer.status_code == 422
    assert "larger than 100" in answer.content.decode()


def test_a_second_file_that_was_dropped_on_its_way_is_not_forgotten_in_silence(office):
    answer = upload(office, lines=b"x" * (LARGEST + 1 - len(FIRMS)))
    assert answer.status_code == 422
    assert "may total 12 MB" in answer.content.decode()
    assert not ImportJob.objects.exists()


def test_preview_says_row_by_row_what_will_happen(office, job, now):
    work(job, now)
    page = office.get(job.get_absolute_url()).content.decode()
    assert job.state == "previewed"
    assert not Firm.objects.exists()
    assert "Row 18 is the same firm" in page
    assert "78 rows will be written" in page
    assert page.count("tag--overdue") == 4
    assert "hx-trigger" not in page
    refused = office.get(job.get_absolute_url() + "?show=refused").content.decode()
    assert "北陸" not in refused
    assert "Row 18 is the same firm" in refused


def test_preview_speaks_the_language_of_whoever_reads_it(client, job, sato, now):
    compile_all()
    work(job, now)
    client.force_login(sato)  # reads Japanese
    assert "18行目は同じ企業です" in client.get(job.get_absolute_url()).content.decode()


def test_preview_of_many_rows_is_paged(office, sato, now):
    rows = b"key,country,legal_id,name,contact_name,contact_email\n" + b"".join(
        f"z{n},UZ,{300000000 + n},Salom {n},Aziz,a{n}@salom.example\n".encode() for n in range(450)
    )
    job = work(
        services.upload_import(firms_name="f.csv", firms_file=rows, lines_name="", lines_file=None, by=sato, now=now),
        now,
    )
    page = office.get(job.get_absolute_url() + "?page=9&show=new").content.decode()
    assert "Salom 449" in page
    assert "Salom 399<" not in page


def test_confirm_imports_and_says_what_was_done(office, job, now):
    work(job, now)
    office.post(reverse("companies:import_confirm", args=[job.pk]))
    job.refresh_from_db()
    assert (job.state, Firm.objects.count()) == ("confirmed", 0)
    work(job, now)
    assert (job.state, job.done_rows, job.total_rows, Firm.objects.count()) == ("done", 78, 78, 36)
    assert verbs(job) == ["upload", "preview", "confirm", "finish"]
    page = office.get(job.get_absolute_url()).content.decode()
    assert "78" in page
    assert "Import what is new" not in page
    count = Activity.objects.count()
    work(job, now)
    assert Activity.objects.count() == count


def test_what_was_confirmed_is_written_though_its_uploader_has_left(job, mori, now):
    work(job, now)
    services.confirm_import(job, by=mori, now=now)
    User.objects.filter(pk=job.uploaded_by_id).update(is_active=False)
    work(job, now)
    assert (job.state, Firm.objects.count()) == ("done", 36)


def test_abandon_writes_nothing(office, job, now):
    work(job, now)
    office.post(reverse("companies:import_abandon", args=[job.pk]))
    work(job, now)
    assert (job.state, Firm.objects.count()) == ("abandoned", 0)
    answer = office.post(reverse("companies:import_confirm", args=[job.pk]), follow=True)
    assert str(TransitionNotAllowed.message) in answer.content.decode()


def test_a_file_that_cannot_be_read_says_why(office, sato, now):
    job = work(
        services.upload_import(
            firms_name="f.csv", firms_file=b"a,b\n1,2\n", lines_name="", lines_file=None, by=sato, now=now
        ), now
    )
    assert job.state == "failed"
    assert "f.csv" in office.get(job.get_absolute_url()).content.decode()


def test_a_worker_that_died_halfway_is_followed_by_one_that_completes(job, now, monkeypatch):
    class PowerCut(BaseException):
        """Not an error anybody catches: the process is gone."""

    work(job, now)
    services.confirm_import(job, by=job.uploaded_by, now=now)
    write = jobs.write_plan

    def half(plan, **kwargs):
        write(plan._replace(firms=plan.firms[:10], lines={}), **kwargs)
        raise PowerCut

    monkeypatch.setattr(jobs, "write_plan", half)
    with pytest.raises(PowerCut):
        services.work_on_imports(now=now)
    job.refresh_from_db()
    assert (job.state, Firm.objects.count()) == ("confirmed", 10)
    monkeypatch.undo()
    work(job, now)
    assert (job.state, job.done_rows, Firm.objects.count()) == ("done", 78, 36)
    assert job.report["counts"]["new"] == 78


def test_a_row_that_could_not_be_written_is_named_and_the_others_are_there(office, job, now, monkeypatch):
    work(job, now)
    services.confirm_import(job, by=job.uploaded_by, now=now)
    break_first, write = iter([True]), writing._write_firm

    def may_break(given, **more):
        if next(break_first, False):
            raise LookupError("rotten")
        return write(given, **more)

    monkeypatch.setattr(writing, "_write_firm", may_break)
    work(job, now)
    assert (job.state, Firm.objects.count()) == ("done", 35)
    page = office.get(job.get_absolute_url() + "?show=refused").content.decode()
    assert "This row could not be written, the others were." in page


def test_an_unforeseen_error_is_told_instead_of_tried_for_ever(office, job, now, monkeypatch):
    def broken(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(jobs, "prepare_import", broken)
    work(job, now)
    assert job.state == "failed"
    assert "The files could not be read because of an error." in office.get(job.get_absolute_url()).content.decode()


def test_file_names_are_shown_as_text(office, sato, now):
    name = "<script>alert(1)</script>.csv"
    services.upload_import(firms_name=name, firms_file=b"x", lines_name="", lines_file=None, by=sato, now=now)
    page = office.get(reverse("companies:imports")).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_the_preview_names_the_sheet_that_was_read_and_those_that_were_not(office, sato, now):
    book = Workbook()
    book.active.title = "Титул"
    book.active.append(["Реестр"])
    sheet = book.create_sheet("Фирмы")
    for row in (HEAD, RUSSIAN):
        sheet.append(row)
    job = work(services.upload_import(
        firms_name="f.xlsx", firms_file=saved(book), lines_name="", lines_file=None, by=sato, now=now
    ), now)
    page = office.get(job.get_absolute_url()).content.decode()
    assert job.state == "previewed"
    assert "The sheet “Фирмы” was read. Not read: Титул." in page
    assert RUSSIAN[3] in page
