"""Many badges are written by a worker: asked for once, shown while they are written, kept for a day."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.services import person_of
from core.activity import ref
from events import services
from events.models import Print
from events.services import printing
from events.services.own_data import forget
from notifications.models import Message
from tests import build

from .conftest import seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd(make_event, tanaka, hokuriku, monkeypatch):
    """Three come, and two are few enough for a page."""
    monkeypatch.setattr(printing, "badges_pdf", lambda rows, **_given: b"%PDF-" + str(len(rows)).encode())
    monkeypatch.setattr(services, "AT_ONCE", 2)
    event = make_event(9)
    for number in range(3):
        seat(event, number, by=tanaka, firm=hokuriku)
    return event


def ask(event, sato, now, **later) -> Print:
    return services.ask_for_badges(event, by=sato, now=now + timedelta(**later))


def test_many_badges_are_asked_for_and_fetched(crowd, sato, as_, now):
    client = as_(sato)
    page = client.get(reverse("events:badges", args=[crowd.pk]))
    assert "3 badges" in page.content.decode()
    sent = client.post(reverse("events:badges_ask", args=[crowd.pk]))
    waiting = client.get(sent["Location"]).content.decode()
    assert "The badges are being written" in waiting
    assert f'href="{sent["Location"]}"' in waiting, "refreshed without a script"
    file = sent["Location"] + "badges.pdf"
    assert client.get(file).status_code == 404
    assert services.work_on_prints() == 1
    assert file in client.get(sent["Location"]).content.decode()
    assert client.get(file).content == b"%PDF-3"
    assert not Message.objects.filter(kind="events/badges_ready").exists(), "nobody waited long"


def test_one_badge_comes_at_once(crowd, sato, as_):
    code = crowd.registrations.first().badge_code
    answer = as_(sato).get(reverse("events:badges", args=[crowd.pk]), {"code": code})
    assert answer["Content-Type"] == "application/pdf"


def test_the_same_badges_are_written_once(crowd, sato, mori, tanaka, hokuriku, now):
    first = ask(crowd, sato, now)
    assert services.ask_for_badges(crowd, by=mori, now=now + timedelta(hours=1)) == first
    seat(crowd, 7, by=tanaka, firm=hokuriku)
    assert ask(crowd, sato, now) != first


def test_of_yesterday_they_are_written_anew(crowd, sato, now):
    first = ask(crowd, sato, now)
    assert ask(crowd, sato, now, days=1) != first


def test_a_file_is_gone_after_a_day(crowd, sato, now, monkeypatch):
    ask(crowd, sato, now)
    services.work_on_prints()
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(days=1))
    services.work_on_prints()
    assert not Print.objects.exists()


def test_what_a_killed_worker_left_is_taken_up_three_times(crowd, sato, as_, now, monkeypatch):
    found = ask(crowd, sato, now)

    def killed(*_args, **_given):
        raise KeyboardInterrupt

    monkeypatch.setattr(printing, "_write", killed)
    for _time in range(3):
        with pytest.raises(KeyboardInterrupt):
            services.work_on_prints()
    assert Print.objects.get().state == "running"
    services.work_on_prints()
    client = as_(sato)
    assert "could not be written" in client.get(found.get_absolute_url()).content.decode()
    monkeypatch.undo()
    monkeypatch.setattr(printing, "badges_pdf", lambda *_args, **_given: b"%PDF-")
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    client.post(reverse("events:print_retry", args=[found.pk]))
    services.work_on_prints()
    assert Print.objects.get().state == "ready"


def test_who_waited_long_gets_a_mail(crowd, sato, now, monkeypatch):
    found = ask(crowd, sato, now)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(seconds=61))
    services.work_on_prints()
    told = Message.objects.get(kind="events/badges_ready")
    assert (told.recipient, told.concerns) == (sato, ref(found))


@pytest.mark.parametrize("name", ["print", "print_pdf"])
def test_others_do_not_see_them(name, crowd, sato, tanaka, dana, as_, now):
    found = ask(crowd, sato, now)
    services.work_on_prints()
    for person in (tanaka, dana):
        assert as_(person).get(reverse(f"events:{name}", args=[found.pk])).status_code == 404


def test_they_go_when_somebody_on_them_is_forgotten(crowd, sato, now):
    ask(crowd, sato, now)
    wearer = build.user(crowd.registrations.first().email, "Abe Akira")
    forget(person_of(wearer), now=now)
    assert not Print.objects.exists()
