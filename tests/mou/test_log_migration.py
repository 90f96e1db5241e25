"""What people said leaves the log for a row beside it: no act is lost, histories and evidence read as before."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from companies.pages.timeline import timeline_items
from core.activity import ref
from core.models import Activity
from mou import services
from mou.pages.evidence import evidence_page
from tests.migrating import migrate, newest

BEFORE = [("core", "0005_sweep_failures")]
# As acts were written before: data, and what of it are words.
OLD = {
    "companies.firm.edit": ({"fields": ["city"]}, {}),
    "companies.firm.check": ({"kind": "call_back", "result": "passed"}, {}),
    "companies.firm.change_identity": ({"before": {"country": "KZ", "name": "ABC"}}, {"before"}),
    "events.event.add_document": ({"document": "0a1b", "title": "Agenda", "sha256": "ff"}, {"title"}),
    "events.event.move": ({"venue": "Rixos", "zone": "Asia/Almaty", "country": "KZ"}, {"venue", "zone"}),
    "events.registration.add_firm": ({"firm": "Altai"}, {"firm"}),
    "events.stop.remove": ({"place": "Astana"}, {"place"}),
    "events.meeting.follow_up": (
        {"rating": 4, "next_step": "Samples", "owner": "Abe", "due_on": "2026-12-01"}, {"next_step", "owner"},
    ),
    "x.y.codes": ({"at": "2026-11-29T10:00:00+09:00", "n": [1, None, {"ok": True}], "ref": "a.b:1"}, {}),
    "x.y.words": ({"deep": [{"said": "two\n"}], "字": 1, "keys": {"a b": 1}, "n": 2}, {"deep", "字", "keys"}),
}


@pytest.fixture
def turn(transactional_db):
    """turn(back=True) gives the models of before, turn() those of today; today's stand again afterwards."""
    yield lambda back=False: migrate(BEFORE if back else newest())
    migrate(newest())


@pytest.fixture
def disputed(owed, sato, dana, now):
    bulletin = owed("bulletin_published", owing="japan", cadence="quarterly", commitment=2)
    found = services.add_evidence(
        bulletin, titles={"en": "No. 1"}, notes={}, happened_on=date(2026, 11, 1),
        quantity=1, period="", file=None, by=sato, now=now,
    )
    services.dispute_evidence(found, reason="Не тот выпуск", by=dana, now=now)
    return found


@pytest.fixture
def old_acts(turn, disputed, sato, now):
    old = turn(back=True).get_model("core", "Activity").objects
    for verb, (data, _words) in OLD.items():
        old.create(at=now, actor_id=sato.pk, verb=verb, subject=f"{verb}:1", about=[], data=data, reason=f"why {verb}")
    return old


def read(disputed, sato, now) -> tuple:
    """A history and a page of evidence as Sato reads them."""
    history = Activity.objects.about(ref(disputed)).for_timeline()
    page = evidence_page(disputed, sato, "Asia/Almaty", {})
    return timeline_items(history, sato, None), page["dispute"], page["timeline"], Activity.objects.count()


def refused() -> bool:
    try:
        with transaction.atomic():
            Activity.objects.update(verb="rewritten")
    except DatabaseError as error:
        return "append-only" in str(error)
    return False


def test_histories_and_evidence_read_the_same_back_and_forward(turn, disputed, sato, now):
    before = read(disputed, sato, now)
    old = turn(back=True).get_model("core", "Activity").objects
    assert old.get(verb="mou.evidence.dispute").reason == before[1] == "Не тот выпуск"
    assert old.count() == before[3]
    assert refused()
    turn()
    assert read(disputed, sato, now) == before
    assert refused()


def test_words_of_old_acts_stand_beside_the_log(turn, old_acts):
    count = old_acts.count()
    turn()
    assert Activity.objects.count() == count
    for verb, (data, words) in OLD.items():
        act = Activity.objects.with_words().get(verb=verb)
        assert act.said.words == {key: data[key] for key in words}, verb
        assert act.data == {key: value for key, value in data.items() if key not in words}, verb
        assert act.reason == f"why {verb}"


def test_words_come_back_into_the_log_and_leave_it_again(turn, old_acts):
    there = list(old_acts.order_by("pk").values())
    turn()
    assert list(turn(back=True).get_model("core", "Activity").objects.order_by("pk").values()) == there
    turn()
    assert Activity.objects.with_words().get(verb="events.stop.remove").said.words == {"place": "Astana"}
