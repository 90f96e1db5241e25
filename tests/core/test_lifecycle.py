"""move: locks, consults the table on the locked row, saves, writes the activity;
refuses otherwise and writes nothing.
"""

import pytest
from django.db import transaction

import core.lifecycle
from companies.models import Firm
from core.errors import TransitionNotAllowed
from core.lifecycle import allowed_actions, move
from core.models import Activity
from tests import build
from tests.rivals import Rivals, let_all_look, plain_read


@pytest.fixture
def draft(tanaka):
    return build.draft_firm(
        tanaka, country="JP", legal_id="1626018159083", name="株式会社北陸充填機", name_latin="Hokuriku"
    )


def test_move_saves_state_fields_and_activity(draft, tanaka, now):
    activity = move(draft, "submit", by=tanaka, now=now, reason="ready", submitted_at=now)
    draft.refresh_from_db()
    assert (draft.state, draft.submitted_at) == ("submitted", now)
    assert (activity.verb, activity.from_state, activity.to_state, activity.actor) == (
        "companies.firm.submit",
        "draft",
        "submitted",
        tanaka,
    )
    assert activity.about == [f"companies.firm:{draft.pk}"]
    assert activity.reason == "ready"


def test_move_refuses_from_another_state_and_writes_nothing(draft, sato, now):
    before = Activity.objects.count()
    with pytest.raises(TransitionNotAllowed):
        move(draft, "verify", by=sato, now=now)
    draft.refresh_from_db()
    assert draft.state == "draft"
    assert Activity.objects.count() == before


def test_move_reads_the_state_from_the_row_not_from_the_instance(draft, tanaka, now):
    stale = Firm.objects.get(pk=draft.pk)
    move(draft, "submit", by=tanaka, now=now)
    assert stale.state == "draft"
    with pytest.raises(TransitionNotAllowed):
        move(stale, "submit", by=tanaka, now=now)


def test_allowed_actions_follow_the_table(draft):
    assert set(allowed_actions(draft)) == {"submit", "admit_import", "merge", "cease"}


@pytest.mark.django_db(transaction=True)
def test_second_mover_waits_for_the_lock_and_is_refused(draft, tanaka, now):
    rivals, theirs = Rivals(), Firm.objects.get(pk=draft.pk)
    with transaction.atomic():
        move(draft, "submit", by=tanaka, now=now)
        rivals.wait_behind("second", lambda: move(theirs, "submit", by=tanaka, now=now))
    assert isinstance(rivals.join()["second"], TransitionNotAllowed)
    assert Activity.objects.filter(verb="companies.firm.submit").count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_would_move(draft, tanaka, now, monkeypatch):
    """Negative control."""
    monkeypatch.setattr(core.lifecycle, "lock", plain_read)
    let_all_look(monkeypatch, core.lifecycle, "lock")
    rivals = Rivals()
    for name in ("one", "two"):
        row = Firm.objects.get(pk=draft.pk)
        rivals.start(name, lambda row=row: move(row, "submit", by=tanaka, now=now).verb)
    assert set(rivals.join().values()) == {"companies.firm.submit"}
    assert Activity.objects.filter(verb="companies.firm.submit").count() == 2


def test_the_activity_log_is_append_only(draft):
    row = Activity.objects.first()
    for change in (lambda: row.delete(), lambda: Activity.objects.filter(pk=row.pk).update(verb="rewritten")):
        with pytest.raises(Exception, match="append-only"), transaction.atomic():
            change()
