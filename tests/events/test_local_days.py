"""A journey begins with its day at the place it leads to, not at Greenwich."""

from datetime import UTC, date, datetime

import pytest

from events import services
from events.errors import NotYetBegun
from events.models import Delegation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("to_country, last_hour_before, first_hour", [("JP", 14, 15), ("KZ", 18, 19)])
def test_a_journey_begins_at_midnight_of_the_country_it_leads_to(forum, sato, to_country, last_hour_before, first_hour):
    journey = services.plan_delegation(
        titles={"en": "Spring visit"}, event=forum, chamber=None,
        from_country="UZ", to_country=to_country, purposes={},
        starts_on=date(2027, 3, 9), ends_on=date(2027, 3, 12), by=sato, now=datetime(2027, 1, 5, tzinfo=UTC),
    )
    Delegation.objects.update(state="confirmed")
    with pytest.raises(NotYetBegun):
        services.begin_delegation(journey, by=sato, now=datetime(2027, 3, 8, last_hour_before, 30, tzinfo=UTC))
    services.begin_delegation(journey, by=sato, now=datetime(2027, 3, 8, first_hour, 30, tzinfo=UTC))
    assert Delegation.objects.get().state == "under_way"
