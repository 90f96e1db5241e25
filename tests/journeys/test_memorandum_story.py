"""Minamin's staff and the chamber's liaison: an obligation agreed, a bulletin that becomes evidence by itself,
countersigned, taken back, replaced by hand with a file, disputed and settled, and the report of it all. With a worker,
a broker and a browser each.
"""

import pytest
from django.utils import timezone

from core.models import StoredFile
from mou import services
from mou.models import Bulletin, Evidence, Memorandum, Obligation, Report
from notifications.models import Message
from tests import files_build

from .people import Person, until

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SOON = 45  # seconds that the worker may take: the log is read every 15


def told(kind: str, email: str) -> bool:
    return Message.objects.filter(kind=f"mou/{kind}", recipient__email=email).exists()


@pytest.fixture
def memorandum(sato, dana) -> Memorandum:
    made = services.record_founding_memorandum(now=timezone.now())
    made.parties.filter(side="japan").update(owner=sato)
    made.parties.filter(side="central_asia").update(owner=dana)
    return made


def test_staff_and_liaison_prove_an_obligation(people, worker, memorandum, sato, dana):
    office, chamber = people("sato", sato.email, "ja").sign_in(), people("dana", dana.email, "ru").sign_in()
    agree_on_an_obligation(chamber, office, memorandum)
    first = a_bulletin_becomes_evidence(office, memorandum)
    chamber.visit(f"{memorandum.get_absolute_url()}").shot("mou-1-liaison-dashboard").open_link("show=countersign")
    chamber.shot("mou-2-liaison-to-countersign").fill(evidence=True).press(
        "mou:countersign_chosen", memorandum.pk
    ).send("sure")
    assert Evidence.objects.get().state == "countersigned"
    the_bulletin_is_withdrawn(office, chamber, first)
    by_hand_with_a_file(office, chamber)
    the_report(chamber, memorandum)


def agree_on_an_obligation(chamber: Person, office: Person, memorandum: Memorandum) -> None:
    article = memorandum.commitments.get(number=2)
    chamber.go("mou:propose", article.pk).fill(
        owing="japan", indicator="bulletin_published", cadence="quarterly", target="1"
    )
    chamber.fill(starts_on=f"{timezone.localdate().replace(day=1):%d.%m.%Y}").send("indicator")
    obligation = Obligation.objects.get()
    assert until(lambda: told("obligation_proposed", office.email), seconds=5, what="Sato hears of the proposal")
    office.go("mou:obligation", obligation.pk).shot("mou-0-to-agree").press("mou:agree", obligation.pk)
    assert Obligation.objects.get().state == "active"


def a_bulletin_becomes_evidence(office: Person, memorandum: Memorandum) -> Evidence:
    office.go("mou:bulletin_new").fill(
        kind="import_requirements", for_country="KZ", language="ja", title="食品輸入の新要件", body="本文です。"
    )
    office.send("body")
    bulletin = Bulletin.objects.get()
    office.go("mou:bulletin_wording", bulletin.pk).fill(
        language="ru", title="Новые требования", body="Текст", quality="translated"
    ).send("body")
    office.press("mou:bulletin_publish", bulletin.pk)
    evidence = until(lambda: Evidence.objects.first(), seconds=SOON, what="the portal finds the bulletin")
    assert (evidence.state, evidence.source_id) == ("proposed", bulletin.pk)
    office.go("mou:memorandum", memorandum.pk).open_link("show=submit").fill(evidence=True).press(
        "mou:submit_chosen", memorandum.pk
    ).send("sure")
    assert until(
        lambda: told("awaits_countersignature", "dana@atameken.example"), seconds=5, what="Dana is asked to countersign"
    )
    return evidence


def the_bulletin_is_withdrawn(office: Person, chamber: Person, evidence: Evidence) -> None:
    bulletin = Bulletin.objects.get()
    office.go("mou:bulletin", bulletin.pk).unfold("mou:bulletin_withdraw", bulletin.pk)
    office.fill(reason="数字の誤り").press("mou:bulletin_withdraw", bulletin.pk)
    both = (office.email, chamber.email)
    until(lambda: all(told("source_fell", email) for email in both), seconds=SOON, what="both owners hear of the fall")
    chamber.go("mou:evidence", evidence.pk).shot("mou-3-source-gone")
    assert "Бюллетень отозван" in chamber.text


def by_hand_with_a_file(office: Person, chamber: Person) -> None:
    obligation = Obligation.objects.get()
    office.go("mou:evidence_new", obligation.pk)
    office.page.set_input_files(
        'main [name="file"]', {"name": "bulletin.pdf", "mimeType": "application/pdf", "buffer": files_build.pdf()}
    )
    office.fill(titles_ja="郵送した資料", happened_on=f"{timezone.localdate():%Y/%m/%d}", quantity="1")
    office.send("titles_ja")
    evidence = Evidence.objects.get(source_id=None)
    until(lambda: StoredFile.objects.get().state == "released", seconds=SOON, what="the file is looked into")
    chamber.go("mou:evidence", evidence.pk).unfold("mou:evidence_dispute", evidence.pk)
    chamber.fill(reason="Только на японском").press("mou:evidence_dispute", evidence.pk)
    office.go("mou:evidence", evidence.pk).shot("mou-4-disputed")
    assert "Только на японском" in office.text
    office.fill_in(
        "mou:evidence_answer", evidence.pk, reason="2ページ目にロシア語があります"
    ).press("mou:evidence_answer", evidence.pk)
    chamber.go("mou:evidence", evidence.pk).press("mou:evidence_countersign", evidence.pk)
    assert Evidence.objects.get(source_id=None).state == "countersigned"


def the_report(chamber: Person, memorandum: Memorandum) -> None:
    chamber.go("mou:reports", memorandum.pk).send("from_on")
    report = Report.objects.get()
    until(lambda: Report.objects.get().state == "issued", seconds=SOON, what="the report is issued")
    chamber.go("mou:report", report.pk).shot("mou-5-report")
    with chamber.page.expect_download() as download:
        chamber.page.locator(f'main a[href$="/reports/{report.pk}/pdf/"]').click()
    assert download.value.suggested_filename == "M-2024-001-1.pdf"
    chamber.fill(to="minister@gov.example").press("mou:report_forward", report.pk)
    assert Message.objects.filter(kind="mou/report_forwarded", address="minister@gov.example").exists()
