"""Reports: right figures, issued once and for all, the next one corrects, two languages in one tagged PDF,
files that are safe to open.
"""

import io
import json
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pypdf
import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from core.activity import ref
from core.models import Activity
from matching import services as matching
from matching.models import Introduction
from mou import services
from mou.errors import AddressWrong, NotAParty, SameLanguageTwice, SpanWrong, TooManyAddresses
from mou.models import Evidence, Memorandum, Report
from mou.reporting import paper
from mou.reporting.figures import figures
from mou.services import reports as reports_service
from notifications.models import Message
from tests.matching.asking import counted
from tests.mou.reports_build import YEAR, issue

pytestmark = pytest.mark.django_db


@pytest.fixture
def owed_by_both(owed, delivered):
    """Atameken owes bulletins too and has delivered none."""
    return owed("bulletin_published", owing="central_asia", cadence="quarterly", commitment=2)


def test_a_countersignature_stands_on_the_day_it_was_where_the_obligation_is_owed(mou, delivered, now):
    Evidence.objects.update(countersigned_at=datetime(2025, 1, 31, 23, 30, tzinfo=UTC))
    rows = figures(mou, **YEAR, now=now)["evidence"]
    assert {row["countersigned_on"] for row in rows} == {"2025-02-01"}


def test_the_figures_are_what_the_books_say(mou, delivered, owed_by_both, sato, now):
    report = issue(mou, sato, now)
    commitment = report.figures["commitments"][1]
    [obligation] = [row for row in commitment["obligations"] if row["owing"] == "japan"]
    assert [(one["delivered"], one["standing"]) for one in obligation["periods"]] == [
        (1, "fulfilled"), (1, "fulfilled"), (0, "not_fulfilled"), (0, "not_fulfilled"),
    ]
    assert commitment["balance"]["japan"] == [2, 4]
    assert commitment["balance"]["behind"] == "central_asia"
    assert len(report.figures["evidence"]) == 2
    assert report.figures["corrections"] == []
    assert (report.number, report.state, report.done_steps) == (1, "issued", 4)
    assert Message.objects.get(kind="mou/report_issued").recipient == sato


@pytest.mark.parametrize("languages, expected", [
    (("ja", "ru"), ["覚書", "Меморандум о взаимопонимании"]),
    (("ja", "kk"), ["覚書", "өзара түсіністік туралы меморандум"]),
    (("uz", "en"), ["oʻzaro anglashuv memorandumi", "Memorandum of understanding"]),
])
def test_the_page_is_tagged_and_speaks_both_languages(mou, delivered, sato, now, languages, expected):
    report = issue(mou, sato, now, languages)
    pdf = pypdf.PdfReader(io.BytesIO(bytes(report.pdf)))
    catalogue, text = pdf.trailer["/Root"], " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert catalogue["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalogue
    assert catalogue["/Lang"].startswith(languages[0])
    assert expected[0][:10] in pdf.metadata.title
    for words in expected:
        assert words in text or words.replace(" ", "") in text.replace(" ", "")
    assert "Ә Ғ Қ" in text
    assert f"/ {len(pdf.pages)}" in text
    assert "M-2024-001" in text
    assert len(report.pdf_sha256) == 64


def test_a_source_recalled_after_the_report_was_issued_is_corrected_by_the_next_one(
    owed, mou, introduced, read_all, sato, dana, now
):
    owed("contacts_released", cadence="yearly", starts_on=date(2025, 11, 20))
    read_all()
    evidence = Evidence.objects.with_obligation().get()
    services.submit_evidence(evidence, by=sato, now=now)
    services.countersign_evidence(evidence, by=dana, now=now)
    span = {"from_on": date(2025, 11, 20), "until_on": date(2026, 11, 19)}
    first = issue(mou, sato, now, **span)
    before = bytes(first.pdf)
    matching.recall_introduction(Introduction.objects.get(), reason="Wrong firm", by=sato, now=now)
    second = issue(mou, sato, now, **span)
    [correction] = second.figures["corrections"]
    assert (correction["report"], correction["was"], correction["now"]) == (1, 1, 0)
    first = Report.objects.get(number=1)
    assert bytes(first.pdf) == before
    assert first.figures["evidence"]
    assert not second.figures["evidence"]
    third = issue(mou, sato, now, **span)
    assert third.figures["corrections"] == [], "said once"


def test_an_issued_report_is_never_changed(mou, delivered, sato, now):
    report = issue(mou, sato, now)
    for change in ({"figures": {}}, {"pdf": b"x"}, {"number": 9}):
        with pytest.raises(DatabaseError, match="issued report"), transaction.atomic():
            Report.objects.filter(pk=report.pk).update(**change)


def test_what_cannot_be_is_refused(mou, sato, tanaka, hokuriku, now):
    with pytest.raises(SameLanguageTwice):
        services.request_report(mou, **YEAR, languages=["ja", "ja"], by=sato, now=now)
    with pytest.raises(SameLanguageTwice):
        services.request_report(mou, **YEAR, languages=["ja", "xx"], by=sato, now=now)
    with pytest.raises(SpanWrong):
        services.request_report(
            mou, from_on=date(2020, 1, 1), until_on=date(2020, 2, 1), languages=["ja", "ru"], by=sato, now=now
        )
    with pytest.raises(NotAParty):
        services.request_report(mou, **YEAR, languages=["ja", "ru"], by=tanaka, now=now)
    assert not Report.objects.exists()


def test_a_failing_engine_is_said_and_can_be_tried_again(mou, delivered, sato, now, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("no fonts")

    monkeypatch.setattr(reports_service, "make_pdf", broken)
    report = issue(mou, sato, now)
    assert report.state == "failed"
    assert "no fonts" not in json.dumps(report.error)
    assert report.error["template"]
    monkeypatch.setattr(reports_service, "make_pdf", paper.make_pdf)
    services.retry_report(report, by=sato, now=now)
    services.work_on_reports()
    assert Report.objects.get().state == "issued"


def test_a_worker_killed_half_way_is_followed_by_another(mou, delivered, sato, now, monkeypatch):
    class Killed(BaseException):
        pass

    def die(*args, **kwargs):
        raise Killed

    services.request_report(mou, **YEAR, languages=["ja", "ru"], by=sato, now=now)
    monkeypatch.setattr(reports_service, "make_pdf", die)
    with pytest.raises(Killed):
        services.work_on_reports()
    assert Report.objects.get().state == "running"
    assert not Report.objects.get().pdf
    monkeypatch.setattr(reports_service, "make_pdf", paper.make_pdf)
    services.work_on_reports()
    report = Report.objects.get()
    assert (report.state, report.attempts) == ("issued", 2)


def test_after_three_deaths_it_is_given_up(mou, delivered, sato, now):
    services.request_report(mou, **YEAR, languages=["ja", "ru"], by=sato, now=now)
    Report.objects.update(attempts=3)
    services.work_on_reports()
    assert Report.objects.get().state == "failed"


def test_no_cell_of_the_workbook_is_a_formula(mou, delivered, sato, now):
    book = openpyxl.load_workbook(io.BytesIO(bytes(issue(mou, sato, now).xlsx)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}


def download(client, person, report, kind: str):
    client.force_login(person)
    return client.get(reverse(f"mou:report_{kind}", args=[report.pk]))


def test_only_those_who_see_the_memorandum_download(client, mou, delivered, sato, dana, tanaka, hokuriku, now):
    report = issue(mou, sato, now)
    for kind in ("pdf", "xlsx", "json"):
        answer = download(client, dana, report, kind)
        assert answer.status_code == 200
        assert "attachment" in answer["Content-Disposition"]
        assert download(client, tanaka, report, kind).status_code == 404
    assert json.loads(download(client, dana, report, "json").content) == report.figures
    client.force_login(tanaka)
    assert client.get(report.get_absolute_url()).status_code == 404
    assert client.get(reverse("mou:reports", args=[mou.pk])).status_code == 404


def test_a_report_that_is_not_issued_has_no_files(client, mou, sato, now):
    report = services.request_report(mou, **YEAR, languages=["ja", "ru"], by=sato, now=now)
    assert download(client, sato, report, "pdf").status_code == 404


def test_the_liaison_forwards_the_link_and_the_hash_never_the_file(mou, delivered, sato, dana, now):
    report = issue(mou, sato, now)
    assert services.forward_report(
        report, to=["minister@gov.example", "minister@gov.example"], note="See page 2", by=dana, now=now
    ) == 1
    message = Message.objects.get(kind="mou/report_forwarded")
    assert report.pdf_sha256 in message.text
    assert "See page 2" in message.text
    assert message.path == report.get_absolute_url()
    assert Activity.objects.filter(subject=ref(report), verb="mou.report.forward").count() == 1
    for to, refusal in (([], TooManyAddresses), (["a@b.example"] * 11, TooManyAddresses), (["nobody"], AddressWrong)):
        with pytest.raises(refusal):
            services.forward_report(report, to=to, note="", by=dana, now=now)


def test_the_page_asks_and_keeps_what_was_typed(client, mou, dana, now):
    client.force_login(dana)
    address = reverse("mou:reports", args=[mou.pk])
    given = {"from_on": "2024-08-09", "until_on": "2024-01-01", "first_language": "ru", "second_language": "ja"}
    answer = client.post(address, given, headers={"accept-language": "en"})
    assert answer.status_code == 422
    assert "2024-01-01" in answer.content.decode()
    assert client.post(address, given | {"until_on": "2025-08-08"}).status_code == 302
    assert client.get(Report.objects.get().get_absolute_url()).status_code == 200


def test_the_list_costs_the_same_for_one_and_three(client, mou, sato, now):
    client.force_login(sato)
    address = reverse("mou:reports", args=[mou.pk])
    services.request_report(mou, **YEAR, languages=["ja", "ru"], by=sato, now=now)
    with counted() as once:
        client.get(address)
    for hours in (1, 2):
        services.request_report(
            Memorandum.objects.get(), **YEAR, languages=["ja", "ru"], by=sato, now=now + timedelta(hours=hours)
        )
    with counted() as thrice:
        client.get(address)
    assert once == thrice


def test_a_report_is_not_issued_without_a_word(mou, delivered, sato, now, monkeypatch):
    def broken(*args, **given):
        raise RuntimeError("worker killed here")

    monkeypatch.setattr(reports_service.messages, "report_issued", broken)
    report = issue(mou, sato, now)
    assert report.state == "failed"
    assert not report.pdf
