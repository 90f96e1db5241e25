"""Letters of before learn whom they name; those that say something else than is true do not hold.
Back and forward, none is lost.
"""

from datetime import timedelta

import pytest

from events import services
from events.models import Letter
from tests.migrating import migrate, newest

from .conftest import event_fields

BEFORE = [("events", "0006_accounted_for_in_full")]


@pytest.fixture
def turn(transactional_db):
    """turn(back=True) gives the models of before, turn() those of today; today's stand again afterwards."""
    yield lambda back=False: migrate(BEFORE if back else newest())
    migrate(newest())


@pytest.fixture
def journey(transactional_db, sato, now, monkeypatch):
    monkeypatch.setattr("events.papers.letter.compose", lambda *_args, **_given: b"%PDF-")
    start = event_fields()["starts_at"]
    by, given = {"by": sato, "now": now}, {"from_country": "JP", "to_country": "KZ", "purposes": {}}
    made = services.plan_delegation(
        titles={"en": "To Astana", "ru": "В Астану", "ja": "アスタナへ"},
        event=None, chamber=None, starts_on=start.date(),
        ends_on=start.date(), **given, **by,
    )
    reach = {"phone": "", "language": "ja", "zone": "Asia/Tokyo", "position": ""}
    for name in ("Abe", "Chiba"):
        services.add_member(made, name=name, email=f"{name}@example.jp", organisation="Hokuriku", **reach, **by)
    services.add_stop(
        made, starts_at=start, ends_at=start + timedelta(hours=2), zone="Asia/Almaty",
        place="Astana", host="Atameken", **by,
    )
    for language in ("en", "ru", "ja"):
        services.issue_letters(made, language=language, **by)
    return made


def letters() -> dict[str, tuple[set[str], bool]]:
    return {
        row.language: (
            set(row.members.values_list("name", flat=True)), row.replaced_at is None
        ) for row in Letter.objects.all()
    }


def test_letters_of_before_name_whoever_travels_and_end_where_they_are_not_true(turn, journey, now):
    old = turn(back=True).get_model("events", "Letter").objects
    old.filter(language="ja").update(replaced_at=now)
    late = old.get(language="ru")
    late.content["ends_on"] = "2027-03-20"
    late.save()
    turn()
    everybody = {"Abe", "Chiba"}
    assert letters() == {"en": (everybody, True), "ru": (everybody, False), "ja": (set(), False)}
    assert bytes(Letter.objects.get(language="en").pdf) == b"%PDF-"


def test_letters_of_a_cancelled_journey_end(turn, journey):
    turn(back=True).get_model("events", "Delegation").objects.update(state="cancelled")
    turn()
    assert not Letter.objects.valid().exists()
