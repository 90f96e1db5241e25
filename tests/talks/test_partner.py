"""The partner's page: there once contacts are open, for people of the two firms, in their language; gone otherwise."""
import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from companies import services as companies
from companies.models import Firm, Picture
from core.files.services import inspect_files
from core.models import Look
from core.typesetting.composing import PageNotMade
from matching.models import Introduction
from talks import services
from tests import files_build

pytestmark = pytest.mark.django_db
PNG = ("machine.png", files_build.picture())
PAGES = ("partner", "partner_paper")


def url(match, name: str = "partner", *more) -> str:
    return reverse(f"talks:{name}", args=[match.pk, *more])


@pytest.fixture
def logo(hokuriku, tanaka, sato, now) -> Picture:
    made = companies.add_logo(hokuriku, file=PNG, alt="社章", by=tanaka, now=now)
    inspect_files(now=now)
    companies.decide_picture(Picture.objects.get(pk=made.pk), seen="waiting", by=sato, now=now)
    return made


def test_nobody_reads_it_before_contacts_are_open(match, aigul, tanaka, as_):
    for person in (aigul, tanaka):
        client = as_(person)
        assert {client.get(url(match, name)).status_code for name in PAGES} == {404}


def test_strangers_never_do(introduced, match, logo, bekzat, zafar, as_):
    for person in (bekzat, zafar):
        client = as_(person)
        assert {client.get(url(match, name)).status_code for name in PAGES} == {404}
        assert client.get(url(match, "partner_picture", logo.pk)).status_code == 404


def test_it_says_who_the_firm_is_and_what_is_not_known(introduced, match, hokuriku, aigul, as_):
    Firm.objects.filter(pk=hokuriku.pk).update(website="https://juten.example/", employees=None, certificates=["Halal"])
    page = as_(aigul).get(url(match)).content.decode()
    told = ("株式会社北陸充填機", "https://juten.example/", "Halal", hokuriku.contact.email)
    assert all(word in page for word in told)
    assert page.split("Not known yet:")[1].split("</p>")[0].count("Employees") == 1


def test_goods_are_said_in_the_reader_s_language_before_the_firm_s_own_words(introduced, match, aigul, as_):
    page = as_(aigul, language="ru").get(url(match)).content.decode()
    assert page.index("842230") < page.index("食用油・飲料用の液体充填機")


def test_each_look_leaves_its_row(introduced, match, aigul, as_):
    before = Look.objects.count()
    as_(aigul).get(url(match))
    assert Look.objects.count() > before


def test_answers_and_certificates_of_the_conversation_stand_there(introduced, match, tanaka, aigul, as_, now):
    [asked] = services.ask_questions(match, keys=["capacity"], by=aigul, now=now)
    services.answer_question(asked, value={"number": "7", "unit": "t", "per": "month"}, by=tanaka, now=now)
    services.share_file(match, file=("iso.pdf", files_build.pdf()), sort="certificate", by=tanaka, now=now)
    client = as_(aigul)
    assert "iso.pdf" not in client.get(url(match)).content.decode()
    inspect_files(now=now)
    page = client.get(url(match)).content.decode()
    assert "How much can you supply?" in page
    assert "iso.pdf" in page


def test_a_logo_and_what_names_the_firm_are_shown_now(introduced, match, logo, offer, tanaka, sato, aigul, as_, now):
    named = companies.add_picture(offer, file=PNG, alt="工場", by=tanaka, now=now)
    kept = companies.add_picture(offer, file=PNG, alt="暗い写真", by=tanaka, now=now)
    inspect_files(now=now)
    for picture, why in ((named, "names"), (kept, "unclear")):
        companies.decide_picture(Picture.objects.get(pk=picture.pk), seen="waiting", why=why, by=sato, now=now)
    client = as_(aigul)
    page = client.get(url(match)).content.decode()
    assert ("社章" in page, "工場" in page, "暗い写真" in page) == (True, True, False)
    statuses = [client.get(url(match, "partner_picture", one.pk)).status_code for one in (logo, named, kept)]
    assert statuses == [200, 200, 404]


def test_it_closes_with_the_contacts(introduced, match, hokuriku, logo, aigul, as_):
    client = as_(aigul)
    assert client.get(url(match)).status_code == 200
    Firm.objects.filter(pk=hokuriku.pk).update(state="suspended")
    assert {client.get(url(match, name)).status_code for name in PAGES} == {404}
    assert client.get(url(match, "partner_picture", logo.pk)).status_code == 404
    Firm.objects.filter(pk=hokuriku.pk).update(state="verified")
    Introduction.objects.filter(pk=introduced.pk).update(state="recalled")
    assert {client.get(url(match, name)).status_code for name in PAGES} == {404}


@pytest.mark.parametrize("language", ["ja", "kk", "uz"])
def test_the_paper_is_in_the_reader_s_language_and_holds_no_contact(introduced, match, logo, aigul, as_, language):
    answer = as_(aigul, language=language).get(url(match, "partner_paper"))
    assert answer.headers["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(answer.content))
    assert reader.trailer["/Root"]["/Lang"] == language
    words = "".join(page.extract_text() for page in reader.pages)
    assert "北陸充填機" in words
    assert introduced.match.japan.contact.email not in words


def failing(*_about, **_given):
    raise PageNotMade


@pytest.mark.parametrize("target, value, said", [
    ("papers.about_firm", failing, "could not be made"), ("MOST_PAPERS_AN_HOUR", 0, "Many papers"),
])
def test_a_paper_that_cannot_be_had_now_is_said(introduced, match, aigul, as_, monkeypatch, target, value, said):
    monkeypatch.setattr(f"talks.views.partner.{target}", value)
    answer = as_(aigul).get(url(match, "partner_paper"), follow=True)
    assert answer.redirect_chain[-1][0] == url(match)
    assert said in answer.content.decode()


def test_both_pages_lead_there(introduced, match, aigul, as_):
    client = as_(aigul)
    for page in (introduced.get_absolute_url(), reverse("talks:thread", args=[match.pk])):
        assert url(match) in client.get(page).content.decode()
