"""Every kind of mail, in every language, filled with samples: nothing raises, nothing is missing or left in English."""

import re

import pytest
from django.template import engines
from django.test import RequestFactory
from django.urls import reverse
from django.utils.html import strip_tags

from core.names import legible
from dashboard.pages import mails as page_of
from dashboard.samples.world import World
from notifications.models import Message

LANGUAGES = ["en", "ja", "ru", "kk", "uz"]
KINDS = [f"{app}/{name}" for app, names in page_of.kinds().items() for name in names]


@pytest.fixture
def request_of(rf: RequestFactory):
    request = rf.get("/staff/mails/")
    request.LANGUAGE_CODE = "en"
    return request


@pytest.fixture(autouse=True)
def _what_is_missing_shows(monkeypatch):
    """In these tests only, whether or not another one drew a template before."""
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "{{ missing %s }}")


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_a_sample_and_is_whole(language, request_of, django_assert_num_queries):
    with django_assert_num_queries(0):
        for kind in KINDS:
            sample = page_of.sample(kind, language, request_of)
            said = sample["letter"].subject + "\n" + sample["text"]
            assert sample["letter"].subject.strip(), kind
            assert not re.search(r"\{\{|\{%|%\(|\bNone\b|functools|bound method|<[A-Z]\w+:", said), f"{kind}: {said}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_and_html_say_the_same_words(language, request_of):
    for kind in KINDS:
        sample = page_of.sample(kind, language, request_of)
        html = strip_tags(sample["html"].partition("<h1>")[2]).replace("&quot;", '"').replace("&#x27;", "'")
        said = re.sub(r"\s+", "", html.replace("&amp;", "&"))
        for line in filter(None, map(str.strip, sample["text"].splitlines())):
            words = re.sub(r"\s+", "", line.removesuffix(":"))
            assert words in said or "http" in words or words == "--", f"{kind}: {line}"


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_no_line_is_left_in_english(language, request_of):
    left = {kind: found for kind in KINDS if (found := page_of.still_english(kind, language, request_of))}
    assert left == {}


def test_a_planted_english_line_is_found(request_of, monkeypatch):
    monkeypatch.setattr("dashboard.pages.mails.letter_of", lambda *_given: page_of.Letter(
        "Only English", "Sato Megumi (佐藤 恵)\n", "", "", "", ""
    ))
    assert page_of.still_english("mou/remind_due", "kk", request_of) == ["Only English"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sample_shows_a_name_its_reader_cannot_read(language, request_of):
    """What stands in brackets is the original beside the name."""
    world = World(language)
    people = [person.full_name for person in (world.sato, world.dana, world.tanaka, world.aigul)]
    names = [name for name in [*people, world.hokuriku.name, world.altai.name] if not legible(name, language)]
    for kind in KINDS:
        sample = page_of.sample(kind, language, request_of)
        read = re.sub(r"[(（][^()（）]*[)）]", "", sample["letter"].subject + sample["text"])
        assert [name for name in names if name in read] == [], kind


@pytest.mark.django_db
def test_staff_read_the_gallery_and_nobody_is_written_to(client, sato):
    client.force_login(sato)
    assert client.get(reverse("staff:mails")).status_code == 200
    address = reverse("staff:mail", args=["events", "event_changed"])
    page = client.get(address, {"language": "kk"}).content.decode()
    assert "Құрметті Айгүл Серікқызы!" in page
    assert "Құрметті" in client.get(reverse("staff:mail_html", args=["events", "invited"]), {"language": "kk"}).text
    assert client.get(address, {"language": "xx"}).status_code == 404
    assert client.get(reverse("staff:mail", args=["events", "nothing"])).status_code == 404
    assert not Message.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["tanaka", "dana", "aigul"])
def test_nobody_else_sees_it(client, who, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse("staff:mails")).status_code == 403
    assert client.get(reverse("staff:mail", args=["events", "invited"])).status_code == 403
