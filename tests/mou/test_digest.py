"""Digests: once under two workers, nothing lost, in the reader's language, in the reader's morning,
on the reader's working day.
"""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from mou import services
from mou.models import Subscription
from mou.services import bulletins as service
from notifications.models import Delivery, Message
from tests.matching.asking import counted
from tests.mou.exchange_build import in_russian, published, subscribe
from tests.rivals import Rivals

pytestmark = pytest.mark.django_db
AN_HOUR = timedelta(hours=1)


def digests() -> list[Message]:
    return list(Message.objects.filter(kind="mou/bulletin_digest").order_by("created_at"))


def test_nothing_new_sends_nothing_and_forgets_nothing(dana, sato, now):
    subscribe(dana, now - timedelta(days=30))
    assert services.send_digests(now=now) == 0
    assert digests() == []
    published(sato, now - AN_HOUR)
    assert services.send_digests(
        now=now + timedelta(hours=1)
    ) == 1, "it was due, and goes as soon as there is something"


def test_what_came_before_the_subscription_is_not_sent(dana, sato, now):
    published(sato, now - timedelta(days=9))
    subscribe(dana, now - timedelta(days=8))
    assert services.send_digests(now=now) == 0


def test_drafts_and_withdrawn_ones_are_in_no_digest(dana, sato, now):
    subscribe(dana, now - timedelta(days=8))
    row = published(sato, now - AN_HOUR)
    services.withdraw_bulletin(row, reason="Wrong", by=sato, now=now)
    assert services.send_digests(now=now) == 0


def test_the_week_is_kept_by_the_readers_calendar(dana, sato, now):
    subscribe(dana, now - timedelta(days=7) + timedelta(hours=5))
    published(sato, now - AN_HOUR)
    assert services.send_digests(now=now) == 1, "seven days by the calendar, though not to the hour"
    published(sato, now + timedelta(days=1))
    assert services.send_digests(now=now + timedelta(days=6)) == 0
    assert services.send_digests(now=now + timedelta(days=7)) == 1


@pytest.mark.parametrize("hour, told", [(3, ["ja"]), (4, ["ja", "ru"])])
def test_nine_oclock_comes_to_tokyo_four_hours_before_almaty(dana, tanaka, hokuriku, sato, now, hour, told):
    for person in (dana, tanaka):
        subscribe(person, now - timedelta(days=30))
    published(sato, now - timedelta(days=2))
    services.send_digests(now=datetime(2026, 11, 25, hour, 0, tzinfo=UTC))
    assert sorted(message.language for message in digests()) == told


def test_a_holiday_is_the_readers_own(dana, tanaka, hokuriku, sato, now):
    """3 November is a holiday in Japan and a Tuesday in Kazakhstan."""
    for person in (dana, tanaka):
        subscribe(person, now - timedelta(days=60))
    published(sato, now - timedelta(days=30))
    services.send_digests(now=datetime(2026, 11, 3, 6, 0, tzinfo=UTC))
    assert [message.recipient for message in digests()] == [dana]


def test_another_language_and_an_unchecked_wording_are_said(dana, tanaka, hokuriku, sato, now):
    for person in (dana, tanaka):
        person.language = "en"
        person.save(update_fields=["language"])
        subscribe(person, now - timedelta(days=8))
    row = published(sato, now - AN_HOUR)
    services.send_digests(now=now)
    assert "Japanese" in digests()[0].text
    assert "Original" in digests()[0].text
    services.write_wording(row, language="en", title="New rules", body="Text", quality="unchecked", by=sato, now=now)
    Subscription.objects.filter(user=dana).update(sent_until=now - timedelta(days=9))
    services.send_digests(now=now + timedelta(minutes=1))
    assert "New rules" in digests()[-1].text
    assert "Unchecked translation" in digests()[-1].text
    assert "Japanese" not in digests()[-1].text


def test_a_kazakh_reader_gets_the_russian_wording(aigul, altai, sato, now):
    subscribe(aigul, now - timedelta(days=8))
    row = published(sato, now - AN_HOUR)
    in_russian(row, sato, now)
    services.send_digests(now=now)
    assert "Новые требования" in digests()[0].text
    assert "食品" not in digests()[0].text


def test_more_than_a_mail_holds_is_counted_and_the_newest_are_named(dana, sato, now, monkeypatch):
    monkeypatch.setattr(service, "MOST_IN_DIGEST", 2)
    dana.language = "en"
    dana.save(update_fields=["language"])
    subscribe(dana, now - timedelta(days=8))
    for number in range(3):
        published(sato, now - timedelta(days=3 - number), title=f"第{number}号")
    services.send_digests(now=now)
    message = digests()[0]
    assert message.subject == "3 new bulletins, first: 第1号"
    assert "第0号" not in message.text
    assert "第1号" in message.text
    assert "第2号" in message.text
    assert "1 more" in message.text


def test_what_is_published_while_a_digest_is_written_comes_with_the_next(dana, sato, now):
    """Its act began before the digest and was committed after: by its time it is older, and nobody had it."""
    subscribe(dana, now - timedelta(days=8))
    published(sato, now - timedelta(days=1))
    services.send_digests(now=now)
    late = published(sato, now - timedelta(seconds=5), title="遅れて届いた号")
    services.send_digests(now=now + timedelta(days=7))
    assert late.titles["ja"] in digests()[1].text


def test_people_whose_account_is_closed_get_nothing(dana, sato, now):
    subscribe(dana, now - timedelta(days=8))
    dana.is_active = False
    dana.save(update_fields=["is_active"])
    published(sato, now - AN_HOUR)
    assert services.send_digests(now=now) == 0


def test_a_firm_subscribes_changes_and_stops_by_page(as_, tanaka, hokuriku, now):
    client = as_(tanaka)
    assert client.post(reverse("mou:subscription"), {"kinds": ["economic_news"], "every_days": "7"}).status_code == 302
    first = Subscription.objects.get()
    assert (first.user, first.kinds, first.sent_until) == (tanaka, ["economic_news"], now)
    Subscription.objects.update(sent_until=now - timedelta(days=3))
    client.post(reverse("mou:subscription"), {"countries": ["KZ"], "every_days": "14"})
    changed = Subscription.objects.get()
    assert (changed.kinds, changed.countries, changed.sent_until) == (
        [], ["KZ"], now - timedelta(days=3)
    ), "what is owed stays owed"
    assert client.post(reverse("mou:subscription"), {"every_days": "5"}).status_code == 422
    assert client.get(reverse("mou:unsubscribe")).status_code == 405
    client.post(reverse("mou:unsubscribe"))
    assert not Subscription.objects.exists()


def test_the_digest_costs_the_same_for_one_and_three_bulletins(dana, sato, now):
    counts = []
    for number, day in ((1, 0), (3, 7)):
        subscribe(dana, now - timedelta(days=8))
        for _each in range(number):
            published(sato, now + timedelta(days=day) - timedelta(hours=1))
        with counted() as queries:
            assert services.send_digests(now=now + timedelta(days=day)) == 1
        counts.append(queries)
    assert counts[0] == counts[1]


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_one_digest(dana, sato, now):
    subscribe(dana, now - timedelta(days=8))
    published(sato, now - AN_HOUR)
    rivals = Rivals()
    with transaction.atomic():
        assert services.send_digests(now=now) == 1
        rivals.wait_behind("second", lambda: services.send_digests(now=now + timedelta(seconds=1)))
    assert rivals.join()["second"] == 0
    assert len(digests()) == 1
    assert Delivery.objects.filter(message__kind="mou/bulletin_digest").count() == 1
