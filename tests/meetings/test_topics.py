"""The topic of a meeting: asked in one language, read in several; two people write two of them; old rows stay."""

import pytest
from django.test import Client
from django.urls import reverse

from events.errors import NotTheOrganiser
from events.models import Event
from meetings import services
from meetings.calendars import meeting_entry
from meetings.models import Meeting
from notifications.models import Message
from tests.migrating import before_migration, migrate, newest

from .meeting_build import as_delegate, delegates, fresh, interpreter, placed, with_meetings

JAPANESE, RUSSIAN, ENGLISH = "充填ラインの見積り", "Смета на линию розлива", "Quotation for a filling line"


@pytest.fixture
def fair(make_event, sato, now) -> Event:
    return with_meetings(make_event(20), by=sato, now=now)


@pytest.fixture
def meeting(fair, tanaka, hokuriku, aigul, altai, sato, now) -> Meeting:
    """A Japanese delegate has asked one who reads Russian; it has its place."""
    interpreter(fair, by=sato, now=now)
    [one], [other] = delegates(fair, by=tanaka, firm=hokuriku, other_by=aigul, other_firm=altai, count=1)
    made = services.request_meeting(one, asked=other, topic=JAPANESE, by=one.user, now=now)
    services.accept_meeting(made, registration=other, by=None, now=now)
    return placed(fresh(made), 0, by=sato, now=now)


@pytest.mark.django_db
def test_the_topic_is_in_the_language_of_whoever_asks(meeting):
    assert (meeting.topics.original, dict(meeting.topics)) == ("ja", {"ja": JAPANESE})


@pytest.mark.django_db
def test_a_reader_gets_their_own_language_else_the_original_and_never_a_third(meeting, sato, now):
    services.word_topic(meeting, topics={"en": ENGLISH}, by=sato, now=now)
    told = {language: meeting_entry(meeting, meeting.asked, language).text for language in ("ru", "uz", "en")}
    assert told == {"ru": JAPANESE, "uz": JAPANESE, "en": ENGLISH}
    services.word_topic(meeting, topics={"ru": RUSSIAN}, by=sato, now=now)
    told = [meeting_entry(meeting, meeting.asked, code).text for code in ("ru", "kk", "uz", "ja")]
    assert told == [RUSSIAN] * 3 + [JAPANESE]


@pytest.mark.django_db
def test_the_page_of_the_other_side_names_the_language_until_there_is_theirs(meeting, sato, now):
    path = as_delegate("my_meeting", meeting.asked, meeting.pk)
    page = Client().get(path).content.decode()
    assert f'<span lang="ja">{JAPANESE}</span>' in page
    assert "японский" in page
    services.word_topic(meeting, topics={"ru": RUSSIAN}, by=sato, now=now)
    page = Client().get(path).content.decode()
    assert f'<span lang="ru">{RUSSIAN}</span>' in page
    assert JAPANESE not in page


@pytest.mark.django_db
def test_a_mail_says_it_in_the_readers_language(meeting, sato, now):
    services.word_topic(meeting, topics={"ru": RUSSIAN}, by=sato, now=now)
    services.cancel_meeting(meeting, reason="Snow", by=sato, now=now)
    services.arrange_meeting(
        meeting.event, one=meeting.asker, other=meeting.asked, topics={"ru": RUSSIAN, "ja": JAPANESE}, by=sato, now=now
    )
    mails = Message.objects.filter(kind__endswith="/meeting_arranged")
    said = [(mail.language, RUSSIAN in mail.text, JAPANESE in mail.text) for mail in mails.order_by("language")]
    assert [row[1:] for row in said if row[0] == "ja"] == [(False, True)]
    assert [row[1:] for row in said if row[0] != "ja"] == [(True, False)]


@pytest.mark.django_db
def test_two_organisers_word_two_languages_on_pages_opened_at_once(meeting, sato, mori, as_):
    first, second = as_(sato), as_(mori)
    path = reverse("meetings:meeting_note", args=[meeting.pk, "topic"])
    seen = {f"initial-topics_{code}": meeting.topics.get(code, "") for code in ("ja", "en", "ru", "kk", "uz")}
    seen |= {f"topics_{code}": meeting.topics.get(code, "") for code in ("ja", "en", "ru", "kk", "uz")}
    assert first.post(path, seen | {"topics_ru": RUSSIAN}).status_code == 302
    assert second.post(path, seen | {"topics_en": ENGLISH}).status_code == 302
    topics = Meeting.objects.get().topics
    assert dict(topics) == {"ja": JAPANESE, "ru": RUSSIAN, "en": ENGLISH}
    assert (topics.original, topics.wordings["ru"].by, topics.wordings["en"].by) == ("ja", str(sato.pk), str(mori.pk))


@pytest.mark.django_db
def test_only_the_organiser_words_it(meeting, dana, now):
    with pytest.raises(NotTheOrganiser):
        services.word_topic(meeting, topics={"ru": RUSSIAN}, by=dana, now=now)
    assert set(Meeting.objects.get().topics) == {"ja"}


@pytest.mark.django_db
def test_too_long_a_wording_is_refused_beside_its_field(meeting, sato, as_):
    path = reverse("meetings:meeting_note", args=[meeting.pk, "topic"])
    answer = as_(sato).post(path, {"topics_ru": "я" * 301})
    assert answer.status_code == 422
    assert "topics_ru" in answer.context["topic_form"].errors
    assert "я" * 301 in answer.content.decode()


def test_topics_of_old_rows_are_the_same_forward_and_back(transactional_db, meeting, sato, now):
    services.word_topic(meeting, topics={"ru": RUSSIAN}, by=sato, now=now)
    leaves = newest()
    try:
        old = migrate(before_migration("meetings", "_topics_in_several_languages")).get_model("meetings", "Meeting")
        row = old.objects.get()
        assert (row.topic, row.language) == (JAPANESE, "ja")
        old.objects.update(topic=RUSSIAN, language="ru")
    finally:
        migrate(leaves)
    topics = Meeting.objects.get().topics
    assert (topics.original, dict(topics)) == ("ru", {"ru": RUSSIAN})
