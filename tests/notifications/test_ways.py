"""Every kind of mail × every setting: what is urgent always comes at once, the rest as its reader wants."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.enums import Role
from core.activity import ref
from notifications.enums import Priority, Way
from notifications.models import Delivery, Habits, Message, Preference
from notifications.services import deliver_due, say_to_address, withdraw_messages
from notifications.services.outbox import queue_message
from notifications.services.ways import ways_of
from notifications.topics import KINDS, TOPICS, topics_for

from .settings_build import SAID, fate_of, said, topic_of, wants

pytestmark = pytest.mark.django_db
URGENT = sorted(name for name, kind in KINDS.items() if kind.urgent)
CALM = sorted(name for name, kind in KINDS.items() if not kind.urgent)
FATE = {Way.AT_ONCE: "pending", Way.DIGEST: "digest", Way.INBOX: ""}


@pytest.mark.parametrize("kind", URGENT)
def test_what_is_urgent_is_mailed_at_once_whatever_is_set(tanaka, kind):
    for way in Way:
        wants(tanaka, **{topic_of(kind): way}, digest_hour=12, quiet_from=15, quiet_until=16)
        delivery = said(tanaka, kind, subject=way).deliveries.get()
        assert (delivery.state, delivery.due_at) == ("pending", SAID), way


@pytest.mark.parametrize("kind", CALM)
def test_everything_else_goes_the_way_that_is_set(tanaka, kind):
    for way in Way:
        wants(tanaka, **{topic_of(kind): way})
        message = said(tanaka, kind, subject=way)
        assert fate_of(message) == FATE[way]
        assert message in Message.objects.visible_to(tanaka, SAID), "it stands in the inbox in any case"


@pytest.mark.parametrize("kind", CALM)
def test_quiet_hours_hold_back_what_is_not_urgent(tanaka, kind):
    wants(tanaka, **{topic_of(kind): "at_once"}, digest_hour=12, quiet_from=15, quiet_until=17)
    delivery = said(tanaka, kind).deliveries.get()
    assert (delivery.state, delivery.due_at) == ("pending", SAID + timedelta(minutes=90))


def test_the_inbox_shows_at_once_what_quiet_hours_hold_back(tanaka):
    wants(tanaka, digest_hour=12, quiet_from=15, quiet_until=17)
    assert said(tanaka, CALM[0]) in Message.objects.visible_to(tanaka, SAID)


def test_quiet_hours_are_the_readers_own(tanaka, aigul):
    for person in (tanaka, aigul):
        wants(person, firm="at_once", quiet_from=22, quiet_until=7)
    late = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)  # 23:00 in Tokyo, 19:00 in Almaty
    at_night, in_the_evening = (said(person, "companies/firm_verified", now=late) for person in (tanaka, aigul))
    assert at_night.deliveries.get().due_at == datetime(2026, 11, 24, 22, 0, tzinfo=UTC)
    assert in_the_evening.deliveries.get().due_at == late


def test_a_mail_held_back_is_sent_when_the_quiet_hours_end(tanaka):
    Delivery.objects.all().delete()
    hour, now = timezone.localtime(timezone.now(), timezone=UTC).hour, timezone.now()
    tanaka.time_zone = "UTC"
    tanaka.save(update_fields=["time_zone"])
    wants(tanaka, firm="at_once", digest_hour=(hour + 5) % 24, quiet_from=hour, quiet_until=(hour + 2) % 24)
    message = said(tanaka, "companies/firm_verified", now=now)
    deliver_due()
    assert mail.outbox == []
    Delivery.objects.filter(message=message).update(due_at=now)
    deliver_due()
    assert fate_of(message) == "delivered"


def test_without_a_setting_the_usual_way_of_the_role_holds(tanaka, sato, dana):
    admin = tanaka.__class__.objects.create_user("admin@minamin.example", role=Role.ADMINISTRATOR)
    assert fate_of(said(tanaka, "matching/suggestion_withdrawn")) == "digest"
    assert fate_of(said(tanaka, "matching/consent_requested")) == "pending"
    assert fate_of(said(sato, "companies/firm_submitted")) == "pending"
    assert fate_of(said(admin, "companies/firm_submitted")) == "digest"
    assert fate_of(said(dana, "matching/referral_sent")) == "pending"


def test_one_persons_setting_is_nobody_elses(tanaka, aigul):
    wants(tanaka, firm="inbox")
    assert fate_of(said(aigul, "companies/firm_verified")) == "pending"


def test_account_mails_know_no_setting(tanaka, hokuriku, now):
    wants(tanaka, **dict.fromkeys(topics_for(tanaka.role), "inbox"), digest_hour=12, quiet_from=15, quiet_until=16)
    given = {"language": "en", "subject": "S", "text": "T", "concerns": "", "path": "", "now": SAID}
    code = queue_message(
        recipient=None, address=tanaka.email, kind="account/login_code", dedupe_key="a", priority=Priority.SECURITY,
        text_until=SAID, **given,
    )
    safety = queue_message(
        recipient=tanaka, address=tanaka.email, kind="companies/firm_verified", dedupe_key="b",
        priority=Priority.SECURITY, **given,
    )
    stranger = say_to_address(
        "x@x.example", "companies/firm_verified", language="en", context={"firm": hokuriku}, now=SAID, key="k"
    )
    for message in (code, safety, stranger):
        assert message.deliveries.get().due_at == SAID


def test_whoever_has_left_gets_no_mail(tanaka):
    wants(tanaka, firm="at_once", matches="digest")
    waits = said(tanaka, "companies/firm_verified", now=timezone.now())
    tanaka.is_active = False
    tanaka.save(update_fields=["is_active"])
    assert fate_of(said(tanaka, "companies/firm_suspended", subject="later")) == ""
    Delivery.objects.exclude(message=waits).delete()
    deliver_due()
    assert fate_of(waits) == "cancelled", "written before they left, not sent after"


def test_what_is_taken_back_leaves_the_digest(tanaka, hokuriku):
    wants(tanaka, firm="digest")
    message = said(tanaka, "companies/firm_verified", concerns=ref(hokuriku))
    withdraw_messages(hokuriku, now=SAID, kinds=["companies/firm_verified"])
    assert fate_of(message) == "cancelled"
    assert message not in Message.objects.visible_to(tanaka, SAID)


def test_a_setting_is_one_row_and_is_kept_in_the_log(tanaka):
    wants(tanaka, firm="digest")
    wants(tanaka, firm="inbox", quiet_from=22, quiet_until=6)
    assert Preference.objects.get().way == "inbox"
    assert (Habits.objects.get().quiet_from, ways_of(tanaka)["firm"]) == (22, Way.INBOX)


def test_topics_that_do_not_concern_a_role_are_not_offered(tanaka, sato):
    assert "office" not in ways_of(tanaka)
    assert "firm" not in ways_of(sato)
    assert set(ways_of(sato)) | set(ways_of(tanaka)) <= set(TOPICS)


@pytest.mark.parametrize("rule, model, given", [
    ("preference_way_is_known", Preference, {"topic": "firm", "way": "pigeon"}),
    ("habits_rhythm_is_known", Habits, {"digest_every": "hourly"}),
    ("habits_weekday_is_of_a_week", Habits, {"digest_weekday": 7}),
    ("habits_hours_are_of_a_clock", Habits, {"digest_hour": 24}),
    ("habits_hours_are_of_a_clock", Habits, {"quiet_from": 24, "quiet_until": 3}),
    ("habits_quiet_hours_have_two_ends", Habits, {"quiet_from": 22}),
    ("habits_quiet_hours_have_two_ends", Habits, {"quiet_from": 22, "quiet_until": 22}),
])
def test_the_database_refuses_what_no_clock_shows(tanaka, rule, model, given):
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        model.objects.create(user=tanaka, **given)


def test_the_database_refuses_two_ways_for_one_topic(tanaka):
    Preference.objects.create(user=tanaka, topic="firm", way="inbox")
    with pytest.raises(IntegrityError, match="preference_one_per_person_and_topic"), transaction.atomic():
        Preference.objects.create(user=tanaka, topic="firm", way="digest")
