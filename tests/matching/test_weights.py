"""Staff change the weights: a new version, compared by a worker, put in use by a person with a reason."""
from copy import deepcopy
from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from core.errors import ReasonMissing
from core.models import Activity
from matching import services
from matching.computed.weights import active_weights, completed
from matching.errors import NotCompared, WrongWeights
from matching.models import EngineQuestion, MatchRun, WeightSet
from matching.scoring import comparing
from matching.scoring.comparing import compare
from matching.scoring.engine import best_meetings
from matching.scoring.weights import DEFAULT_WEIGHTS
from matching.services import weighing
from tests.rivals import Rivals

from .asking import written

CHANGE = {"points.text": DEFAULT_WEIGHTS["points"]["text"] - 2, "points.hs": DEFAULT_WEIGHTS["points"]["hs"] + 2}
STRICT = {"gate.enough": 0.9}


def draft(by, now, changes=None) -> WeightSet:
    return services.draft_weights(changes=changes or CHANGE, by=by, now=now)


@pytest.fixture
def compared(offer, request_, sato, now) -> WeightSet:
    found = draft(sato, now, STRICT)
    services.answer_questions()
    return found


def test_weights_of_former_releases_get_what_is_new_and_lose_what_is_gone():
    old = deepcopy(DEFAULT_WEIGHTS) | {"version": 1001, "charm": 3}
    del old["silent"]
    old["points"]["text"] = 12
    full = completed(old)
    assert (full["version"], full["points"]["text"]) == (1001, 12)
    assert full.keys() == DEFAULT_WEIGHTS.keys()


def test_a_draft_changes_nothing(db, sato, now):
    found = draft(sato, now)
    assert (found.version, found.based_on, found.state) == (1001, DEFAULT_WEIGHTS["version"], "draft")
    assert active_weights() == DEFAULT_WEIGHTS
    assert draft(sato, now).version == 1002


@pytest.mark.parametrize("changes", [{}, {"points.text": 99}, {"points.text": -2}, {"charm": 1}], ids=str)
def test_weights_that_cannot_be_are_refused(db, sato, now, changes):
    before = written()
    with pytest.raises(WrongWeights):
        services.draft_weights(changes=changes, by=sato, now=now)
    assert (written(), WeightSet.objects.count()) == (before, 0)


def test_nothing_is_used_before_it_was_compared(offer, request_, sato, now):
    found = draft(sato, now)
    with pytest.raises(NotCompared):
        services.activate_weights(found, reason="Texts misled", by=sato, now=now)
    services.answer_questions()
    with pytest.raises(ReasonMissing):
        services.activate_weights(found, reason=" ", by=sato, now=now)
    services.activate_weights(found, reason="Texts misled", by=sato, now=now)
    assert active_weights()["points"]["text"] == CHANGE["points.text"]
    assert services.load_pool().weights["version"] == 1001
    act = Activity.objects.get(verb="matching.weightset.activate")
    assert (act.data, act.reason) == ({"version": 1001}, "Texts misled")
    assert MatchRun.objects.filter(state="queued").exists()


def test_a_comparison_with_another_version_is_worth_nothing(compared, sato, now):
    other = draft(sato, now)
    services.answer_questions()
    services.activate_weights(other, reason="First", by=sato, now=now)
    with pytest.raises(NotCompared):
        services.activate_weights(compared, reason="Second", by=sato, now=now)
    services.ask_weights(compared, by=sato, now=now)
    EngineQuestion.objects.update(asked_at=now + timedelta(days=9999))
    services.answer_questions()
    services.activate_weights(compared, reason="Second", by=sato, now=now)
    assert set(WeightSet.objects.values_list("version", "state")) == {(1001, "active"), (1002, "retired")}


def test_the_comparison_counts_who_enters_leaves_and_moves(match, monkeypatch):
    pool = services.load_pool()
    assert best_meetings(pool, 0).passed.tolist() == [True]
    strict = deepcopy(DEFAULT_WEIGHTS)
    strict["gate"]["enough"] = 0.9
    found = compare(pool, strict, seed=1)
    assert (found.firms, found.read, found.entered, found.left, found.moved) == (1, 1, 0, 1, 0)
    assert [one.place for one in found.changes] == [(1, 0)]
    assert compare(pool, DEFAULT_WEIGHTS, seed=1)[2:6] == (1, 0, 0, 0)


def test_of_many_firms_a_part_is_drawn_and_always_the_same(monkeypatch):
    monkeypatch.setattr(comparing, "SAMPLE", 10)
    assert len(comparing._sample(1000, 7)) == 10
    assert comparing._sample(1000, 7) == comparing._sample(1000, 7) != comparing._sample(1000, 8)
    assert list(comparing._sample(9, 7)) == list(range(9))


def test_from_the_form_to_the_use(offer, request_, sato, tanaka, now, as_):
    client, page = as_(sato), reverse("matching:weights")
    assert client.get(page).status_code == 200
    form = client.get(page).context["form"]
    values = {name: field.initial for name, field in form.fields.items()}
    wrong = client.post(reverse("matching:weights_draft"), values | {"points_text": 1})
    assert (wrong.status_code, "must add up to 100" in wrong.content.decode()) == (422, True)
    moved = {"points_text": CHANGE["points.text"], "points_hs": CHANGE["points.hs"]}
    made = client.post(reverse("matching:weights_draft"), values | moved)
    assert "still being computed" in client.get(made.url).content.decode()
    services.answer_questions()
    text = client.get(made.url).content.decode()
    assert "Lists that stay the same" in text
    use = reverse("matching:weights_activate", args=[WeightSet.objects.get().pk])
    assert client.post(use, {"reason": ""}).status_code == 422
    assert client.post(use, {"reason": "Texts misled"}).status_code == 302
    assert client.get(made.url).status_code == 200
    assert as_(tanaka).get(page).status_code == 403


def test_a_draft_can_be_dropped(db, sato, now, as_):
    found = draft(sato, now)
    as_(sato).post(reverse("matching:weights_drop", args=[found.pk]))
    assert WeightSet.objects.get().state == "dropped"


@pytest.mark.django_db(transaction=True)
class TestTwoStaffAtOnce:
    def test_two_drafts_get_two_numbers(self, sato, mori, now):
        rivals = Rivals()
        with transaction.atomic():
            draft(sato, now)
            rivals.wait_behind("mori", lambda: draft(mori, now))
        assert rivals.join()["mori"].version == 1002
        assert sorted(WeightSet.objects.values_list("version", flat=True)) == [1001, 1002]

    def test_without_the_lock_both_would_take_one_number(self, sato, mori, now, monkeypatch):
        """Negative control: the constraint refuses the second, who gets an error instead of a version."""
        monkeypatch.setattr(weighing, "wait_for", lambda _name: None)
        rivals = Rivals()
        with transaction.atomic():
            draft(sato, now)
            rivals.wait_behind("mori", lambda: draft(mori, now))
        assert type(rivals.join()["mori"]).__name__ == "IntegrityError"
