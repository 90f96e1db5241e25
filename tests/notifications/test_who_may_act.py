"""Only staff send a failed mail again."""

import pytest

from notifications.models import Delivery
from notifications.services import send_again
from tests.refusing import refuses

pytestmark = pytest.mark.django_db


def test_send_again_only_for_staff(tanaka, dana, now):
    for person in (tanaka, dana):
        refuses(lambda who=person: send_again(Delivery(), by=who, now=now))
