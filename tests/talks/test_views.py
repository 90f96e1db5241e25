"""The pages of a conversation, as each of its readers."""
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from talks import services
from talks.data.phrases import QUESTIONS
from talks.models import Asked, Remark, Thread
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_world")]


def page(match, name: str = "thread") -> str:
    return reverse(f"talks:{name}", args=[match.pk])


def test_a_firm_asks_by_ticking(match, tanaka, as_):
    client = as_(tanaka)
    assert "How much can you supply?" in client.get(page(match, "ask")).content.decode()
    answer = client.post(page(match, "ask"), {"goods": ["capacity", "sample"], "price": ["basis"]})
    assert answer.headers["Location"] == page(match)
    assert set(Asked.objects.values_list("key", flat=True)) == {"capacity", "sample", "basis"}


def test_words_cannot_be_ticked_before_release(match, tanaka, as_):
    assert 'value="model"' not in as_(tanaka).get(page(match, "ask")).content.decode()
    assert as_(tanaka).post(page(match, "ask"), {"goods": ["model"]}).status_code == 422


def test_machines_are_asked_of_machines(match, tanaka, as_):
    text = as_(tanaka).get(page(match, "ask")).content.decode()
    assert 'value="voltage"' in text
    assert 'value="shelf_life"' not in text


def test_nothing_ticked_keeps_the_page(match, tanaka, as_):
    answer = as_(tanaka).post(page(match, "ask"), {})
    assert answer.status_code == 409
    assert "Tick at least one question." in answer.content.decode()


def test_each_reads_in_its_own_language(match, tanaka, aigul, as_, now):
    asked = services.ask_questions(match, keys=["sample"], by=tanaka, now=now)[0]
    services.answer_question(asked, value={"choice": "paid"}, by=aigul, now=now)
    for person, language in ((tanaka, "ja"), (aigul, "kk")):
        with override(language):
            words = [str(asked.question.text), str(asked.question.options["paid"])]
        text = as_(person, language).get(page(match)).content.decode()
        assert all(word in text for word in words)


ANSWERS = {
    "capacity": ({"number": "1,500.5", "unit": "t", "per": "month"}, {"number": "1500.5", "unit": "t", "per": "month"}),
    "price": (
        {"low": "10", "high": "12", "currency": "USD", "unit": ""}, {"low": "10", "high": "12", "currency": "USD"},
    ),
    "lead_time": ({"number": "40"}, {"number": "40"}),
    "way": ({"choices": ["rail", "road"]}, {"choices": ["rail", "road"]}),
    "customs": ({"choice": "we"}, {"choice": "we"}),
    "offer_until": ({"day": "2027-01-31"}, {"day": "2027-01-31"}),
    "visit_us": ({"from": "2027-03-01", "to": "2027-03-05"}, {"from": "2027-03-01", "to": "2027-03-05"}),
    "origin": ({"codes": ["KZ"]}, {"codes": ["KZ"]}),
    "exported": ({"choice": "depends"}, {"choice": "depends"}),
}


def test_every_kind_is_answered_in_a_form(match, tanaka, aigul, as_, now):
    rows = services.ask_questions(match, keys=list(ANSWERS), by=tanaka, now=now)
    client = as_(aigul)
    for row in rows:
        url = reverse("talks:answer", args=[row.pk])
        assert client.get(url).status_code == 200
        given, kept = ANSWERS[row.key]
        answer = client.post(url, given)
        assert answer.status_code == 302, (row.key, answer.context["form"].errors)
        row.refresh_from_db()
        assert row.value == kept


def test_a_wrong_answer_stays_in_the_form(asked, aigul, as_):
    answer = as_(aigul).post(reverse("talks:answer", args=[asked.pk]), {"number": "viel", "unit": "t", "per": "month"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "“viel” is not a number." in text
    assert 'value="viel"' in text


def test_a_correction_begins_with_what_stands(answered, aigul, as_):
    text = as_(aigul).get(reverse("talks:answer", args=[answered.pk])).content.decode()
    assert 'value="5"' in text


def test_before_release_nobody_is_named(asked, hokuriku, altai, tanaka, aigul, as_, match):
    for person, other in ((tanaka, altai), (aigul, hokuriku)):
        for url in (page(match), page(match, "ask"), reverse("talks:threads")):
            text = as_(person).get(url).content.decode()
            assert other.name not in text
            assert other.name_latin not in text
            assert all(stranger.full_name not in text for stranger in {tanaka, aigul} - {person})


def test_after_release_they_write(introduced, match, tanaka, aigul, altai, as_):
    client = as_(tanaka)
    assert altai.name_latin in client.get(page(match)).content.decode()
    client.post(page(match, "write"), {"text": "よろしくお願いします"})
    assert "よろしくお願いします" in as_(aigul).get(page(match)).content.decode()


def test_many_messages_in_a_minute_are_kept_in_the_form(introduced, match, tanaka, as_, monkeypatch):
    monkeypatch.setattr("talks.views.threads.MOST_A_MINUTE", 1)
    client = as_(tanaka)
    client.post(page(match, "write"), {"text": "One"})
    answer = client.post(page(match, "write"), {"text": "Two"})
    assert answer.status_code == 429
    assert "Two</textarea>" in answer.content.decode()
    assert Remark.objects.count() == 1


def test_strangers_find_nothing(asked, introduced, match, bekzat, zafar, as_):
    for person in (bekzat, zafar):
        client = as_(person)
        assert client.get(page(match)).status_code == 404
        assert client.get(reverse("talks:answer", args=[asked.pk])).status_code == 404
        assert client.post(page(match, "write"), {"text": "Hello"}).status_code == 404


def test_the_chamber_reads_once_it_helps(asked, match, dana, as_):
    assert as_(dana).get(page(match)).status_code == 404


def test_the_chamber_that_helps_reads_and_is_named(introduced, match, dana, tanaka, as_):
    assert as_(dana).get(page(match)).status_code == 200
    assert "The chamber reads along: Atameken" in as_(tanaka).get(page(match)).content.decode()


def test_what_waits_stands_in_the_list_and_on_the_home(asked, aigul, as_):
    client = as_(aigul)
    assert "Your answer is awaited" in client.get(reverse("talks:threads")).content.decode()
    assert client.get(reverse("dashboard:home")).context["next_step"]["url"] == reverse("talks:threads")


def test_the_list_asks_alike_for_one_and_two(asked, offer, detal, sato, tanaka, as_, now):
    client = as_(tanaka)
    client.get(reverse("talks:threads"))
    with CaptureQueriesContext(connection) as of_one:
        client.get(reverse("talks:threads"))
    need = build.profile(detal, sato, "business_request", "supply", ["Нужны линии розлива"], ["842230"], ["JP"])
    services.ask_questions(build.match(offer, need), keys=["need"], by=tanaka, now=now)
    with CaptureQueriesContext(connection) as of_two:
        answer = client.get(reverse("talks:threads"))
    assert len(answer.context["rows"]) == 2
    assert len(of_two) == len(of_one)


def test_a_page_without_a_word_has_no_thread(match, tanaka, as_):
    assert as_(tanaka).get(page(match)).status_code == 200
    assert not Thread.objects.exists()


def test_questions_of_the_book_are_all_offered(introduced, match, tanaka, as_):
    text = as_(tanaka).get(page(match, "ask")).content.decode()
    offered = [key for key, one in QUESTIONS.items() if not one.chapters or set(one.chapters) & {"84"}]
    assert all(f'value="{key}"' in text for key in offered)
