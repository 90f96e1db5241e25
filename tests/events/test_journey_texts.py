"""Texts of a journey in several languages: who reads which, who is told of what, what letters say, rows of before."""

import pytest
from django.urls import reverse

from core.i18n import speaking
from events import services
from events.errors import JourneyUnnamed
from events.models import Delegation, Letter, Stop
from notifications.models import Message
from tests.migrating import before_migration, migrate, newest

from .test_journeys import REPORT, come_back, edit, edit_stop, issued, trip, valid  # noqa: F401

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
def test_a_letter_says_it_in_its_own_language_else_in_the_original(journey):
    assert {row.content["title"] for row in issued(journey).values()} == {"To Astana"}
    edit(journey, titles={"ru": RUSSIAN})
    assert {row.content["title"] for row in issued(journey).values()} == {RUSSIAN}


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
