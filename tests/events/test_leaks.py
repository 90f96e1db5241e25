"""A liaison of another chamber, of the same country even, finds nothing of people who are not theirs."""

import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from companies.models import Chamber, Liaison
from events import services
from events.models import Substitution
from tests import build

from .conftest import person, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def karaganda(db) -> Chamber:
    return Chamber.objects.create(country="KZ", name="Karaganda chamber", is_partner=False)


@pytest.fixture
def marat(karaganda) -> User:
    liaison = build.user("marat@karaganda.example", "Марат", role=Role.LIAISON)
    Liaison.objects.create(user=liaison, chamber=karaganda)
    return liaison


def test_only_the_partner_chamber_sees_whose_substitute_waits_for_its_consent(forum, as_, marat, tanaka, hokuriku, dana, now):
    row = seat(forum, 1, by=tanaka, firm=hokuriku, rank="head")
    services.name_substitute(row, person=person(2, rank="director"), reason="Ill", by=tanaka, now=now)
    page = reverse("events:substitution", args=[Substitution.objects.get().pk])
    assert as_(dana).get(page).status_code == 200
    assert as_(marat).get(page).status_code == 404
