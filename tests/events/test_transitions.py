"""Every life cycle of this app: what its table allows happens, all else is refused."""

import pytest

from core.transitions import Lifecycle
from events import services, states
from events.enums import (
    ChangeState,
    DelegationState,
    EventState,
    PrintState,
    RegistrationState,
    SubstitutionState,
)
from events.models import Delegation, Event, EventChange, Print, Registration, Substitution
from tests.walking import walk

from .conftest import person, seat

pytestmark = pytest.mark.django_db


def putting(instance, **fields):
    return lambda state: type(instance)._base_manager.filter(pk=instance.pk).update(state=state, **fields)


def test_event(forum, sato, now):
    walk(forum, states.EVENT, EventState.values, putting(forum, announced_at=now), by=sato, now=now)
    assert Event.objects.count() == 1


def test_registration(forum, tanaka, hokuriku, sato, now):
    row = seat(forum, 1, by=tanaka, firm=hokuriku)
    whole = {
        "queued_at": now, "offered_until": now, "waived_deadline": now, "decided_by": sato,
        "decided_at": now, "checked_in_at": now,
    }
    walk(row, states.REGISTRATION, RegistrationState.values, putting(row, **whole), by=sato, now=now)
    assert Registration.objects.count() == 1


def test_substitution(forum, tanaka, hokuriku, dana, now):
    row, other = (seat(forum, number, by=tanaka, firm=hokuriku) for number in (1, 2))
    asked = services.name_substitute(row, person=person(3, rank="head"), reason="Cannot travel", by=tanaka, now=now)
    walk(asked, states.SUBSTITUTION, SubstitutionState.values, putting(asked, substitute=other), by=dana, now=now)
    assert Substitution.objects.count() == 1


def test_delegation(sato, now):
    journey = services.plan_delegation(
        titles={"en": "To Astana"}, event=None, chamber=None, from_country="JP", to_country="KZ", purposes={},
        starts_on=now.date(), ends_on=now.date(), by=sato, now=now,
    )
    walk(journey, states.DELEGATION, DelegationState.values, putting(journey, completed_at=now), by=sato, now=now)
    assert Delegation.objects.count() == 1


def test_change(forum, sato, now):
    digest = services.preview_change(forum, "cancel")[2]
    change = services.confirm_change(
        forum, anyway=True, kind="cancel", digest=digest, reasons={"en": "Earthquake"}, by=sato, now=now
    )
    walk(change, states.CHANGE, ChangeState.values, putting(change), by=sato, now=now)
    assert EventChange.objects.count() == 1


def test_print(forum, sato, now):
    row = Print.objects.create(event=forum, digest="0" * 64, sheets=30, requested_by=sato, requested_at=now)
    walk(row, states.PRINT, PrintState.values, putting(row, made_at=now, pdf=b"%PDF"), by=sato, now=now)
    assert Print.objects.count() == 1


def test_every_life_cycle_of_this_app_is_walked_here():
    tables = {name for name, value in vars(states).items() if name.isupper() and isinstance(value, dict)}
    assert tables == {"EVENT", "REGISTRATION", "SUBSTITUTION", "DELEGATION", "CHANGE", "PRINT"}
    assert all(getattr(states, name) == model.lifecycle for name, model in WALKED.items())


WALKED: dict[str, type] = {
    "EVENT": Event, "REGISTRATION": Registration, "SUBSTITUTION": Substitution,
    "DELEGATION": Delegation, "CHANGE": EventChange, "PRINT": Print,
}


@pytest.mark.parametrize("name, known", [
    ("EVENT", EventState), ("REGISTRATION", RegistrationState), ("SUBSTITUTION", SubstitutionState),
    ("DELEGATION", DelegationState), ("CHANGE", ChangeState), ("PRINT", PrintState),
])
def test_every_state_is_reached_or_is_where_a_life_begins(name, known):
    table: Lifecycle = getattr(states, name)
    reached = {step.target for step in table.values()}
    begins = {
        "draft", "invited", "applied", "late_requested", "asked", "planned", "requested", "queued"
    } | ({"confirmed"} if name == "CHANGE" else set())
    assert set(known.values) - reached <= begins
    assert {source for step in table.values() for source in step.sources} | reached <= set(known.values)
