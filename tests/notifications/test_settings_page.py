"""The page on which a person sets their mails."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.models import Activity
from notifications.models import Delivery, Habits, Preference
from notifications.services.ways import ways_of
from notifications.topics import topics_for

from .settings_build import said, wants

pytestmark = pytest.mark.django_db
PAGE = reverse("notifications:settings")


def filled_in(person, **changed) -> dict[str, str]:
    given = {f"topic_{topic}": str(way) for topic, way in ways_of(person).items()}
    usual = {"digest_every": "daily", "digest_weekday": "0", "digest_hour": "8", "quiet_from": "", "quiet_until": ""}
    return given | usual | changed


def test_the_page_offers_every_topic_of_the_role_and_says_what_comes_always(as_, tanaka):
    page = as_(tanaka).get(PAGE).content.decode()
    for name, topic in topics_for(tanaka.role).items():
        assert page.count(f'name="topic_{name}"') == 3
        assert str(topic.label) in page
    assert 'name="topic_office"' not in page
    assert "the last reminder before a right of yours ends" in page
    assert "Always at once: Cancellations, and a new time or table of a meeting." in page


def test_what_is_set_is_saved_shown_and_logged(as_, tanaka):
    client = as_(tanaka)
    given = filled_in(
        tanaka, topic_meetings="digest", digest_every="weekly", digest_weekday="4", digest_hour="17",
        quiet_from="22", quiet_until="7",
    )
    answer = client.post(PAGE, given, follow=True)
    assert "Your settings are saved." in answer.content.decode()
    habits = Habits.objects.get(user=tanaka)
    assert (habits.digest_every, habits.digest_weekday, habits.digest_hour) == ("weekly", 4, 17)
    assert (habits.quiet_from, habits.quiet_until) == (22, 7)
    assert Preference.objects.get(topic="meetings").way == "digest"
    assert Activity.objects.get(verb="notifications.habits.change").actor == tanaka
    assert '<option value="17" selected>17:00</option>' in client.get(PAGE).content.decode()


@pytest.mark.parametrize("field, wrong", [
    ("quiet_until", {"quiet_from": "22"}),
    ("quiet_from", {"quiet_until": "7"}),
    ("quiet_until", {"quiet_from": "7", "quiet_until": "7"}),
    ("quiet_from", {"quiet_from": "25", "quiet_until": "7"}),
    ("quiet_until", {"quiet_from": "22", "quiet_until": "half past"}),
    ("digest_hour", {"digest_hour": "24"}),
    ("digest_hour", {"digest_hour": ""}),
    ("digest_hour", {"digest_hour": "3", "quiet_from": "22", "quiet_until": "7"}),
    ("digest_weekday", {"digest_weekday": "7"}),
    ("digest_every", {"digest_every": "hourly"}),
    ("topic_meetings", {"topic_meetings": "pigeon"}),
    ("topic_meetings", {"topic_meetings": ""}),
])
def test_bad_hours_and_ways_are_refused_beside_their_field(as_, tanaka, field, wrong):
    client = as_(tanaka)
    answer = client.post(PAGE, filled_in(tanaka, topic_events="inbox") | wrong)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Habits.objects.exists()
    assert not Preference.objects.exists()
    checked = '<input type="radio" name="topic_events" value="inbox"'
    assert "checked" in answer.content.decode().partition(checked)[2][:120], "what was chosen is still there"


def test_mails_a_week_are_counted_by_topic(as_, tanaka):
    wants(tanaka, firm="at_once")
    Delivery.objects.all().delete()
    now = timezone.now()
    for days in (1, 2, 3, 40):
        said(tanaka, "companies/firm_verified", now=now - timedelta(days=days))
    Delivery.objects.update(state="delivered")
    said(tanaka, "companies/firm_verified", now=now, subject="Not sent yet")
    page = as_(tanaka).get(PAGE).content.decode()
    assert "Mails a week over the last 30 days: 0.7." in page


def test_the_page_costs_the_same_for_one_mail_and_three(as_, tanaka, django_assert_max_num_queries):
    wants(tanaka, firm="at_once")
    for number in range(3):
        said(tanaka, "companies/firm_verified", now=timezone.now(), subject=str(number))
    client = as_(tanaka)
    with django_assert_max_num_queries(15):
        client.get(PAGE)


def test_settings_and_inbox_lead_there(as_, tanaka):
    client = as_(tanaka)
    for page in (reverse("accounts:settings"), reverse("notifications:inbox")):
        assert f'href="{PAGE}"' in client.get(page).content.decode()


def test_it_is_for_people_with_an_account(client):
    assert Client().get(PAGE).url.startswith(reverse("account_login"))


def test_mails_that_wait_for_a_digest_are_no_mails_of_the_demonstration(client, tanaka, settings):
    settings.DEMO = True
    wants(tanaka, firm="digest")
    said(tanaka, "companies/firm_verified", subject="Waits for the digest of tomorrow")
    assert "Waits for the digest of tomorrow" not in client.get(reverse("mailbox")).content.decode()
