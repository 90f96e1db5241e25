"""Without digests, what waited for one goes out by itself; whichever way a database is migrated, no mail is lost."""

import pytest
from django.utils import timezone

from notifications.models import Delivery, Message
from tests.migrating import before_migration, migrate, newest

pytestmark = pytest.mark.django_db(transaction=True)
STATES = {"digest": "pending", "digested": "delivered", "left_out": "cancelled", "delivered": "delivered"}


def test_what_waits_for_a_digest_survives_both_ways():
    now = timezone.now()
    given = {"address": "x@firm.example", "language": "ja", "subject": "S", "text": "T", "kind": "k"}
    for state in STATES:
        message = Message.objects.create(
            dedupe_key=state, created_at=now, visible_at=now, text_until=now, **given
        )
        Delivery.objects.create(message=message, state=state, due_at=now)
    try:
        old = migrate(before_migration("notifications", "settings_of_mails")).get_model("notifications", "Delivery")
        assert dict(old.objects.values_list("message__dedupe_key", "state")) == STATES
    finally:
        migrate(newest())
    assert dict(Delivery.objects.values_list("message__dedupe_key", "state")) == STATES
