"""Two people at one moment: one wins, the other is told; each with a control that fails without the protection."""

import threading
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

import core.lifecycle
from core.activity import ref
from core.errors import TransitionNotAllowed
from core.models import Activity, LogCursor
from core.services import read_log
from mou import services
from mou.errors import ObligationIsOver
from mou.models import Evidence, Memorandum, Obligation
from mou.services import collecting
from mou.services import evidence as evidence_service
from tests import build
from tests.rivals import PATIENCE, Rivals, let_all_look, plain_read

from .conftest import fresh

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def rivals():
    found = Rivals()
    yield found
    found.join()


@pytest.fixture
def obligation(owed) -> Obligation:
    return owed("bulletin_published", owing="central_asia", cadence="quarterly", commitment=2)


@pytest.fixture
def evidence(obligation, dana, now) -> Evidence:
    return services.add_evidence(
        obligation, titles={"en": "No. 1"}, notes={}, happened_on=date(2026, 11, 20),
        quantity=1, period="", file=None, by=dana, now=now,
    )


def held_by_another_worker(row: Evidence) -> Evidence:
    return Evidence.objects.with_obligation().get(pk=row.pk)


def countersignatures(row) -> int:
    return Activity.objects.filter(subject=ref(row), verb="mou.evidence.countersign").count()


def test_two_countersign_at_once(rivals, evidence, sato, mori, now):
    theirs = held_by_another_worker(evidence)
    with transaction.atomic():
        services.countersign_evidence(evidence, by=sato, now=now)
        rivals.wait_behind("mori", lambda: services.countersign_evidence(theirs, by=mori, now=now))
    assert isinstance(rivals.join()["mori"], TransitionNotAllowed)
    assert Evidence.objects.get().countersigned_by == sato
    assert countersignatures(evidence) == 1


def test_without_the_lock_both_would_countersign(evidence, sato, mori, now, monkeypatch):
    """Negative control: with plain reads both find it submitted, and the log holds two signatures."""
    monkeypatch.setattr(evidence_service, "lock", plain_read)
    monkeypatch.setattr(core.lifecycle, "lock", plain_read)
    let_all_look(monkeypatch, core.lifecycle, "lock", when=lambda row: isinstance(row, Evidence))
    rivals = Rivals()
    for name, person in (("sato", sato), ("mori", mori)):
        row = held_by_another_worker(evidence)
        rivals.start(name, lambda who=person, row=row: services.countersign_evidence(row, by=who, now=now))
    assert rivals.join() == {"sato": None, "mori": None}
    assert countersignatures(evidence) == 2


def test_one_countersigns_while_the_other_side_withdraws(rivals, evidence, sato, dana, now):
    theirs = held_by_another_worker(evidence)
    with transaction.atomic():
        services.withdraw_evidence(evidence, reason="Wrong", by=dana, now=now)
        rivals.wait_behind("sato", lambda: services.countersign_evidence(theirs, by=sato, now=now))
    assert isinstance(rivals.join()["sato"], TransitionNotAllowed)
    assert Evidence.objects.get().state == "withdrawn"


def test_two_reports_at_once_get_two_numbers(rivals, mou, sato, dana, now):
    span = {"from_on": date(2025, 1, 1), "until_on": date(2025, 12, 31), "languages": ["ja", "ru"], "now": now}
    theirs = Memorandum.objects.with_parties().get(pk=mou.pk)
    with transaction.atomic():
        first = services.request_report(mou, **span, by=sato)
        rivals.wait_behind("dana", lambda: services.request_report(theirs, **span, by=dana))
    assert (first.number, rivals.join()["dana"].number) == (1, 2)


def test_a_date_is_asked_while_the_obligation_is_waived(rivals, obligation, sato, dana, now):
    change = services.ask_waiver(obligation, reason="Earthquake", by=dana, now=now)
    theirs = fresh(obligation)
    with transaction.atomic():
        services.approve_change(change, by=sato, now=now)
        rivals.wait_behind("dana", lambda: services.ask_hold(theirs, reason="Wait", by=dana, now=now))
    assert isinstance(rivals.join()["dana"], ObligationIsOver)


@pytest.fixture
def released(owed, introduced) -> Obligation:
    return owed("contacts_released")


def test_the_collector_killed_half_way_begins_again_and_two_at_once_do_no_harm(released, monkeypatch, rivals):
    class Killed(BaseException):
        pass

    def die(*args, **kwargs):
        raise Killed

    monkeypatch.setattr(collecting, "record", die)
    with pytest.raises(Killed):
        read_log()
    assert not Evidence.objects.exists(), "nothing of the batch is kept"
    monkeypatch.undo()
    rivals.start("one", read_log)
    rivals.start("two", read_log)
    rivals.join()
    read_log()
    assert Evidence.objects.filter(obligation=released).count() == 1


def test_a_cursor_set_back_collects_nothing_twice(released):
    read_log()
    before = list(Evidence.objects.values_list("pk", flat=True))
    LogCursor.objects.filter(reader="mou").update(transaction=0, activity=0)
    read_log()
    assert list(Evidence.objects.values_list("pk", flat=True)) == before != []


def test_without_the_check_the_database_still_keeps_one_per_source(released, monkeypatch):
    """Negative control of the check: the constraint evidence_once_per_source is the second line."""
    read_log()
    row = Evidence.objects.get()
    with pytest.raises(IntegrityError, match="evidence_once_per_source"), transaction.atomic():
        Evidence.objects.create(
            obligation=released, happened_on=row.happened_on, source_model=row.source_model,
            source_id=row.source_id, added_at=row.added_at,
        )


def test_an_obligation_that_comes_into_force_while_its_proof_is_being_read_misses_nothing(
    mou, introduced, sato, dana, now, rivals
):
    """The act that activates is itself read in commit order: by then everything older is visible."""
    read_log()
    article = mou.commitments.get(number=1)
    article.memorandum = mou
    made = services.propose_obligation(
        article, owing="joint", indicator="contacts_released", wordings={},
        cadence="yearly", target=1, starts_on=build.THEN.date(),
        ends_on=None, by=sato, now=now,
    )
    begun, finish = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            services.agree_obligation(fresh(made), by=dana, now=now)
            begun.set()
            assert finish.wait(PATIENCE)

    rivals.start("slow", slow)
    assert begun.wait(PATIENCE)
    read_log()
    assert not Evidence.objects.exists()
    finish.set()
    rivals.join()
    read_log()
    assert Evidence.objects.filter(obligation=made).count() == 1
    connection.close()
