"""What people may type, however long or hostile, neither stops a run nor changes on its way to other workers."""
import json

import pytest
from django.utils import timezone

from companies.models import ProductLine
from matching import services
from matching.models import Match, MatchRun
from matching.scoring.engine import best_meetings
from matching.scoring.newcomers import Standing, meet_anew
from matching.scoring.shortlist import Shortlist
from matching.scoring.sides import make_pool
from matching.scoring.snapshot import Snapshot, pack, unpack
from matching.scoring.weights import DEFAULT_WEIGHTS
from matching.services import shards, snapshots

from .engine import Engine
from .scoring.build import NO_MEANS, buyer, firm, line, profile, vectors_by_text

HOSTILE = {
    "one word": "pumps",
    "one letter": "p",
    "long": "pumps " + "very good " * 1000,
    "unbroken": "p" * 10_000,
    "markup": "pumps <script>alert(1)</script> {{ 7*7 }} %(name)s",
    "query": "pumps'; DROP TABLE matching_match; --",
    "quotes": 'pumps "]}\\u0000\\',
    "bidi": "pumps \u202egnp.exe \u200b\ufdfa" + "\ufdfa" * 20,
    "surrogate": "pumps \ud800",
    "emoji": "pumps 🏭👩‍🏭",
}


def snapshot_of(*firms) -> Snapshot:
    sides = [[one for one in firms if one.side == side] for side in ("japan", "central_asia")]
    pool = make_pool(*sides, vectors_by_text(*firms), NO_MEANS, DEFAULT_WEIGHTS)
    return Snapshot(pool, NO_MEANS, Shortlist(pool).floor)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_text_comes_through_the_pool_as_it_was_typed(text):
    seller = firm("j1", profile("j1-a", "offer", lines=[line("j1.1", text, "en", ["8413"])]))
    packed = pack(snapshot_of(seller, buyer()))
    head = next(snapshots._pieces(packed))
    again = unpack(packed._replace(text=json.loads(head)["text"]))
    assert again.pool.japan.facts[0].text == text


@pytest.mark.parametrize("name", ["j1", "k1"])
def test_a_firm_with_500_lines_is_met(name):
    many = [line(f"{name}.{number}", f"pumps {number}", "en", ["8413"]) for number in range(500)]
    huge = firm(name, profile(f"{name}-a", "offer" if name == "j1" else "request", lines=many))
    other = firm("k2" if name == "j1" else "j2", profile(
        "o-a", "request" if name == "j1" else "offer", lines=[line("o.1", "pumps", "en", ["8413"])]
    ))
    standing = Standing(snapshot_of(huge, other))
    met = list(meet_anew(standing, {name: huge}, {name}, vectors_by_text(huge, other), name))
    best = best_meetings(met[0].pool, 0)
    assert len(best.ours) == 1
    assert best.forward[0] > 0


@pytest.mark.django_db
def test_a_run_ends_whatever_stands_in_the_lines(offer, request_, monkeypatch):
    engine = Engine(monkeypatch)
    texts = [text[:500] for name, text in HOSTILE.items() if name != "surrogate"]  # the database refuses those
    ProductLine.objects.filter(profile=offer).update(text=texts[0])
    for place, text in enumerate(texts[1:], start=1):
        ProductLine.objects.create(profile=offer, position=place, text=text, hs_codes=["842230"])
    engine.topics = dict.fromkeys([*texts, request_.lines.get().text], "filling")
    assert engine.run().figures["pairs"] == 1


@pytest.mark.django_db
def test_a_part_that_raises_fails_the_run_and_leaves_the_suggestions(match, monkeypatch):
    engine = Engine(monkeypatch)
    engine.topics = {"x": "y"}

    def broken(*_given):
        raise ValueError("odd numbers")

    monkeypatch.setattr(shards, "found_pairs", broken)
    services.request_run(now=timezone.now())
    services.work_on_runs()
    run = MatchRun.objects.get()
    assert (run.state, run.figures["error"]) == ("failed", "ValueError: odd numbers")
    assert Match.objects.get().state == "suggested"
