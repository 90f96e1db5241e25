"""What was delivered and what happened, in several languages: who reads which, who may add one, and until when."""

from datetime import date

import pytest
from django.urls import reverse

from core.i18n import speaking
from core.multilingual import Texts
from mou import services
from mou.errors import EvidenceUnnamed, NotYourObligation, ObligationIsOver
from mou.models import Evidence, Occasion
from mou.pages.labels import evidence_labels, occasion_labels
from mou.reporting.words import evidence_title

pytestmark = pytest.mark.django_db
JAPANESE, RUSSIAN, ENGLISH = "第一号の報告書", "Первый отчёт", "The first report"


@pytest.fixture
def evidence(owed, sato, now) -> Evidence:
    """Submitted by Minamin in Japanese, with a remark; Atameken reads Russian."""
    return services.add_evidence(
        owed("bulletin_published"), titles={"ja": JAPANESE}, notes={"ja": "備考"}, happened_on=date(2026, 11, 1),
        quantity=1, period="", file=None, by=sato, now=now,
    )


def read_by(language: str, row: Evidence, viewer) -> tuple[str, str]:
    with speaking(language):
        label = evidence_labels([row], viewer)[row.pk]
    return label.title, label.lang


def test_a_reader_gets_their_language_else_russian_else_the_original(evidence, sato, now):
    services.word_evidence(evidence, titles={"en": ENGLISH}, notes={}, by=sato, now=now)
    assert read_by("ru", evidence, sato) == read_by("uz", evidence, sato) == (JAPANESE, "ja")
    services.word_evidence(evidence, titles={"ru": RUSSIAN}, notes={}, by=sato, now=now)
    assert read_by("ru", evidence, sato) == read_by("kk", evidence, sato) == (RUSSIAN, "ru")
    assert read_by("ja", evidence, sato) == (JAPANESE, "ja")


def test_the_page_names_the_language_of_a_remark(evidence, dana, as_):
    page = as_(dana).get(evidence.get_absolute_url()).content.decode()
    assert '<div lang="ja"><p>備考</p></div>' in page
    assert "Japanese" in page


def test_two_people_word_two_languages_on_pages_opened_at_once(evidence, sato, mori, as_):
    first, second = as_(sato), as_(mori)
    page = first.get(evidence.get_absolute_url())
    form = page.context["acts"]["word"]
    seen = {field.html_name: field.value() or "" for field in form}
    seen |= {field.html_initial_name: field.value() or "" for field in form}
    path = reverse("mou:evidence_word", args=[evidence.pk])
    assert first.post(path, seen | {"titles_ru": RUSSIAN}).status_code == 302
    assert second.post(path, seen | {"titles_en": ENGLISH, "notes_en": "Remark"}).status_code == 302
    titles, notes = Evidence.objects.values_list("titles", "notes").get()
    assert (titles.original, dict(titles)) == ("ja", {"ja": JAPANESE, "ru": RUSSIAN, "en": ENGLISH})
    assert (dict(notes), notes.wordings["en"].by) == ({"ja": "備考", "en": "Remark"}, str(mori.pk))


def test_what_was_countersigned_is_not_worded_otherwise(evidence, sato, dana, now):
    services.countersign_evidence(evidence, by=dana, now=now)
    with pytest.raises(ObligationIsOver):
        services.word_evidence(evidence, titles={"ja": "別のもの"}, notes={}, by=sato, now=now)
    assert dict(Evidence.objects.get().titles) == {"ja": JAPANESE}


def test_the_other_side_does_not_word_it(evidence, dana, now, as_):
    with pytest.raises(NotYourObligation):
        services.word_evidence(evidence, titles={"ru": RUSSIAN}, notes={}, by=dana, now=now)
    assert as_(dana).post(reverse("mou:evidence_word", args=[evidence.pk]), {"titles_ru": RUSSIAN}).status_code == 403


def test_evidence_of_a_person_keeps_one_title_at_least(evidence, sato, now, as_):
    with pytest.raises(EvidenceUnnamed):
        services.word_evidence(evidence, titles={"ja": ""}, notes={}, by=sato, now=now)
    form = {"happened_on": "2026-11-01", "quantity": "1", "period": "", "notes_ja": "備考"}
    answer = as_(sato).post(reverse("mou:evidence_new", args=[evidence.obligation_id]), form)
    assert answer.status_code == 422
    assert any(name.startswith("titles_") for name in answer.context["form"].errors)


def test_an_occasion_is_read_in_the_readers_language(owed, sato, dana, now):
    obligation = owed("other", wordings={"en": "x"}, cadence="per_event", days_to_deliver=10)
    titles = {"ja": "大阪見本市", "ru": "Ярмарка в Осаке"}
    services.note_occasion(obligation, titles=titles, happened_on=date(2026, 11, 20), by=sato, now=now)
    row = Occasion.objects.get()
    with speaking("kk"):
        assert occasion_labels([row], dana)[row.pk].title == "Ярмарка в Осаке"
    with speaking("en"):
        assert occasion_labels([row], dana)[row.pk] == ("大阪見本市", "ja", "")


def test_a_report_says_it_in_its_first_language_else_as_it_was_written():
    known = {"title": JAPANESE, "language": "ja", "titles": {"ja": JAPANESE, "ru": RUSSIAN}}
    assert evidence_title(known, ["ru", "ja"]) == (RUSSIAN, "ru")
    assert evidence_title(known, ["en", "kk"]) == (JAPANESE, "ja")
    older = {"title": JAPANESE, "language": "ja"}
    assert evidence_title(older, ["ru"]) == (JAPANESE, "ja")


def test_an_empty_title_stands_where_the_source_says_it(evidence):
    assert str(Evidence(titles=Texts(), obligation=evidence.obligation)) == str(evidence.obligation)
