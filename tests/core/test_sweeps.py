"""One row after the other: none stops the others or is done twice at once; what fails is left alone for a while."""

import logging
import threading
from datetime import timedelta

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import IntegrityError, connection, transaction

from core.activity import ref
from core.models import Activity, Heartbeat, SweepFailure
from core.sweeps import LONGEST_PAUSE, each, try_again
from tests.rivals import PATIENCE, Rivals

pytestmark = pytest.mark.django_db
JOB = "core.probe"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def people(tanaka, aigul, dana) -> list:
    return [tanaka, aigul, dana]


def named(person, name: str = "Named") -> None:
    person.full_name = name
    person.save(update_fields=["full_name"])


def names(people) -> list[str]:
    return [type(one).objects.get(pk=one.pk).full_name for one in people]


def rotten(*bad):
    def act(person) -> None:
        named(person)
        if person in bad:
            raise ValueError(f"{person.email} is nobody's business")

    return act


def test_a_row_that_fails_is_undone_alone_and_the_others_are_done(people, now, caplog):
    before = people[0].full_name
    with caplog.at_level(logging.ERROR, "portal.sweeps"):
        assert each(JOB, people, rotten(people[0]), now=now) == (2, 1, 0)
    assert names(people) == [before, "Named", "Named"]
    assert ref(people[0]) in caplog.text


def test_what_is_remembered_names_the_fault_and_nobody(people, now):
    each(JOB, people, rotten(people[0]), now=now)
    one = SweepFailure.objects.get()
    assert (one.job, one.row, one.times, one.error) == (JOB, ref(people[0]), 1, "ValueError")
    assert "test_sweeps.py" in one.place
    assert "@" not in one.place + one.error


def test_a_rule_of_the_database_is_named(people, now):
    def act(person) -> None:
        type(person).objects.filter(pk=person.pk).update(role="king")

    each(JOB, people[:1], act, now=now)
    assert SweepFailure.objects.get().error == "IntegrityError (user_role_is_known)"


def test_a_row_that_failed_is_left_alone_for_twice_as_long_each_time(people, now):
    tries, at = [], now
    for _number in range(12):
        each(JOB, people[:1], rotten(people[0]), now=at)
        known = SweepFailure.objects.get()
        tries.append(known.next_try_at - at)
        assert each(JOB, people[:1], rotten(people[0]), now=known.next_try_at - MINUTE / 2).skipped == 1
        at = known.next_try_at
    assert tries[:4] == [MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE]
    assert tries[-1] == LONGEST_PAUSE
    assert (known.times, known.first_at, known.last_at) == (12, now, at - LONGEST_PAUSE)


def test_what_was_mended_is_done_and_forgotten(people, now):
    each(JOB, people, rotten(people[0]), now=now)
    assert each(JOB, people[:1], rotten(), now=now + MINUTE) == (1, 0, 0)
    assert not SweepFailure.objects.exists()


def test_what_waits_no_longer_is_forgotten_and_other_jobs_are_not(people, now):
    each("core.other", people, rotten(people[0]), now=now)
    each(JOB, people, rotten(people[0]), now=now)
    each(JOB, people[1:], rotten(), now=now)
    assert SweepFailure.objects.get().job == "core.other"


def test_not_now_is_neither_done_nor_mended(people, now):
    each(JOB, people, rotten(people[0]), now=now)
    assert each(JOB, people, lambda _person: False, now=now + MINUTE) == (0, 0, 3)
    assert SweepFailure.objects.exists()


def test_a_whole_pass_beats_the_heart_and_a_broken_one_does_not(people, now):
    def broken():
        yield people[0]
        raise OSError("no rows")

    with pytest.raises(OSError, match="no rows"):
        each(JOB, broken(), rotten(), now=now)
    assert not Heartbeat.objects.exists()
    each(JOB, people, rotten(people[0]), now=now)
    assert Heartbeat.objects.get().at == now


def test_a_worker_that_must_stop_stops_and_the_row_is_remembered(people, now):
    def too_long(person) -> None:
        raise SoftTimeLimitExceeded

    with pytest.raises(SoftTimeLimitExceeded):
        each(JOB, people, too_long, now=now)
    assert SweepFailure.objects.count() == 1


def test_rows_backing_off_cost_no_query_each(people, now, django_assert_num_queries):
    each(JOB, people, rotten(*people), now=now)
    with django_assert_num_queries(2):  # the failures and the heartbeat
        each(JOB, people, rotten(), now=now)


@pytest.mark.parametrize("atomic", [True, False])
def test_a_long_act_may_stay_outside_a_transaction(people, now, atomic, transactional_db):
    seen = []
    each(JOB, people[:1], lambda _person: seen.append(connection.in_atomic_block), now=now, atomic=atomic)
    assert seen == [atomic]


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_do_the_same_row_at_once(people, now):
    inside, go_on, done = threading.Event(), threading.Event(), []

    def slow(person) -> None:
        done.append(person.pk)
        inside.set()
        assert go_on.wait(PATIENCE)

    rivals = Rivals()
    rivals.start("first", lambda: each(JOB, people[:1], slow, now=now))
    assert inside.wait(PATIENCE)
    rivals.start("second", lambda: each(JOB, people[:1], slow, now=now))
    rivals.threads[1].join(PATIENCE)
    go_on.set()
    assert rivals.join() == {"first": (1, 0, 0), "second": (0, 0, 1)}
    assert len(done) == 1


def test_try_again_ends_the_pause_calls_the_task_and_is_logged(
    people, sato, now, monkeypatch, django_capture_on_commit_callbacks
):
    woken = []
    monkeypatch.setattr("core.wake.nudge", woken.append)
    each(f"{JOB}:part", people, rotten(people[0]), now=now)
    failure = SweepFailure.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        try_again(failure, by=sato, now=now)
    assert each(f"{JOB}:part", people[:1], rotten(), now=now).done == 1
    act = Activity.objects.get(verb="core.sweepfailure.try_again")
    assert (act.actor, act.data) == (sato, {"job": f"{JOB}:part", "row": ref(people[0])})
    assert JOB in woken


def test_one_failure_a_row_and_none_without_a_failure(now):
    given = {
        "job": JOB,
        "row": "x",
        "error": "E",
        "place": "",
        "first_at": now,
        "last_at": now,
        "next_try_at": now,
    }
    with pytest.raises(IntegrityError, match="sweep_failure_has_happened"), transaction.atomic():
        SweepFailure.objects.create(**given, times=0)
    SweepFailure.objects.create(**given, times=1)
    with pytest.raises(IntegrityError, match="sweep_failure_once_per_row"), transaction.atomic():
        SweepFailure.objects.create(**given, times=1)
