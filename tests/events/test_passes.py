"""Signed links can be taken back, and end some weeks after what they are about."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from core.activity import ref
from core.errors import NotPermitted
from core.models import Activity
from events import services
from events.errors import LinkEnded
from events.links import KEPT_OPEN, notice_path, paper_path, pass_path
from events.models import Event, Notice, Registration
from events.services import passes
from notifications.models import Message
from tests.rivals import Rivals

from .conftest import person, seat, state_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(forum, tanaka, hokuriku) -> Registration:
    return seat(forum, 1, by=tanaka, firm=hokuriku, language="en")


@pytest.fixture
def at(monkeypatch):
    """at(moment): the pages' clock stands there."""
    return lambda moment: monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


def again(row: Registration) -> Registration:
    return Registration.objects.with_people().get(pk=row.pk)


def pages_of(path: str, row: Registration) -> list[str]:
    return [path, path + "event.ics", path + "substitute/", path + "proxy.pdf", path + f"documents/{row.pk}/"]


def test_a_renewed_pass_makes_every_page_of_the_old_one_void(row, tanaka, now):
    old = pass_path(row)
    services.renew_pass(row, by=tanaka, now=now)
    assert {
        page: Client().get(page).status_code for page in pages_of(old, row)
    } == dict.fromkeys(pages_of(old, row), 410)
    assert Client().post(old + "withdraw/").status_code == 410
    assert state_of(row) == "confirmed"
    assert Client().get(pass_path(again(row))).status_code == 200
    assert Activity.objects.filter(verb="events.registration.renew_pass", actor=tanaka).count() == 1


def test_the_new_link_goes_to_the_delegate_and_not_to_whoever_asked_through_the_old_one(row):
    answer = Client().post(pass_path(row) + "renew_pass/", follow=True)
    new = pass_path(again(row))
    assert (again(row).pass_version, answer.status_code) == (2, 410)
    assert new not in answer.content.decode()
    mail = Message.objects.get(kind="events/pass_renewed")
    assert (mail.address, mail.path) == (row.email, new)


def test_the_page_of_an_old_link_says_what_to_do_and_names_nobody(row, forum, tanaka, now):
    old = pass_path(row)
    services.renew_pass(row, by=tanaka, now=now)
    answer = Client().get(old)
    page = answer.content.decode()
    assert "This link was replaced" in page
    assert "no-store" in answer["Cache-Control"]
    for secret in (row.name, row.email, row.badge_code, row.organisation, forum.titles["en"], pass_path(again(row))):
        assert secret not in page
    assert reverse("events:registration", args=[row.pk]) in page, "whoever may act for the seat finds it there"


def test_the_firm_and_the_organiser_take_a_leaked_pass_back(row, as_, tanaka, sato):
    for number, someone in enumerate([tanaka, sato], 2):
        client = as_(someone)
        assert pass_path(again(row)) in client.get(row.get_absolute_url()).content.decode()
        assert client.post(reverse("events:answer", args=[row.pk, "renew_pass"])).status_code == 302
        assert again(row).pass_version == number
        assert pass_path(again(row)) in client.get(row.get_absolute_url()).content.decode()


def test_strangers_take_nobodys_pass_back(row, as_, bekzat, detal, aigul, altai, now):
    assert as_(bekzat).post(reverse("events:answer", args=[row.pk, "renew_pass"])).status_code == 404
    with pytest.raises(NotPermitted):
        services.renew_pass(row, by=aigul, now=now)
    assert again(row).pass_version == 1
    assert not Message.objects.filter(kind="events/pass_renewed").exists()


def test_a_version_read_before_another_renewal_never_comes_back(row, tanaka, now):
    stale, old = again(row), pass_path(row)
    services.renew_pass(row, by=tanaka, now=now)
    services.renew_pass(stale, by=tanaka, now=now + timedelta(seconds=1))
    assert again(row).pass_version == 3
    assert Client().get(old).status_code == 410


@pytest.fixture
def rivals():
    found = Rivals()
    yield found
    found.join()


def renew_twice_at_once(row: Registration, rivals: Rivals, *, by, now) -> int:
    """The version after a second renewal was asked for while the first was not committed yet."""
    second = again(row)
    with transaction.atomic():
        services.renew_pass(row, by=by, now=now)
        rivals.wait_behind("second", lambda: services.renew_pass(second, by=by, now=now + timedelta(seconds=1)))
    rivals.join()
    return again(row).pass_version


@pytest.mark.django_db(transaction=True)
def test_two_renewals_at_once_count_twice(row, tanaka, rivals, now):
    assert renew_twice_at_once(row, rivals, by=tanaka, now=now) == 3


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_one_renewal_would_be_lost(row, tanaka, rivals, now, monkeypatch):
    monkeypatch.setattr(passes, "lock", lambda instance: type(instance)._base_manager.get(pk=instance.pk))
    assert renew_twice_at_once(row, rivals, by=tanaka, now=now) == 2


def test_a_pass_ends_some_weeks_after_the_present_end_of_its_event(row, forum, as_, tanaka, at, now):
    path, last = pass_path(row), forum.ends_at + KEPT_OPEN
    at(last)
    assert Client().get(path).status_code == 200
    at(last + timedelta(seconds=1))
    answer = Client().get(path)
    assert answer.status_code == 410
    assert "This link has ended" in answer.content.decode()
    assert path not in as_(tanaka).get(row.get_absolute_url()).content.decode()
    with pytest.raises(LinkEnded):
        services.renew_pass(again(row), by=tanaka, now=last + timedelta(seconds=1))
    Event.objects.filter(pk=forum.pk).update(starts_at=last, ends_at=last + timedelta(hours=9))
    assert Client().get(path).status_code == 200, "it was put off meanwhile"


def test_the_pass_of_a_postponed_event_waits_for_the_new_date(row, forum, sato, at, now):
    digest = services.preview_change(forum, "postpone")[2]
    services.confirm_change(
        forum, anyway=True, kind="postpone", digest=digest, reasons={"en": "Storm"}, at_once=True, by=sato, now=now
    )
    services.carry_out_due(now=now)
    at(forum.ends_at + KEPT_OPEN + timedelta(days=300))
    assert Client().get(pass_path(row)).status_code == 200


def cancelled(forum, sato, moment) -> Notice:
    digest = services.preview_change(forum, "cancel")[2]
    services.confirm_change(
        forum, anyway=True, kind="cancel", digest=digest, reasons={"en": "Storm"}, at_once=True, by=sato, now=moment
    )
    services.carry_out_due(now=moment)
    return Notice.objects.get()


def test_a_notice_ends_too(row, forum, sato, at, now):
    path = notice_path(cancelled(forum, sato, now))
    at(forum.ends_at + KEPT_OPEN)
    assert Client().get(path).status_code == 200
    at(forum.ends_at + KEPT_OPEN + timedelta(seconds=1))
    assert (Client().get(path).status_code, Client().post(path).status_code) == (410, 410)
    assert Notice.objects.get().acknowledged_at is None


def test_whoever_is_told_long_after_the_planned_day_can_still_answer(row, forum, sato, at):
    Event.objects.filter(pk=forum.pk).update(state="postponed")
    late = forum.ends_at + KEPT_OPEN + timedelta(days=100)
    path = notice_path(cancelled(Event.objects.get(pk=forum.pk), sato, late))
    at(late + KEPT_OPEN)
    assert Client().get(path).status_code == 200
    at(late + KEPT_OPEN + timedelta(seconds=1))
    assert Client().get(path).status_code == 410


def test_the_check_of_a_proxy_ends_with_its_event(row, forum, tanaka, at, now):
    services.name_substitute(row, person=person(2), reason="Ill", by=tanaka, now=now)
    path = paper_path("proxy", row.substitutions.get().pk)
    assert Client().get(path).status_code == 200
    at(forum.ends_at + KEPT_OPEN + timedelta(seconds=1))
    answer = Client().get(path)
    assert answer.status_code == 410
    assert row.name not in answer.content.decode()


def test_who_is_invited_reads_what_it_is_about_and_declines_once(forum, sato, now):
    row = services.invite(forum, person=person(1, language="en"), role="delegate", by=sato, now=now)
    page = Client().get(pass_path(row)).content.decode()
    assert forum.summaries["en"] in page
    assert [act in page for act in ("/accept_invitation/", "/decline_offer/", "/withdraw/")] == [True, True, False]


def test_what_is_done_through_the_link_is_nobodys_act(row, as_, tanaka, sato):
    """Not the account holder's either, whose mail somebody may have forwarded."""
    as_(tanaka).post(pass_path(row) + "withdraw/")
    act = Activity.objects.get(verb="events.registration.withdraw")
    assert (act.actor, act.data["link"]) == (None, ref(row))
    page = as_(sato).get(row.get_absolute_url()).content.decode()
    assert "through the personal link" in page
