"""Only staff and liaisons work on the list, each for their own house; whoever may not touches no row."""
from datetime import timedelta
from functools import partial

import pytest

from office import services
from office.errors import WaitsNoMore
from tests.refusing import refuses

pytestmark = pytest.mark.django_db


def acts(sato, now) -> dict:
    return {
        "take": services.take, "release": services.release, "wake": services.wake,
        "rest": partial(services.rest, until=now.date() + timedelta(days=1), reason="Fair"),
        "give": partial(services.give, to=sato, instead_of=None),
    }


def test_a_firm_works_on_no_list(row, sato, tanaka, now):
    for act in acts(sato, now).values():
        refuses(partial(act, row, by=tanaka, now=now))


def test_a_chamber_works_on_no_row_of_the_office(row, sato, dana, now):
    for name, act in acts(sato, now).items():
        if name != "give":
            refuses(partial(act, row, by=dana, now=now), WaitsNoMore)


def test_nobody_names_or_ends_a_stand_in_for_somebody_else(sato, mori, tanaka, now):
    for person in (sato, tanaka):
        named = partial(services.name_stand_in, mori, to=sato, from_on=now.date(), until_on=now.date())
        refuses(partial(named, by=person, now=now))
        refuses(partial(services.end_stand_in, mori, by=person, now=now))


@pytest.mark.parametrize("role", ["tanaka", "dana"])
def test_only_staff_note_something_on_a_firm_or_say_who_is_responsible(hokuriku, sato, request, role, now):
    by = request.getfixturevalue(role)
    refuses(partial(services.write_note, hokuriku, text="Good people", by=by, now=now))
    refuses(partial(services.assign_firm, hokuriku, to=sato, instead_of=None, by=by, now=now))
