"""Before anybody may come into a restored portal: mails held, sessions ended, the forgotten forgotten again."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.services import forget
from minamin_portal.recovery.aftermath import forgotten_in, put_right, write_down_forgotten
from minamin_portal.recovery.shelf import Shelf
from notifications.enums import DeliveryState
from notifications.models import Delivery, Hold
from notifications.services import deliver_due, hold_mails, let_mails_go, say

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path)


def told(person, firm, kind="companies/firm_verified", key="k"):
    return say(person, kind, about=firm, context={"firm": firm}, now=timezone.now() - HOUR, path="/home/", key=key)


def test_nothing_leaves_until_a_person_lets_it(hokuriku, tanaka):
    told(tanaka, hokuriku)
    waiting, now = Delivery.objects.count(), timezone.now()
    hold_mails(reached_at=now, now=now)
    assert deliver_due() == 0
    assert mail.outbox == []
    assert let_mails_go(now=timezone.now()) == waiting
    assert deliver_due() == waiting


def test_without_a_restore_mails_leave(hokuriku, tanaka):
    told(tanaka, hokuriku)
    assert deliver_due() == Delivery.objects.count()


def test_what_was_sent_before_is_dropped_by_kind_and_stays_in_the_inbox(hokuriku, tanaka, capsys):
    old = told(tanaka, hokuriku)
    now = timezone.now()
    hold_mails(reached_at=now, now=now)
    call_command("restored_mails")
    assert "2  companies/firm_verified  written 2026" in capsys.readouterr().out
    with pytest.raises(CommandError, match="no such kind waits: companies/other"):
        call_command("restored_mails", drop=["companies/other"])
    fresh = say(
        tanaka, "companies/firm_verified", about=hokuriku, context={"firm": hokuriku}, key="new", path="/home/",
        now=timezone.now(),
    )  # fmt: skip
    call_command("restored_mails", drop=["companies/firm_verified"], send=True)
    assert old.deliveries.get().state == DeliveryState.CANCELLED
    assert old.in_inbox
    assert deliver_due() == 1
    assert fresh.deliveries.get().state == DeliveryState.DELIVERED
    assert not Hold.objects.filter(lifted_at=None).exists()


def test_the_command_says_when_nothing_is_held(capsys):
    call_command("restored_mails", send=True)
    assert "no mails are held" in capsys.readouterr().out


def test_a_hold_is_lifted_after_it_began(now):
    with pytest.raises(IntegrityError, match="hold_lifted_after_it_began"), transaction.atomic():
        Hold.objects.create(since=now, reached_at=now, lifted_at=now - HOUR)


def test_sessions_end(shelf, tanaka, as_, now):
    client = as_(tanaka)
    put_right(shelf, reached_at=now, now=now)
    assert not Session.objects.exists()
    assert client.get("/home/").status_code == 302


def test_whoever_was_forgotten_since_is_forgotten_again(shelf, bekzat, now):
    with transaction.atomic():
        forget(bekzat, by=bekzat, now=now)
        assert write_down_forgotten(shelf) == 1
        transaction.set_rollback(True)  # the database as it was in the backup
    assert User.objects.get(pk=bekzat.pk).full_name

    said = put_right(shelf, reached_at=now, now=now)

    assert "1 people forgotten again" in said
    assert User.objects.get(pk=bekzat.pk).full_name == ""
    assert bekzat.email not in shelf.erasures.read_text()


def test_heads_of_acts_that_did_not_come_back_are_put_aside(shelf, now):
    shelf.heads.write_text(f"{now.isoformat()} 7 {'a' * 64}\n")
    said = put_right(shelf, reached_at=now, now=now)
    assert any("1 heads of the activity log are of acts that did not come back" in line for line in said)
    assert shelf.heads.read_text() == ""
    assert len(list(shelf.root.glob("log_heads.before-*.txt"))) == 1


def test_the_list_of_the_forgotten_holds_each_id_once(shelf, bekzat, now):
    assert forgotten_in(shelf) == set()
    forget(bekzat, by=bekzat, now=now)
    assert [write_down_forgotten(shelf), write_down_forgotten(shelf)] == [1, 0]
    assert forgotten_in(shelf) == {str(bekzat.pk)}


def test_who_cannot_be_forgotten_again_is_named_for_a_person_to_do(shelf, hokuriku, tanaka, now):
    """The only manager of a firm, as of the moment that came back."""
    shelf.erasures.write_text(f"{tanaka.pk} {now.isoformat()}\n")
    said = put_right(shelf, reached_at=now, now=now)
    assert any(f"person {tanaka.pk} could NOT be forgotten again" in line for line in said)
    assert not Delivery.objects.filter(state=DeliveryState.SENDING).exists()
