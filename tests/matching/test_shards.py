"""A run in parts: any number of workers, one part each at a time; what is done is not done again."""
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from matching import services
from matching.models import Match, MatchRun, PoolPart, RunShard
from matching.services import runs, shards
from tests import build
from tests.rivals import crowd, let_all_look

from .engine import Engine

pytestmark = pytest.mark.django_db
LEGAL_IDS = ["9700110000001", "8700110000002", "7700110000003"]
KILLED = 2  # places of firms whose part ends its worker


class Killed(BaseException):
    """The worker ended in the middle: nothing of ours runs after it."""


@pytest.fixture
def engine(monkeypatch, offer, request_) -> Engine:
    """Four firms in Japan, each a part of its own; the first one's partner is there."""
    monkeypatch.setattr(shards, "SIZE", 1)
    engine = Engine(monkeypatch)
    engine.topics = dict.fromkeys([offer.lines.get().text, request_.lines.get().text], "filling")
    return engine


@pytest.fixture
def four(engine, sato):
    for number in range(3):
        owner = build.user(f"j{number}@firms.example", f"Owner {number}", language="ja")
        firm = build.firm(
            owner, sato, country="JP", legal_id=LEGAL_IDS[number], name=f"会社{number}",
            name_latin=f"Firm {number}", city="Tokyo", languages=["ja"],
        )
        build.profile(firm, sato, "business_offer", "supply", [f"絹織物{number}号"], ["500720"], ["KZ"])
    return engine


@pytest.fixture
def met(monkeypatch) -> list[range]:
    """The parts that were met, in their order."""
    found, plain = [], shards.found_pairs

    def note(shortlist, firms):
        found.append(firms)
        return plain(shortlist, firms)

    monkeypatch.setattr(shards, "found_pairs", note)
    return found


def kill(monkeypatch, where=shards, name="found_pairs", place=KILLED):
    plain = getattr(where, name)

    def found(shortlist, firms):
        if firms.start == place:
            raise Killed
        return plain(shortlist, firms)

    monkeypatch.setattr(where, name, found)
    return lambda: monkeypatch.setattr(where, name, plain)


def leases_end() -> None:
    RunShard.objects.filter(data=None).update(leased_until=timezone.now() - timedelta(seconds=1))


def test_parts_give_what_one_pass_gives(four, met):
    four.run()
    parts = list(Match.objects.values_list("japan", "partner", "forward", "backward"))
    assert len(met) == 4
    Match.objects.all().delete()
    shards.SIZE = 100
    four.run()
    assert list(Match.objects.values_list("japan", "partner", "forward", "backward")) == parts != []


def test_a_run_killed_half_way_goes_on_with_what_is_left(four, met, monkeypatch):
    mend = kill(monkeypatch)
    services.request_run(now=timezone.now())
    with pytest.raises(Killed):
        services.work_on_runs()
    done = len(met)
    assert 0 < done < 4
    mend()
    leases_end()
    services.work_on_runs()
    assert MatchRun.objects.get().state == "done"
    assert len(met) == len({firms.start for firms in met}) == 4, "none twice"
    assert Match.objects.count() == 1


def test_old_suggestions_stand_until_all_parts_are_met(four, monkeypatch, request_):
    four.run()
    four.topics[request_.lines.get().text] = "silk"
    request_.lines.update(hs_codes=["610910"])
    kill(monkeypatch)
    services.request_run(now=timezone.now())
    with pytest.raises(Killed):
        services.work_on_runs()
    assert Match.objects.get().state == "suggested"


def test_while_another_worker_is_at_the_last_part_the_run_waits(four, met):
    services.request_run(now=timezone.now())
    run = MatchRun.objects.get()
    runs.move(run, "start", by=None, now=timezone.now(), started_at=timezone.now())
    runs._read_everybody(run)
    theirs = shards.take(now=timezone.now())
    assert services.work_on_runs() == 0
    assert (MatchRun.objects.get().state, len(met)) == ("running", 3)
    second = services.request_run(now=timezone.now())
    services.work_on_runs()
    assert MatchRun.objects.get(pk=second.pk).state == "queued", "it waits for the first one"
    second.delete()
    assert shards.meet(theirs)
    assert services.work_on_runs() == 1
    assert MatchRun.objects.get().state == "done"
    assert Match.objects.count() == 1


def test_who_comes_back_after_the_lease_changes_nothing(four):
    services.request_run(now=timezone.now())
    run = MatchRun.objects.get()
    runs.move(run, "start", by=None, now=timezone.now(), started_at=timezone.now())
    runs._read_everybody(run)
    late = shards.take(now=timezone.now() - timedelta(hours=1))
    assert shards.take(now=timezone.now()) == late
    assert not shards.meet(late)
    assert RunShard.objects.get(pk=late.pk).data is None


def test_a_part_that_ends_three_workers_ends_the_run(four, monkeypatch):
    kill(monkeypatch)
    services.request_run(now=timezone.now())
    for _worker in range(3):
        with pytest.raises(Killed):
            services.work_on_runs()
        leases_end()
    services.work_on_runs()
    run = MatchRun.objects.get()
    assert run.state == "failed"
    assert "ended 3 times" in run.figures["error"]
    assert not RunShard.objects.exists()
    assert not PoolPart.objects.exists()


def test_progress_of_the_parts_is_shown_and_a_second_run_says_it_waits(four, monkeypatch, as_, sato):
    kill(monkeypatch)
    services.request_run(now=timezone.now())
    with pytest.raises(Killed):
        services.work_on_runs()
    first = MatchRun.objects.get()
    page = as_(sato).get(reverse("matching:run", args=[first.pk])).content.decode()
    assert "of 4 parts compared" in page
    assert "Workers comparing now: 1" in page
    second = services.request_run(by=sato, now=timezone.now())
    assert "This one begins when it has ended" in (
        as_(sato).get(reverse("matching:run", args=[second.pk])).content.decode()
    )
    assert services.request_run(now=timezone.now()) == second


def cut_run(parts: int) -> MatchRun:
    run = MatchRun.objects.create(state="running", requested_at=timezone.now())
    RunShard.objects.bulk_create([RunShard(run=run, first=place, end=place + 1) for place in range(parts)])
    return run


def take_at_once(workers: int) -> list:
    return [one and one.first for one in crowd([lambda: shards.take(now=timezone.now())] * workers)]


@pytest.mark.django_db(transaction=True)
def test_no_part_has_two_workers():
    cut_run(6)
    assert sorted(take_at_once(6)) == list(range(6))


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_two_workers_would_take_one_part(monkeypatch):
    """Negative control."""
    cut_run(6)

    def plain():
        return RunShard.objects.to_meet(timezone.now()).order_by("first").first()

    monkeypatch.setattr(shards, "_first_free", lambda _now: plain())
    let_all_look(monkeypatch, shards, "_first_free")
    assert take_at_once(2) == [0, 0]
