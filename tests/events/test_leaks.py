"""A liaison of another chamber, of the same country even, finds nothing of people who are not theirs."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from companies.models import Chamber, Liaison
from events import services
from events.links import pass_path
from events.models import Event, Registration, Substitution, Support
from tests import build
from tests.build import named

from .conftest import person, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def karaganda(db) -> Chamber:
    return Chamber.objects.create(country="KZ", names=named("Karaganda chamber"), is_partner=False)


@pytest.fixture
def marat(karaganda) -> User:
    liaison = build.user("marat@karaganda.example", "Марат", role=Role.LIAISON)
    Liaison.objects.create(user=liaison, chamber=karaganda)
    return liaison


def visit_of(chamber: Chamber, event: Event, liaison: User, now):
    day = event.starts_at.date()
    given = {
        "titles": {"ru": "Visit"}, "from_country": "JP", "to_country": "KZ", "purposes": {"en": "Forum"},
        "starts_on": day, "ends_on": day,
    }
    return services.plan_delegation(event=event, chamber=chamber, **given, by=liaison, now=now)


def test_only_the_partner_chamber_sees_whose_substitute_waits_for_its_consent(
    forum, as_, marat, tanaka, hokuriku, dana, now
):
    row = seat(forum, 1, by=tanaka, firm=hokuriku, rank="head")
    services.name_substitute(row, person=person(2, rank="director"), reason="Ill", by=tanaka, now=now)
    page = reverse("events:substitution", args=[Substitution.objects.get().pk])
    assert as_(dana).get(page).status_code == 200
    assert as_(marat).get(page).status_code == 404


def test_a_journey_to_anothers_event_shows_none_of_its_delegates(forum, as_, marat, karaganda, tanaka, hokuriku, now):
    row = seat(forum, 1, by=tanaka, firm=hokuriku, organisation="Hokuriku Secret")
    [own] = services.register_delegates(
        forum, people=[person(7, country="KZ", organisation="Karaganda steel")],
        role="delegate", firm=None, chamber=karaganda, by=marat,
        now=now,
    )
    visit, client = visit_of(karaganda, forum, marat, now), as_(marat)
    page = client.get(visit.get_absolute_url()).content.decode()
    assert own.name in page
    assert row.name not in page
    assert "Hokuriku Secret" not in page
    joining = reverse("events:member_from_seat", args=[visit.pk])
    assert client.post(joining, {"registration": str(row.pk)}).status_code == 404
    assert client.post(joining, {"registration": str(own.pk)}).status_code == 302
    assert [member.email for member in visit.members.all()] == [own.email]


@pytest.mark.parametrize("given", [{}, {"kind": "venue", "note": ""}])
def test_support_is_noted_by_the_other_side_only(forum, as_, sato, dana, bekzat, detal, given):
    page = reverse("events:support", args=[forum.pk])
    for stranger in (bekzat, sato):
        assert as_(stranger).post(page, given).status_code == 403
    assert not Support.objects.exists()
    assert as_(dana).post(page, given).status_code == (302 if given else 422)


def test_a_pass_knows_no_other_acts_on_a_session(forum, tanaka, hokuriku, sato, now):
    row = seat(forum, 1, by=tanaka, firm=hokuriku)
    times = {"starts_at": forum.starts_at, "ends_at": forum.ends_at}
    part = services.add_session(forum, titles={"en": "Energy"}, room="", capacity=2, by=sato, now=now, **times)
    page = pass_path(row) + f"sessions/{part.pk}/"
    assert Client().post(page + "steal/").status_code == 404
    assert Client().post(page + "book/").status_code == 302
    assert Registration.objects.get(pk=row.pk).session_seats.count() == 1
