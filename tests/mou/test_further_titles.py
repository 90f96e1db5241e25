"""Titles of documents, materials and occasions in further languages: who adds them, and what stays."""

from datetime import date

import pytest
from django.urls import reverse

from mou import services
from mou.errors import TitleMissing
from mou.models import Document, Material, Occasion
from tests.files_build import pdf

from . import exchange_build as exchange

pytestmark = pytest.mark.django_db
JAPANESE, RUSSIAN = "署名済みの覚書", "Подписанный меморандум"
FILE = ("a.pdf", pdf())


@pytest.fixture
def document(mou, sato, now) -> Document:
    return services.add_document(mou, file=FILE, titles={"ja": JAPANESE}, language="ja", by=sato, now=now)


@pytest.fixture
def material(sato, now) -> Material:
    made = exchange.session(sato, now)
    return services.add_material(made, file=FILE, titles={"ja": JAPANESE}, language="ja", by=sato, now=now)


@pytest.fixture
def occasion(owed, sato, now) -> Occasion:
    obligation = owed("other", wordings={"en": "x"}, cadence="per_event", days_to_deliver=10)
    return services.note_occasion(
        obligation, titles={"ja": JAPANESE}, happened_on=date(2026, 11, 20), by=sato, now=now
    )


@pytest.fixture(params=["document", "material", "occasion"])
def row(request):
    return request.getfixturevalue(request.param)


def page_of(row) -> str:
    return reverse(f"mou:{row._meta.model_name}_word", args=[row.pk])


def service_of(row):
    return getattr(services, f"word_{row._meta.model_name}")


def test_a_further_language_is_added_on_a_page_and_the_first_stays_the_original(row, sato, as_):
    assert as_(sato).get(page_of(row)).status_code == 200
    seen = {"titles_ja": JAPANESE, "initial-titles_ja": JAPANESE}
    assert as_(sato).post(page_of(row), seen | {"titles_ru": RUSSIAN}).status_code == 302
    row.refresh_from_db()
    assert (dict(row.titles), row.titles.original) == ({"ja": JAPANESE, "ru": RUSSIAN}, "ja")


def test_two_people_word_two_languages(row, sato, mori, now):
    other = type(row).objects.get(pk=row.pk)
    service_of(row)(row, titles={"ru": RUSSIAN}, by=sato, now=now)
    service_of(row)(other, titles={"en": "Signed"}, by=mori, now=now)
    assert set(type(row).objects.get().titles) == {"ja", "ru", "en"}


def test_one_title_stays_at_least(row, sato, as_, now):
    with pytest.raises(TitleMissing):
        service_of(row)(row, titles={"ja": ""}, by=sato, now=now)
    refused = as_(sato).post(page_of(row), {"titles_ja": "", "initial-titles_ja": JAPANESE})
    assert refused.status_code == 422
    assert dict(type(row).objects.get().titles) == {"ja": JAPANESE}


@pytest.mark.parametrize("who, status", [("bekzat", {403, 404}), ("tanaka", {403, 404})])
def test_strangers_word_nothing(row, who, status, as_, request):
    answer = as_(request.getfixturevalue(who)).post(page_of(row), {"titles_ru": RUSSIAN})
    assert answer.status_code in status
    assert dict(type(row).objects.get().titles) == {"ja": JAPANESE}


def test_the_pages_lead_there(document, material, occasion, sato, as_):
    for found, page in (
        (document, reverse("mou:text", args=[document.memorandum_id])),
        (material, reverse("mou:session", args=[material.session_id])),
        (occasion, reverse("mou:obligation", args=[occasion.obligation_id])),
    ):
        assert page_of(found) in as_(sato).get(page).content.decode()
