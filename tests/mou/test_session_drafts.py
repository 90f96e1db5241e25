"""A session is a draft that its side looks at; once published firms enrol, and get a mail with its time."""

import pytest
from django.urls import reverse

from mou import services
from mou.errors import SessionIsOver
from mou.models import ExperienceSession
from notifications.models import Message
from tests.mou import exchange_build as exchange

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(sato, now) -> ExperienceSession:
    made = exchange.session(sato, now)
    ExperienceSession.objects.filter(pk=made.pk).update(state="draft")
    made.refresh_from_db()
    return made


def test_a_draft_is_seen_by_its_own_side_only(session, sato, mori, dana, tanaka, aigul, as_):
    for person, status in ((sato, 200), (mori, 200), (dana, 404), (tanaka, 404), (aigul, 404)):
        assert as_(person).get(session.get_absolute_url()).status_code == status
        listed = session.titles["ja"] in as_(person).get(reverse("mou:sessions")).content.decode()
        assert listed == (status == 200)


def test_nobody_enrols_for_a_draft(session, altai, aigul, now):
    with pytest.raises(SessionIsOver):
        services.enrol(session, firm=altai, by=aigul, now=now)


def test_only_its_own_side_publishes_it(session, sato, dana, tanaka, as_):
    address = reverse("mou:session_publish", args=[session.pk])
    assert as_(dana).post(address).status_code == as_(tanaka).post(address).status_code == 404
    as_(sato).post(address, {"anyway": "on"})
    session.refresh_from_db()
    assert session.state == "planned"


def test_whoever_enrols_gets_time_and_place_once(session, sato, altai, aigul, now):
    services.publish_session(session, anyway=True, by=sato, now=now)
    services.enrol(session, firm=altai, by=aigul, now=now)
    services.enrol(session, firm=altai, by=aigul, now=now)
    mail = Message.objects.get(recipient=aigul, kind="mou/session_enrolled")
    assert session.place in mail.text
    assert "BEGIN:VEVENT" in mail.calendar
