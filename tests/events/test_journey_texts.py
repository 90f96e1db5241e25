"""Texts of a journey in several languages: who reads which, who is told of what, what letters say, rows of before."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from core.i18n import speaking
from core.names import romanised
from events import services
from events.errors import JourneyUnnamed, LatinNamesMissing, NotWordedIn
from events.links import paper_path
from events.models import Delegation, Letter, Stop
from events.papers.letter import letter_data
from notifications.models import Message
from tests.migrating import before_migration, migrate, newest

from .test_journeys import REPORT, come_back, edit, edit_member, edit_stop, issued, trip, valid  # noqa: F401

RUSSIAN, JAPANESE = "В Астану", "アスタナへ"


@pytest.fixture
def journey(trip, monkeypatch):  # noqa: F811
    monkeypatch.setattr("events.services.letters.letter_pdf", lambda *_args, **_given: b"%PDF-")
    return trip


def titles_in(*languages: str) -> list[str]:
    found = []
    for code in languages:
        with speaking(code):
            found.append(str(Delegation.objects.get()))
    return found


@pytest.mark.django_db
def test_a_reader_gets_their_language_else_russian_else_the_original(journey):
    edit(journey, titles={"ja": JAPANESE})
    assert titles_in("ja", "ru", "uz", "en") == [JAPANESE, "To Astana", "To Astana", "To Astana"]
    edit(journey, titles={"ru": RUSSIAN})
    assert titles_in("ru", "kk", "uz", "en") == [RUSSIAN, RUSSIAN, RUSSIAN, "To Astana"]


@pytest.mark.django_db
def test_a_mail_says_it_in_the_readers_language(journey):
    edit(journey, titles={"ru": RUSSIAN})
    edit_stop(journey, programmes={"ru": "Форум"})
    services.confirm_delegation(Delegation.objects.get(), **journey.by)
    host = Message.objects.get(kind="events/journey_confirmed", address="host1@example.kz")
    assert RUSSIAN in host.subject + host.text
    assert "Форум" in host.text
    assert "To Astana" not in host.subject + host.text


@pytest.mark.django_db
def test_a_further_language_is_news_to_nobody_and_ends_no_letter(journey):
    services.confirm_delegation(journey.journey, **journey.by)
    issued(journey)
    told, holding = Message.objects.count(), valid(journey)
    edit(journey, titles={"ru": RUSSIAN}, purposes={"ru": "Форум"})
    edit_stop(journey, programmes={"ru": "Форум"})
    assert Message.objects.count() == told
    person = REACH | {"name": "Doi", "email": "doi@example.jp", "organisation": "Kansai"}
    services.add_member(journey.journey, **person, **journey.by)
    assert holding - valid(journey) <= {"Altai+Hokuriku+Setouchi"}, "only the letter that names everybody ends"
    assert {"Hokuriku", "Altai", "Setouchi"} <= valid(journey)


REACH = {"phone": "", "language": "ja", "zone": "Asia/Tokyo", "position": ""}


@pytest.mark.django_db
def test_a_letter_says_it_in_its_own_language(journey):
    assert {row.content["title"] for row in issued(journey).values()} == {"To Astana"}
    edit(journey, titles={"ru": RUSSIAN}, purposes={"ru": "Форум"})
    edit_stop(journey, programmes={"ru": "Форум"})
    assert {row.content["title"] for row in issued(journey, "ru").values()} == {RUSSIAN}


@pytest.mark.django_db
@pytest.mark.parametrize("hole", ["titles", "purposes", "programmes"])
def test_a_letter_is_not_issued_in_a_language_that_is_not_written(journey, hole):
    texts = {"titles": {"ru": RUSSIAN}, "purposes": {"ru": "Форум"}, "programmes": {"ru": "Форум"}}
    del texts[hole]
    edit_stop(journey, **{name: texts.pop(name) for name in ("programmes",) if name in texts})
    edit(journey, **texts)
    with pytest.raises(NotWordedIn, match="Russian"):
        issued(journey, "ru")
    assert not Letter.objects.exists()


@pytest.mark.django_db
def test_a_name_in_kanji_is_asked_in_latin_letters_before_a_letter_is_issued(journey):
    edit_member(journey.members[2], journey, name="土井 春香")
    with pytest.raises(LatinNamesMissing, match="土井 春香"):
        issued(journey)
    edit_member(journey.members[2], journey, name_latin="Doi Haruka")
    guests = issued(journey)["Setouchi"].content["guests"]
    assert [(one["name"], one["name_latin"]) for one in guests] == [("土井 春香", "Doi Haruka")]


@pytest.mark.django_db
def test_a_name_that_can_be_derived_is_not_asked_for(journey):
    edit_member(journey.members[2], journey, name="Айгүл Серікқызы")
    guest = issued(journey)["Setouchi"].content["guests"][0]
    assert guest["name_latin"] == romanised("Айгүл Серікқызы")


@pytest.mark.django_db
def test_a_letter_of_before_without_derived_names_still_holds(journey):
    edit_member(journey.members[2], journey, name="Айгүл Серікқызы")
    letter = issued(journey)["Setouchi"]
    letter.content["guests"][0]["name_latin"] = ""
    letter.save(update_fields=["content"])
    edit(journey, titles={"ru": RUSSIAN})
    services.add_member(journey.journey, **REACH | {"name": "Endo", "email": "e@x.example", "organisation": "Kansai"},
                        **journey.by)
    assert "Setouchi" in valid(journey)


@pytest.mark.django_db
def test_the_page_of_a_letter_names_the_day_that_is_printed_on_it(journey, client):
    late = datetime(2026, 11, 29, 20, 30, tzinfo=UTC)  # the 30th in Astana, the 29th in London
    [letter, *_others] = services.issue_letters(journey.journey, language="en", by=journey.by["by"], now=late)
    printed = letter_data(letter.content, "en")["issued_on"]
    page = client.get(paper_path("letter", letter.pk), headers={"accept-language": "en"}).content.decode()
    assert printed == "30 November 2026"
    assert "30 Nov" in page
    assert "29 Nov" not in page


@pytest.mark.django_db
def test_the_page_of_a_letter_names_people_as_its_reader_can_read_them(journey, client):
    edit_member(journey.members[2], journey, name="土井 春香", name_latin="Doi Haruka")
    page = client.get(paper_path("letter", issued(journey)["Setouchi"].pk), headers={"accept-language": "ru"})
    assert "Doi Haruka (土井 春香)" in page.content.decode()


@pytest.mark.django_db
def test_a_letter_ends_when_the_wording_it_quotes_is_gone(journey):
    edit(journey, titles={"ru": RUSSIAN})
    issued(journey)
    edit(journey, titles={"ru": "В Алматы", "en": "To Almaty"})
    assert not Letter.objects.filter(replaced_at=None).exists()


@pytest.mark.django_db
def test_two_keepers_write_two_languages_on_pages_opened_at_once(journey, sato, mori, as_):
    path = reverse("events:delegation_edit", args=[journey.journey.pk])
    first, second = as_(sato), as_(mori)
    form = first.get(path).context["form"]
    seen = {field.html_name: field.value() for field in form}
    seen |= {field.html_initial_name: field.value() for field in form if field.field.show_hidden_initial}
    seen = {name: value for name, value in seen.items() if value is not None}
    assert first.post(path, seen | {"titles_ru": RUSSIAN}).status_code == 302
    assert second.post(path, seen | {"titles_ja": JAPANESE, "purposes_ja": "フォーラム"}).status_code == 302
    found = Delegation.objects.get()
    assert (found.titles.original, dict(found.titles)) == (
        "en", {"en": "To Astana", "ru": RUSSIAN, "ja": JAPANESE}
    )
    assert dict(found.purposes) == {"en": "Forum", "ja": "フォーラム"}


@pytest.mark.django_db
def test_a_delegation_keeps_one_title_at_least(journey, sato, as_):
    with pytest.raises(JourneyUnnamed):
        edit(journey, titles={"en": ""})
    answer = as_(sato).post(reverse("events:delegation_new"), {"titles_en": ""})
    assert answer.status_code in (200, 422)
    assert any(name.startswith("titles_") for name in answer.context["form"].errors)


@pytest.mark.django_db
def test_a_report_in_a_second_language_leaves_the_first(journey, forum):
    come_back(journey, forum)
    services.report_delegation(journey.journey, reports={"en": REPORT}, **journey.by)
    services.report_delegation(journey.journey, reports={"ru": "Кратко."}, **journey.by)
    assert dict(Delegation.objects.get().reports) == {"en": REPORT, "ru": "Кратко."}


def test_texts_of_old_journeys_are_the_same_forward_and_back(transactional_db, journey, forum, sato):
    come_back(journey, forum)
    services.report_delegation(journey.journey, reports={"ja": REPORT}, **journey.by)
    leaves = newest()
    try:
        old = migrate(before_migration("events", "_delegations_in_several_languages"))
        row = old.get_model("events", "Delegation").objects.get()
        stop = old.get_model("events", "Stop").objects.get()
        assert (row.title, row.language, row.purpose, row.report) == ("To Astana", "en", "Forum", REPORT)
        assert stop.what == "Forum"
    finally:
        migrate(leaves)
    found = Delegation.objects.get()
    assert (dict(found.titles), dict(found.purposes)) == ({"en": "To Astana"}, {"en": "Forum"})
    assert dict(found.reports) == {sato.language: REPORT}
    assert dict(Stop.objects.get().programmes) == {"en": "Forum"}
