"""Mails written before texts had an end get one; whichever way a database is migrated, no row is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from notifications.models import Delivery, Message
from tests.migrating import migrate, newest

BEFORE = [("notifications", "0002_calendar_of_a_message")]


@pytest.fixture
def as_before(transactional_db):
    yield migrate(BEFORE)
    migrate(newest())


def test_old_mails_get_an_end_and_survive_both_ways(as_before):
    now = timezone.now()
    messages = as_before.get_model("notifications", "Message").objects
    given = {
        "address": "x@firm.example", "language": "ja", "subject": "S", "text": "T", "created_at": now, "visible_at": now
    }
    for kind in ("account/login_code", "events/refused"):
        messages.create(kind=kind, dedupe_key=kind, **given)
    migrate(newest())
    lives = {row.kind: row.text_until - row.created_at for row in Message.objects.filter(address="x@firm.example")}
    assert lives == {"account/login_code": timedelta(days=3), "events/refused": timedelta(days=30)}
    Delivery.objects.create(message=Message.objects.get(kind="events/refused"), state="expired", due_at=now)
    old = migrate(BEFORE)
    assert old.get_model("notifications", "Delivery").objects.get().state == "cancelled"
    assert old.get_model("notifications", "Message").objects.count() == 2
